import type { PeriodState } from '../../domain/states.ts'
import type { OpenedPeriod } from '../../store/aggregates/periods.ts'
import type { Actor, Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { TodoKey, todoSchema } from './home-schema.ts'

/** Something that waits for the caller 待办. */
export type Todo = ShapeOf<typeof todoSchema>

/** What finders of to-dos work with: one open period at a time. */
export interface TodoContext {
  readonly service: Service
  readonly actor: Actor
  readonly opened: OpenedPeriod
}

interface Found {
  readonly key: TodoKey
  readonly count: number
  readonly total?: number
  readonly optional?: boolean
  readonly values?: Readonly<Record<string, string>>
}

/** A to-do of a period in the step it is in, or of another one; nothing where there is nothing to do. */
export function todoOf({ service, opened }: Pick<TodoContext, 'service' | 'opened'>, found: Found, step?: PeriodState): Todo[] {
  const deadline = opened.deadlines[step ?? opened.state] ?? null
  const overdue = deadline !== null && Date.parse(deadline) < service.now().getTime()
  return withoutPeriod(found).map((todo) => ({ ...todo, period: opened.text, deadline, overdue }))
}

/** A to-do that belongs to no period. */
export function withoutPeriod({ key, count, total, optional = false, values = {} }: Found): Todo[] {
  if (count === 0) return []
  return [{ key, period: null, count, total: total ?? null, optional, deadline: null, overdue: false, values }]
}
