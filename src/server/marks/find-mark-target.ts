import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { choiceTitle } from '../../domain/dataset/tables.ts'
import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import type { PeriodState } from '../../domain/states.ts'
import type { MarkKey } from '../../store/aggregates/marks.ts'
import { isOneself } from '../kernel/oneself.ts'
import { type Actor, noteRefusal, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { markProblem } from './mark-problems.ts'
import { concerns, type MarkingDuty, markingDuties } from './marking-duties.ts'
import { type PeriodPeople, periodPeople } from './period-people.ts'

/** Which mark a request means. `evaluator` is needed only by who may mark for several managers; their own comes first. */
export interface MarkRequest {
  readonly period: string
  readonly engineer: string
  readonly item: MarkItem
  readonly evaluator?: string | undefined
}

/** The marking of a period by one actor: who is there, and what is theirs. */
export interface Marking extends PeriodPeople {
  readonly ok: true
  readonly duties: readonly MarkingDuty[]
}

/** The period, its people and the actor's duties in it. */
export async function marking(service: Service, actor: Actor, period: string): Promise<Answer<Marking>> {
  const found = await periodPeople(service, period)
  if (!found.ok) return found
  return { ...found, duties: markingDuties(actor, found) }
}

/**
 * The mark meant, when it is the actor's to give. Problems: thing_must_exist for an engineer out of reach, as for one that is
 * not there; mark_must_not_be_ones_own; mark_item_must_be_yours.
 */
export function markTarget(actor: Actor, found: Marking, request: MarkRequest): Answer<{ ok: true; key: MarkKey }> {
  const { people, duties, period } = found
  const { engineer, item, evaluator } = request
  const unknown: Problem = serviceProblem('thing_must_exist', { thing: `engineer ${engineer} of ${period.text}` })
  if (!people.engineers.some((each) => each.number === engineer)) return { ok: false, problems: [unknown] }
  if (duties.length > 0 && isOneself(actor, engineer, period))
    return { ok: false, problems: [markProblem('mark_must_not_be_ones_own', { engineer })] }
  const own = duties.filter((duty) => concerns(duty, actor, engineer, found) && (evaluator === undefined || duty.evaluator === evaluator))
  const [first] = own
  if (first === undefined) return { ok: false, problems: [unknown] }
  const duty = own.find((each) => each.items.includes(item))
  if (duty === undefined) {
    const values = { item: choiceTitle('evaluations', 'item', item), evaluator: first.evaluatorName }
    return { ok: false, problems: [markProblem('mark_item_must_be_yours', values)] }
  }
  return { ok: true, key: { period: period.text, engineer, item, evaluator: duty.evaluator } }
}

/** Problems as they are; that somebody would have marked themselves is written down. */
export async function refusedMarks(
  service: Service,
  actor: Actor,
  action: string,
  period: string,
  problems: readonly Problem[],
): Promise<{ readonly ok: false; readonly problems: readonly Problem[] }> {
  await noteRefusal(service, actor, { action, subject: `marks ${period}`, period }, problems)
  return { ok: false, problems }
}

/** period_must_be_in_state unless the period is in one of the states. */
export function stateProblem(period: string, state: PeriodState, needed: readonly PeriodState[]): Problem[] {
  if (needed.includes(state)) return []
  return [serviceProblem('period_must_be_in_state', { period, state, needed: needed.join(', ') })]
}

/** How a mark is named in the audit trail and in messages. */
export function markName({ period, engineer, item, evaluator }: MarkKey): string {
  return `mark ${period} ${engineer} ${item} ${evaluator}`
}
