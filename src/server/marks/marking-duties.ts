import { MARK_ITEMS, type MarkItem } from '../../domain/engineers/mark-items.ts'
import { isOneself } from '../kernel/oneself.ts'
import { regionsFallingTo } from '../kernel/region-managers.ts'
import { type Actor, actorScope } from '../kernel/service.ts'
import type { PeriodPeople } from './period-people.ts'

/** Whose engineers an actor may mark, what on, and for whom the marks count. */
export interface MarkingDuty {
  /** The manager's employee number: the evaluation counts for it, whoever gives it. */
  readonly evaluator: string
  readonly evaluatorName: string
  /** A region that falls to the manager, or every region for an R&D manager. */
  readonly region: string | 'all'
  readonly items: readonly MarkItem[]
  readonly asDeputy: boolean
}

const RD_ITEMS: readonly MarkItem[] = ['on_site_resolution']

/**
 * The duties of an actor in a period: as the manager to whom regions of it fall today, as R&D manager of all, and as a
 * deputy 代理 today. The actor's own come first. Nobody else has any, whatever they may read.
 */
export function markingDuties(actor: Actor, { people, managers }: Pick<PeriodPeople, 'people' | 'managers'>): MarkingDuty[] {
  if (actorScope(actor, 'mark.write') === undefined) return []
  const duties: MarkingDuty[] = []
  const add = (evaluator: string, kind: 'regional' | 'rd', asDeputy: boolean) => {
    const employee = people.employees.get(evaluator)
    if (employee === undefined) return
    const duty = { evaluator, evaluatorName: employee.name, items: kind === 'rd' ? RD_ITEMS : MARK_ITEMS, asDeputy }
    const then = { home: people.homeOf(evaluator), position: employee.position }
    for (const region of kind === 'rd' ? ['all'] : regionsFallingTo(evaluator, managers, then)) duties.push({ ...duty, region })
  }
  if (actor.employee !== undefined) {
    if (actor.positions.includes('regional_manager')) add(actor.employee, 'regional', false)
    if (actor.positions.includes('rd_manager')) add(actor.employee, 'rd', false)
  }
  for (const { employee, position } of actor.actsFor ?? []) add(employee, position === 'rd_manager' ? 'rd' : 'regional', true)
  return duties
}

/** The people of a period, and when it began. */
type MarkedPeriod = Pick<PeriodPeople, 'people' | 'period'>

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
