import { type Day, dayText } from '../../base/day.ts'
import type { Deputyship } from '../../store/aggregates/deputies.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { deputySchema } from './deputy-schema.ts'

/** A deputyship 代理 as the API answers it. */
export type DeputyView = ShapeOf<typeof deputySchema>

export function deputyView(deputy: Deputyship, on: Day): DeputyView {
  const { id, manager, account, accountName, first, last, reason, endedAt } = deputy
  const state = endedAt !== undefined ? 'ended' : on < first ? 'planned' : on > last ? 'over' : 'in_force'
  return { id, manager, account, accountName, first: dayText(first), last: dayText(last), reason, state, endedAt: endedAt ?? null }
}
