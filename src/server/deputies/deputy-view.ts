import { type Day, dayText } from '../../base/day.ts'
import type { Deputyship } from '../../store/aggregates/deputies.ts'

/** A deputyship 代理 as the API answers it. */
export interface DeputyView {
  readonly id: number
  /** The manager's employee number. */
  readonly manager: string
  /** The deputy's account id and name. */
  readonly account: string
  readonly accountName: string
  /** "2026-11-02" to "2026-11-06", both counted. */
  readonly first: string
  readonly last: string
  readonly reason: string
  /** planned, in_force, over (its last day has passed) or ended (by HR). */
  readonly state: 'planned' | 'in_force' | 'over' | 'ended'
  readonly endedAt: string | null
}

export function deputyView(deputy: Deputyship, on: Day): DeputyView {
  const { id, manager, account, accountName, first, last, reason, endedAt } = deputy
  const state = endedAt !== undefined ? 'ended' : on < first ? 'planned' : on > last ? 'over' : 'in_force'
  return { id, manager, account, accountName, first: dayText(first), last: dayText(last), reason, state, endedAt: endedAt ?? null }
}
