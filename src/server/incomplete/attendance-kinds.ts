import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Day } from '../../base/day.ts'
import { attendanceDays, type Period } from '../../base/period.ts'
import { choiceTitle } from '../../domain/dataset/tables.ts'
import { CLASSES, type KindClass, OPEN_KINDS, type OpenKind } from '../../domain/engineers/attendance-classes.ts'
import type { PeriodState } from '../../domain/states.ts'
import { attendanceKindCounts } from '../../store/aggregates/marks-attendance.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Reader } from '../../store/database/connection.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { stateProblem } from '../marks/find-mark-target.ts'
import type { kindSchema } from './incomplete-schema.ts'
import { rulesOfPeriod } from './rules-of-period.ts'

/** The kinds that every attendance export has and the policy does not name (POLICY A5), with the setting that answers each. */
const SETTINGS: Readonly<Record<OpenKind, string>> = {
  absence: 'service.attendance.absence',
  missing_punch: 'service.attendance.missingPunch',
  serious_late: 'service.attendance.seriousLate',
}

export type AttendanceKind = ShapeOf<typeof kindSchema>

/** The three kinds as they are counted in a period. */
export const listAttendanceKinds = useCase(
  'incomplete.read',
  async (service, _, text: string): Promise<Answer<{ readonly ok: true; readonly kinds: readonly AttendanceKind[] }>> => {
    const period = await companyPeriod(service.store, text)
    if (!period || !(await findPeriod(service.store, text)))
      return { ok: false, problems: [serviceProblem('period_must_exist', { period: text })] }
    const rules = await rulesOfPeriod(service, period)
    if (!rules.ok) return rules
    const counts = await countsOf(service.store, period)
    const kinds = OPEN_KINDS.map((kind) => {
      const value = present(rules.rules.book.settings[SETTINGS[kind]], `The rules have the setting ${SETTINGS[kind]}.`)
      const counted = counts.find((each) => each.kind === kind)
      return {
        kind,
        title: choiceTitle('attendance', 'kind', kind),
        setting: SETTINGS[kind],
        as: CLASSES.find((each) => each === value) ?? null,
        events: counted?.events ?? 0,
        people: counted?.people ?? 0,
      }
    })
    return { ok: true, kinds }
  },
)

async function countsOf(reader: Reader, period: Period) {
  const book = await findCompanyBook(reader)
  return book ? attendanceKindCounts(reader, book.id, attendanceDays(period), OPEN_KINDS) : []
}

export interface ClassifyKind {
  readonly period: string
  readonly kind: OpenKind
  readonly as: KindClass
  readonly reason: string
}

const CLASSIFIED_IN: readonly PeriodState[] = ['collecting', 'evaluating', 'review']

/**
 * Says once what a kind counts as: a setting from the period's first day on, for this period and later ones. Periods that were
 * published stay as they are. Problems: period_must_exist, period_must_be_in_state, reason_must_be_given.
 */
export const classifyKind = useCase(
  'incomplete.decide',
  async (
    service,
    actor,
    input: ClassifyKind,
  ): Promise<Answer<{ readonly ok: true; readonly setting: string; readonly value: KindClass; readonly effectiveFrom: Day }>> => {
    if (input.reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const setting = SETTINGS[input.kind]
    const deed = { action: 'attendance.classify', subject: `setting ${setting}`, period: input.period, reason: input.reason }
    const classified = await changing(service, actor, deed, async (transaction) => {
      const opened = await findPeriod(transaction, input.period)
      if (opened === undefined) return { ok: false, problems: [serviceProblem('period_must_exist', { period: input.period })] }
      const wrong = stateProblem(input.period, opened.state, CLASSIFIED_IN)
      if (wrong.length > 0) return { ok: false, problems: wrong }
      const before = await transaction.first(
        'SELECT value, reset, effective_from FROM setting_changes WHERE key = $1 AND effective_from <= $2 ORDER BY effective_from DESC, id DESC LIMIT 1',
        [setting, opened.last],
      )
      // A setting that took effect within the period goes before one from its first day.
      const effectiveFrom = Math.max(opened.first, Number(before?.[2] ?? 0n))
      const row = { key: setting, value: input.as, reset: 0, effective_from: effectiveFrom, reason: input.reason }
      await transaction.insert('setting_changes', { ...row, at: service.now().toISOString(), by: actor.id })
      return {
        ok: true,
        value: effectiveFrom,
        before: { value: before && before[1] !== 1n ? before[0] : null },
        after: { value: input.as },
      }
    })
    return classified.ok ? { ok: true, setting, value: input.as, effectiveFrom: classified.value as Day } : classified
  },
)
