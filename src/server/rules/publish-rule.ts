import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Day, dayFromText, dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { rulebookFrom } from '../../rulebook/rulebook.ts'
import { versionHash } from '../../rulebook/version-hash.ts'
import {
  deleteDraft,
  draftOf,
  insertPublication,
  newestPublication,
  type RuleDraft,
  type RulePublication,
} from '../../store/aggregates/company-rules.ts'
import type { RuleTexts } from '../../store/aggregates/rule-texts.ts'
import { lastDecidedDay } from '../../store/aggregates/setting-changes.ts'
import { companyToday } from '../kernel/company-day.ts'
import { companyRuleTexts } from '../kernel/company-rules.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { checkRuleText } from './check-rule-text.ts'
import { publishingProblem } from './publishing-problems.ts'
import { noDraft, staleDraft } from './rule-drafts.ts'
import { isTemplate, keyOf, type VersionedEntry, versionedEntries } from './rule-files.ts'
import { triedBefore } from './tried-before.ts'

export interface PublishRule {
  readonly rule: string
  /** The version of the draft that was read. */
  readonly version: string
  readonly reason: string
  /** The what-if of this very text that whoever publishes it has seen; needed of a plan. */
  readonly whatIf?: string | undefined
}

/**
 * Publishes the draft of a rule: from then on its text holds over that of the rules folder, each version from its day on. The whole book is
 * checked with it, and no period that is published or closed is touched: what differs takes effect after the last of them.
 *
 * Problems: reason_must_be_given, thing_must_exist, version_must_be_current, rule_version_must_take_effect_later, rule_heading_must_stay,
 * rule_must_change_something, plan_must_be_tried, rules_must_stay_meanwhile, and everything that checking rules finds.
 */
export const publishRule = useCase(
  'rule.write',
  async (service, actor, input: PublishRule): Promise<Answer<{ readonly ok: true; readonly value: RulePublication }>> => {
    if (input.reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const draft = await draftOf(service.store, input.rule)
    if (!draft) return { ok: false, problems: [noDraft(input.rule)] }
    const newest = await newestPublication(service.store)
    const texts = await companyRuleTexts(service.store, service.rulesFolder)
    const { problems } = checkRuleText(texts, service.rulesFolder, draft, await companyToday(service))
    if (problems.length > 0) return { ok: false, problems }
    const [before, after] = [entryIn(texts, service.rulesFolder, draft), entryIn(texts, service.rulesFolder, draft, draft.text)]
    const deed = { action: 'rule.publish', subject: `rule ${input.rule}`, reason: input.reason }
    return changing(service, actor, deed, async (transaction) => {
      const now = await draftOf(transaction, input.rule)
      if (!now) return { ok: false, problems: [noDraft(input.rule)] }
      if (input.version !== String(now.version) || now.text !== draft.text) return { ok: false, problems: [staleDraft(now)] }
      if ((await newestPublication(transaction)) !== newest)
        return { ok: false, problems: [publishingProblem('rules_must_stay_meanwhile')] }
      const changed = differingDays(before, after)
      const wrong = wrongChange(input.rule, before, after, changed, await lastDecidedDay(transaction))
      if (wrong.length > 0) return { ok: false, problems: wrong }
      const tried = await triedBefore(transaction, draft, input.whatIf)
      if (!tried.ok) return tried
      const { file, rule, text } = draft
      const effectiveFrom = present(dayFromText(changed[0] ?? ''), 'What differs begins on a day.')
      const { whatIf, whatIfSha256 } = tried
      const row = {
        file,
        rule,
        text,
        effectiveFrom,
        reason: input.reason,
        at: service.now().toISOString(),
        by: actor.id,
        whatIf,
        whatIfSha256,
      }
      const id = await insertPublication(transaction, row)
      await deleteDraft(transaction, rule)
      return {
        ok: true,
        value: { id, ...row },
        before: saidBy(before),
        after: { ...saidBy(after), file, effectiveFrom: dayText(effectiveFrom), whatIf: whatIf ?? null },
      }
    })
  },
)

/** The rule of a file as the book has it, or as it would have it with another text; undefined where there is none. */
function entryIn(texts: RuleTexts, folder: string, { file }: RuleDraft, text = texts.get(file)): VersionedEntry | undefined {
  if (text === undefined) return undefined
  const loaded = rulebookFrom(new Map([...texts, [file, text]]), folder)
  return loaded.ok ? versionedEntries(loaded.rulebook).find((entry) => entry.file === file) : undefined
}

/** Hashes of the versions that are in force from their day on; a template's never are. */
function hashes(entry: VersionedEntry | undefined): Map<string, string> {
  if (!entry || isTemplate(entry.rule)) return new Map()
  const versions: readonly { readonly effectiveFrom: string }[] = entry.rule.versions
  return new Map(versions.map((version) => [version.effectiveFrom, versionHash(version)]))
}

/** The first days of the versions that came, went or say something else, earliest first. */
function differingDays(before: VersionedEntry | undefined, after: VersionedEntry | undefined): string[] {
  const [then, now] = [hashes(before), hashes(after)]
  return [...new Set([...then.keys(), ...now.keys()])].filter((day) => then.get(day) !== now.get(day)).sort()
}

function wrongChange(
  rule: string,
  before: VersionedEntry | undefined,
  after: VersionedEntry | undefined,
  changed: readonly string[],
  decided: number | undefined,
): Problem[] {
  if (changed.length === 0) return [publishingProblem('rule_must_change_something', { rule })]
  const last = decided === undefined ? undefined : dayText(decided as Day)
  const early = last === undefined ? [] : changed.filter((day) => day <= last)
  return [
    ...(before && after ? wrongHeading(rule, before, after) : []),
    ...early.map((version) => publishingProblem('rule_version_must_take_effect_later', { rule, version, decided: last ?? '' })),
  ]
}

/** Results, scorecards and other rules know it by these. */
function wrongHeading(rule: string, before: VersionedEntry, after: VersionedEntry): Problem[] {
  const parts = [
    ['kind', before.rule.kind, after.rule.kind],
    ['key', keyOf(before.rule) ?? '-', keyOf(after.rule) ?? '-'],
  ] as const
  return parts
    .filter(([, wanted, found]) => wanted !== found)
    .map(([part, wanted, found]) => publishingProblem('rule_heading_must_stay', { rule, part, wanted, found }))
}

function saidBy(entry: VersionedEntry | undefined): { readonly versions: Readonly<Record<string, string>> } {
  return { versions: Object.fromEntries(hashes(entry)) }
}
