import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { CompanyCalendar } from '../../base/company-calendar.ts'
import type { Day } from '../../base/day.ts'
import { attendanceDays, monthsOf, periodFromText } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { PeriodState } from '../../domain/states.ts'
import type { OpenedPeriod } from '../../store/aggregates/periods.ts'
import type { Times } from '../../store/company-book/compare-staging.ts'
import { timeColumn } from '../../store/company-book/record-sql.ts'
import { FINANCE_TABLES } from '../kernel/access.ts'
import type { Actor } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { dataProblem } from './data-problems.ts'

/** The tables that an actor may change: HR all of them, finance its own. */
export function tablesKeptBy(actor: Actor): ReadonlySet<TableKey> {
  if (actor.kind === 'system' || actor.positions.includes('hr')) return new Set(TABLE_KEYS)
  return new Set(actor.positions.includes('finance') ? FINANCE_TABLES : [])
}

/** A problem for each table that is not the actor's to change. */
export function tableProblems(actor: Actor, tables: Iterable<TableKey>): Problem[] {
  const kept = tablesKeptBy(actor)
  return [...tables]
    .filter((table) => !kept.has(table))
    .map((table) => dataProblem('table_must_be_yours_to_keep', { table, title: TABLES[table].title }, { table }))
}

/** A problem where something is said to have been always so, without a reason: it reaches every month before. */
export function correctionProblems(heldFrom: Day | 'ever' | undefined, reason: string | undefined): Problem[] {
  return heldFrom === 'ever' && !reason ? [dataProblem('correction_must_have_a_reason')] : []
}

/** What a change of data touched, and how it is made. */
export interface ChangeFacts {
  readonly times: Times
  /** The company's, by which attendance is of its months and months of their years. */
  readonly calendar: CompanyCalendar
  /** Whether people, clients or regions changed. They are in no period. */
  readonly masterData: boolean
  readonly reason: string | undefined
  /** The period that the user names for the change. */
  readonly wanted: string | undefined
  /** Made by the decision on an appeal: published data may change by it alone. */
  readonly correction: boolean
}

/** The period a change is recorded in - undefined outside of any - and the closed ones that it comes too late for. */
export interface Ruling {
  readonly ok: true
  readonly period: string | undefined
  readonly lateFor: readonly string[]
  /** The opened periods that any of the records, or what holds by it, is of. */
  readonly reaches: readonly string[]
}

const OPEN: readonly PeriodState[] = ['collecting', 'evaluating', 'review']

/**
 * Who may change when, and where a change belongs. Records are of the opened periods that their date lies in or that they
 * are written for (a month's quota is of its quarter too):
 *
 * | one of them is | the change |
 * |---|---|
 * | collecting | is free to HR, and to finance in its tables |
 * | evaluating, review | is HR's, with a reason |
 * | published | is made by the decision on an appeal only |
 * | closed | comes late: it is recorded in an open period and marked with the closed one |
 *
 * The strictest holds. What held of people and clients from when - position, region, employment, whose client it was - is of the periods with a
 * day on which something else holds than before, and of those whose own rules take more from it (rule-spans.ts). A row of attendance is also of the
 * month that it takes the event of its slip out of or into (slip-days.ts). Names, regions and records of no opened period change freely until an open
 * period is past collecting, then with a reason.
 */
export function ruleChange(actor: Actor, periods: readonly OpenedPeriod[], facts: ChangeFacts): Answer<Ruling> {
  const touched = periods.filter((period) => touches(period, facts))
  const problems: Problem[] = []
  if (!facts.correction) {
    for (const { text } of touched.filter(({ state }) => state === 'published')) {
      problems.push(dataProblem('published_data_must_be_corrected_by_appeal', { period: text }))
    }
    for (const { text, state } of touched.filter(isPastCollecting)) {
      if (!tablesKeptBy(actor).has('employees')) problems.push(dataProblem('data_must_be_changed_by_hr', { period: text, state }))
    }
  }
  const needsReason =
    touched.find(isPastCollecting) ?? (touchesNone(facts, touched) ? periods.find(isPastCollectingOrPublished) : undefined)
  if (needsReason && !facts.reason) {
    problems.push(dataProblem('data_change_must_have_a_reason', { period: needsReason.text, state: needsReason.state }))
  }
  const lateFor = touched.filter(({ state }) => state === 'closed').map(({ text }) => text)
  const place = periodOf(periods, touched, facts)
  if (!place.ok) problems.push(...place.problems)
  else if (lateFor.length > 0 && place.period === undefined) {
    problems.push(dataProblem('late_records_must_have_an_open_period', { closed: lateFor.join(', ') }))
  }
  if (problems.length > 0 || !place.ok) return { ok: false, problems }
  return { ok: true, period: place.period, lateFor, reaches: touched.map(({ text }) => text) }
}

function isPastCollecting({ state }: OpenedPeriod): boolean {
  return state === 'evaluating' || state === 'review'
}

function isPastCollectingOrPublished(period: OpenedPeriod): boolean {
  return isPastCollecting(period) || period.state === 'published'
}

function touchesNone(facts: ChangeFacts, touched: readonly OpenedPeriod[]): boolean {
  return (
    (facts.masterData && facts.times.spans.length === 0) ||
    (touched.length === 0 &&
      facts.times.days.size + facts.times.attendanceDays.size + facts.times.periods.size + facts.times.quotaPeriods.size > 0)
  )
}

/** Whether any of the records is of the period. */
function touches(period: Pick<OpenedPeriod, 'text' | 'first' | 'last'>, { times, calendar }: ChangeFacts): boolean {
  if (times.periods.has(period.text) || times.quotaPeriods.has(period.text)) return true
  if (hasDayIn(times.days, period)) return true
  if (times.spans.some(({ first, last }) => first <= period.last && last >= period.first)) return true
  if (times.quotaPeriods.size + times.attendanceDays.size === 0) return false
  const parsed = present(periodFromText(period.text, calendar), 'A period that was opened is one.')
  return hasDayIn(times.attendanceDays, attendanceDays(parsed)) || monthsOf(parsed).some((month) => times.quotaPeriods.has(month.text))
}

function hasDayIn(days: ReadonlySet<number>, { first, last }: { readonly first: number; readonly last: number }): boolean {
  for (const day of days) if (day >= first && day <= last) return true
  return false
}

/** The period named, else the first open one that was touched, else the first open one there is: collecting before the later steps, shorter before longer, earlier before later. */
function periodOf(
  periods: readonly OpenedPeriod[],
  touched: readonly OpenedPeriod[],
  { wanted, correction }: ChangeFacts,
): Answer<{ readonly ok: true; readonly period: string | undefined }> {
  const states: readonly PeriodState[] = correction ? [...OPEN, 'published'] : OPEN
  if (wanted !== undefined) {
    const period = periods.find(({ text }) => text === wanted)
    if (!period) return { ok: false, problems: [serviceProblem('period_must_exist', { period: wanted })] }
    if (states.includes(period.state)) return { ok: true, period: wanted }
    const values = { period: wanted, state: period.state, needed: states.join(', ') }
    return { ok: false, problems: [serviceProblem('period_must_be_in_state', values)] }
  }
  const first = (from: readonly OpenedPeriod[]) =>
    from
      .filter(({ state }) => states.includes(state))
      .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || a.last - a.first - (b.last - b.first) || a.first - b.first)[0]
  return { ok: true, period: (first(touched) ?? first(periods))?.text }
}

/** The tables whose records are in no period: employees, postings, clients, regions, the calendar. */
export function isMasterTable(table: TableKey): boolean {
  return timeColumn(table) === undefined
}
