import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { choiceTitle, TABLES } from '../../domain/dataset/tables.ts'
import type { IncompleteDecision, Module } from '../../domain/engineers/service-facts.ts'
import type { PeriodState } from '../../domain/states.ts'
import { changeTable, recordIds } from '../../store/aggregates/marks-change.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { companyBookIn } from '../../store/company-book/company-book.ts'
import { ownCaseProblems } from '../kernel/oneself.ts'
import { changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { stateProblem } from '../marks/find-mark-target.ts'
import { scoreFromText, scoreText } from '../marks/mark-view.ts'
import { periodPeople } from '../marks/period-people.ts'
import { conflictProblems } from '../records/conflict-problems.ts'
import { type DecisionView, findCases } from './find-cases.ts'
import { incompleteProblem } from './incomplete-problems.ts'
import { rulesOfPeriod } from './rules-of-period.ts'

export interface DecideIncomplete {
  readonly period: string
  readonly employee: string
  /** Undefined for `exclude` alone. */
  readonly module?: Module | undefined
  readonly decision: IncompleteDecision['decision']
  /** Decimal text, for `value` alone. */
  readonly value?: string | undefined
  readonly reason: string
}

/** Until the figures are published; after that a correction answers an appeal. */
const DECIDED_IN: readonly PeriodState[] = ['collecting', 'evaluating', 'review']

/**
 * HR's decision on an incomplete case 处理决定 (POLICY A8): it becomes a record of the company book, in place of an earlier one
 * on the same module, and the next run follows it. The same decision again changes nothing.
 *
 * Problems: thing_must_exist for who is no engineer of the period, case_must_be_incomplete, treatment_must_name_a_module,
 * exclusion_must_be_of_the_person, treatment_must_have_a_value, value_must_not_be_given, reason_must_be_given,
 * period_must_be_in_state, own_case_must_be_decided_by_another.
 */
export const decideIncomplete = useCase(
  'incomplete.decide',
  async (
    service,
    actor,
    input: DecideIncomplete,
  ): Promise<
    Answer<{ readonly ok: true; readonly decision: DecisionView & { readonly employee: string; readonly module: Module | null } }>
  > => {
    const problems = contentProblems(input)
    if (problems.length > 0) return { ok: false, problems }
    const fitting = await fittingProblems(service, input)
    if (!fitting.ok) return fitting

    const { period, employee, module, decision, reason } = input
    const value = input.value === undefined ? undefined : scoreFromText(input.value)
    const subject = `decision ${period} ${employee}${module === undefined ? '' : ` ${module}`}`
    const view = { employee, module: module ?? null, decision, value: value === undefined ? null : scoreText(value), reason }
    const decided = await changing(service, actor, { action: 'incomplete.decide', subject, period, reason }, async (transaction) => {
      const opened = await findPeriod(transaction, period)
      const own = ownCaseProblems(actor, [employee], opened)
      if (own.length > 0) return { ok: false, problems: own }
      const state = opened?.state ?? 'closed'
      const wrong = stateProblem(period, state, DECIDED_IN)
      if (wrong.length > 0) return { ok: false, problems: wrong }
      const change = { kind: 'decision' as const, period, reason, at: service.now().toISOString(), by: actor.id }
      const values: Readonly<Record<string, string | number | null>> = {
        period,
        employee,
        module: module ?? null,
        decision,
        value: value ?? null,
        reason,
      }
      const record = TABLES.decisions.columns.map(({ key }) => values[key] ?? null)
      const conflicts = await changeTable(transaction, change, { table: 'decisions', put: [record], remove: [] })
      const against = conflictProblems(conflicts)
      if (against.length > 0) return { ok: false, problems: against }
      return { ok: true, value: view, after: view }
    })
    return decided.ok ? { ok: true, decision: decided.value } : decided
  },
)

/** Takes a decision out of force; the case is open again. Problems: decision_must_be_there, period_must_be_in_state. */
export const withdrawDecision = useCase(
  'incomplete.decide',
  async (
    service,
    actor,
    input: Pick<DecideIncomplete, 'period' | 'employee' | 'module' | 'reason'>,
  ): Promise<Answer<{ readonly ok: true }>> => {
    const { period, employee, module, reason } = input
    if (reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const subject = `decision ${period} ${employee}${module === undefined ? '' : ` ${module}`}`
    const withdrawn = await changing(service, actor, { action: 'incomplete.withdraw', subject, period, reason }, async (transaction) => {
      const opened = await findPeriod(transaction, period)
      if (opened === undefined) return { ok: false, problems: [serviceProblem('period_must_exist', { period })] }
      const own = ownCaseProblems(actor, [employee], opened)
      if (own.length > 0) return { ok: false, problems: own }
      const wrong = stateProblem(period, opened.state, DECIDED_IN)
      if (wrong.length > 0) return { ok: false, problems: wrong }
      const { id: company } = await companyBookIn(transaction)
      const ids = await recordIds(transaction, 'decisions', company, { period, employee, module: module ?? null })
      if (ids.length === 0) return { ok: false, problems: [incompleteProblem('decision_must_be_there', { employee })] }
      const change = { kind: 'decision' as const, period, reason, at: service.now().toISOString(), by: actor.id }
      await changeTable(transaction, change, { table: 'decisions', put: [], remove: ids })
      return { ok: true, value: undefined, after: { withdrawn: true } }
    })
    return withdrawn.ok ? { ok: true } : withdrawn
  },
)

function contentProblems({ module, decision, value, reason }: DecideIncomplete): Problem[] {
  const problems: Problem[] = []
  const title = choiceTitle('decisions', 'decision', decision)
  if (reason.trim() === '') problems.push(serviceProblem('reason_must_be_given'))
  if (decision === 'exclude' && module !== undefined) problems.push(incompleteProblem('exclusion_must_be_of_the_person'))
  if (decision !== 'exclude' && module === undefined) problems.push(incompleteProblem('treatment_must_name_a_module', { decision: title }))
  if (decision !== 'value' && value !== undefined) problems.push(incompleteProblem('value_must_not_be_given', { decision: title }))
  if (decision === 'value' && (value === undefined || scoreFromText(value) === undefined)) {
    problems.push(incompleteProblem('treatment_must_have_a_value'))
  }
  return problems
}

/** Whether there is such an engineer in the period, and the module is missing (POLICY A8: a decision applies only there). */
async function fittingProblems(service: Service, { period, employee, module }: DecideIncomplete): Promise<Answer<{ readonly ok: true }>> {
  const found = await periodPeople(service, period)
  if (!found.ok) return found
  if (!found.people.engineers.some(({ number }) => number === employee)) {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `engineer ${employee} of ${period}` })] }
  }
  if (module === undefined) return { ok: true }
  const rules = await rulesOfPeriod(service, found.period)
  if (!rules.ok) return rules
  const cases = await findCases(service.store, found, rules, (number) => number === employee)
  if (cases.some((each) => each.module === module)) return { ok: true }
  const values = { employee, module: choiceTitle('decisions', 'module', module) }
  return { ok: false, problems: [incompleteProblem('case_must_be_incomplete', values)] }
}
