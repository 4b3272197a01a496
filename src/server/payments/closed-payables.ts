import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { type StandingMark, standingMarks } from '../../store/aggregates/payments.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import type { Reader } from '../../store/database/connection.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { type Payable, payableKey, payablesOf } from './payables.ts'
import { paymentProblem } from './payment-problems.ts'

/** The regions and people that marking, or taking a mark back, is about. */
export interface PaymentsChosen {
  /** Everybody of these regions who is not marked so yet. */
  readonly regions?: readonly string[] | undefined
  readonly people?: readonly { readonly region: string; readonly employee: string }[] | undefined
}

/** What a closed period pays, and which of it is marked as paid. */
export interface ClosedPayables {
  readonly ok: true
  readonly payables: readonly Payable[]
  /** By payableKey. */
  readonly marks: ReadonlyMap<string, StandingMark>
}

/** Problems: period_must_exist, payments_must_be_of_a_closed_period. */
export async function closedPayables(reader: Reader, period: string): Promise<Answer<ClosedPayables>> {
  const opened = await findPeriod(reader, period)
  if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period })] }
  if (opened.state !== 'closed' || opened.publishedRun === undefined) {
    return { ok: false, problems: [paymentProblem('payments_must_be_of_a_closed_period', { period, state: opened.state })] }
  }
  const payables = await payablesOf(reader, opened.publishedRun, period)
  const marks = new Map((await standingMarks(reader, period)).map((mark) => [payableKey(mark), mark]))
  return { ok: true, payables, marks }
}

/**
 * The payables that a choice is about: those people named, and of the regions named those whose mark is as `marked` says. What
 * is not there, and people named who are not so, are problems: thing_must_exist, and those of `misfit`.
 */
export function chosenPayables(
  { payables, marks }: ClosedPayables,
  { regions = [], people = [] }: PaymentsChosen,
  marked: boolean,
  misfit: (people: string) => Problem,
): Answer<{ readonly ok: true; readonly chosen: readonly Payable[] }> {
  if (regions.length === 0 && people.length === 0) return { ok: false, problems: [paymentProblem('payment_must_name_somebody')] }
  const known = new Set(payables.map(({ region }) => region))
  const unknown = [...new Set(regions)].filter((region) => !known.has(region))
  if (unknown.length > 0) {
    return { ok: false, problems: unknown.map((region) => serviceProblem('thing_must_exist', { thing: `region ${region}` })) }
  }
  const due = new Map(payables.filter(({ amount }) => amount !== 0n).map((payable) => [payableKey(payable), payable]))
  const named = new Set(people.map(payableKey))
  const nothingDue = people.filter((person) => !due.has(payableKey(person))).map(({ employee }) => nameIn(payables, employee))
  if (nothingDue.length > 0) {
    return { ok: false, problems: [paymentProblem('payment_must_be_of_people_who_are_due', { people: nameList(nothingDue) })] }
  }
  const misfits = [...named].filter((key) => marks.has(key) !== marked).map((key) => due.get(key)?.name ?? '')
  if (misfits.length > 0) return { ok: false, problems: [misfit(nameList(misfits))] }
  const chosen = [...due].filter(([key, { region }]) => named.has(key) || (regions.includes(region) && marks.has(key) === marked))
  return { ok: true, chosen: chosen.map(([, payable]) => payable) }
}

function nameIn(payables: readonly Payable[], employee: string): string {
  return payables.find((payable) => payable.employee === employee)?.name ?? employee
}

const NAMES_SHOWN = 5

/** "张三、李四 +3": the first names of a list, and how many more there are. */
function nameList(names: readonly string[]): string {
  const rest = names.length - NAMES_SHOWN
  return `${names.slice(0, NAMES_SHOWN).join('、')}${rest > 0 ? ` +${rest}` : ''}`
}
