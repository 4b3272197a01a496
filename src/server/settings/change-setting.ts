import { unknownRegions } from '../../appraisal/rules-in-force.ts'
import type { Answer } from '../../base/answer.ts'
import { boundsText } from '../../base/bounds.ts'
import { type Day, dayText } from '../../base/day.ts'
import { periodFromText } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { isCalendarKey } from '../../domain/company/calendar-settings.ts'
import type { SettingInfo } from '../../rulebook/book.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { allPeriods, updatePeriod } from '../../store/aggregates/periods.ts'
import { regionsOfCompany } from '../../store/aggregates/regions.ts'
import { insertSettingChange, lastDecidedDay, type SettingChange, settingChangesOn } from '../../store/aggregates/setting-changes.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { knownSettings } from './list-settings.ts'
import { settingProblem } from './setting-problems.ts'

/** One or more settings that change together, such as two weights that must add up to 1 with the others. */
export interface ChangeSettings {
  /** Key to value; null gives the rule file's own value back. */
  readonly values: Readonly<Record<string, string | null>>
  readonly effectiveFrom: Day
  readonly reason: string
}

/**
 * Sets settings, scorecard weights or targets from a day on, over the rule files. What is set must compile with everything
 * else in force on that day, and no period that is published or closed may be touched.
 *
 * Problems: reason_must_be_given, setting_must_take_effect_later, setting_value_must_be_allowed, and what the rule book says
 * of keys and values (setting_must_be_known, setting_must_have_choice, region_of_setting_must_exist, weights_must_add_up_to_one).
 */
export const changeSettings = useCase(
  'setting.write',
  async (service, actor, input: ChangeSettings): Promise<Answer<{ readonly ok: true; readonly value: readonly SettingChange[] }>> => {
    if (input.reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const known = await knownSettings(service, input.effectiveFrom)
    if (!known.ok) return known
    const keys = Object.keys(input.values)
    const deed = { action: 'setting.change', subject: `setting ${keys.join(', ')}`, reason: input.reason }
    return changing(service, actor, deed, async (transaction) => {
      const decided = await lastDecidedDay(transaction)
      if (decided !== undefined && input.effectiveFrom <= decided) {
        return { ok: false, problems: [settingProblem('setting_must_take_effect_later', { decided: dayText(decided as Day) })] }
      }
      const standing = await settingChangesOn(transaction, input.effectiveFrom)
      const regions = (await regionsOfCompany(transaction)).map(({ code }) => code)
      const problems = wouldBreak(known.rulebook, known.settings, standing, input, regions)
      if (problems.length > 0) return { ok: false, problems }
      const changes: SettingChange[] = []
      for (const [key, value] of Object.entries(input.values)) {
        const change = {
          key,
          value: value ?? undefined,
          effectiveFrom: input.effectiveFrom,
          reason: input.reason,
          at: service.now().toISOString(),
          by: actor.id,
        }
        changes.push({ id: await insertSettingChange(transaction, change), ...change })
      }
      const moved = keys.some(isCalendarKey) ? await moveOpenPeriods(transaction) : {}
      const before = Object.fromEntries(keys.map((key) => [key, standing.get(key)?.value ?? null]))
      return { ok: true, value: changes, before, after: { ...input.values, ...moved } }
    })
  },
)

/** Periods that are open get the days that the company's calendar gives their names now; answers those that got others, for the trail. */
async function moveOpenPeriods(transaction: WriteTransaction): Promise<Readonly<Record<string, string>>> {
  const calendar = await companyCalendar(transaction)
  const moved: Record<string, string> = {}
  for (const opened of await allPeriods(transaction)) {
    const now = periodFromText(opened.text, calendar)
    if (opened.state === 'published' || opened.state === 'closed' || now === undefined) continue
    if (now.first === opened.first && now.last === opened.last) continue
    await updatePeriod(transaction, opened, { first: now.first, last: now.last })
    moved[`period ${opened.text}`] = `${dayText(now.first)} - ${dayText(now.last)}`
  }
  return moved
}

/** Compiles the rules as they would be on that day, so that what is refused is what a run would refuse. */
function wouldBreak(
  rulebook: Rulebook,
  settings: readonly SettingInfo[],
  standing: ReadonlyMap<string, SettingChange>,
  input: ChangeSettings,
  regions: readonly string[],
): readonly Problem[] {
  const own = new Map(settings.filter((info) => !info.key.includes('.')).map((info) => [info.key, info]))
  const overrides: Record<string, string> = {}
  for (const change of standing.values()) if (change.value !== undefined) overrides[change.key] = change.value
  const problems: Problem[] = []
  for (const [key, value] of Object.entries(input.values)) {
    const info = own.get(key)
    if (isCalendarKey(key) && value?.includes('@')) {
      // From when it holds is what the change says.
      const { bounds, choices = [] } = settings.find((each) => each.key === key) ?? {}
      const allowed = bounds ? boundsText(bounds) : choices.map((choice) => choice.value).join(', ')
      problems.push(settingProblem('setting_value_must_be_allowed', { key, found: value, choices: allowed }))
    }
    const choices = info?.choices.map((choice) => choice.value)
    if (choices && value !== null && !choices.includes(value)) {
      problems.push(settingProblem('setting_value_must_be_allowed', { key, found: value, choices: choices.join(', ') }))
    }
    if (value === null) delete overrides[key]
    else overrides[key] = value
  }
  const ruled = Object.fromEntries(Object.entries(overrides).filter(([key]) => !own.has(key)))
  const compiled = rulebook.compile(input.effectiveFrom, ruled)
  if (!compiled.ok) return [...problems, ...compiled.problems]
  const changed = Object.keys(input.values)
  return [...problems, ...unknownRegions(compiled.book, regions).filter(({ values }) => changed.includes(values.key ?? ''))]
}
