import type { PeopleOfPeriod } from '../../appraisal/people-of-period.ts'
import type { Period } from '../../base/period.ts'
import { MARK_ITEMS, type MarkItem } from '../../domain/engineers/mark-items.ts'
import { isOneself } from '../kernel/oneself.ts'
import { type Actor, actorScope } from '../kernel/service.ts'

/** Whose engineers an actor may mark, what on, and for whom the marks count. */
export interface MarkingDuty {
  /** The manager's employee number: the evaluation counts for it, whoever gives it. */
  readonly evaluator: string
  readonly evaluatorName: string
  /** The one home region of the manager in the period, or every region for an R&D manager. */
  readonly region: string | 'all'
  readonly items: readonly MarkItem[]
  readonly asDeputy: boolean
}

const RD_ITEMS: readonly MarkItem[] = ['on_site_resolution']

/**
 * The duties of an actor in a period: as the regional manager whose home region it was then, as R&D manager of all, and as a
 * deputy 代理 today. The actor's own come first. Nobody else has any, whatever they may read.
 */
export function markingDuties(actor: Actor, people: PeopleOfPeriod): MarkingDuty[] {
  if (actorScope(actor, 'mark.write') === undefined) return []
  const duties: MarkingDuty[] = []
  const add = (evaluator: string, kind: 'regional' | 'rd', asDeputy: boolean) => {
    const region = kind === 'rd' ? 'all' : people.homeOf(evaluator)
    const employee = people.employees.get(evaluator)
    if (region === undefined || employee === undefined) return
    duties.push({ evaluator, evaluatorName: employee.name, region, items: kind === 'rd' ? RD_ITEMS : MARK_ITEMS, asDeputy })
  }
  if (actor.employee !== undefined) {
    if (actor.positions.includes('regional_manager')) add(actor.employee, 'regional', false)
    if (actor.positions.includes('rd_manager')) add(actor.employee, 'rd', false)
  }
  for (const { employee, position } of actor.actsFor ?? []) add(employee, position === 'rd_manager' ? 'rd' : 'regional', true)
  return duties
}

/** The people of a period, and when it began. */
export interface MarkedPeriod {
  readonly people: PeopleOfPeriod
  readonly period: Period
}

/** Whether an engineer is among those that a duty is for. Nobody marks themselves, and no mark counts for who is marked. */
export function concerns(duty: MarkingDuty, actor: Actor, engineer: string, found: MarkedPeriod): boolean {
  const { people, period } = found
  if (engineer === duty.evaluator || isOneself(actor, engineer, period)) return false
  return duty.region === 'all' || people.homeOf(engineer) === duty.region
}

/** Whether the actor reads everybody's marks, drafts too: HR, auditors, and the systems that stand in for them. */
export function readsEveryMark(actor: Actor): boolean {
  return actor.positions.some((position) => position === 'hr' || position === 'auditor')
}
