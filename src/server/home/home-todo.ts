import type { OpenedPeriod, PeriodState } from '../../store/aggregates/periods.ts'
import type { Actor, Service } from '../kernel/service.ts'

/** Everything that a home page can ask somebody to do; what they mean is told by the finders beside this file. */
export const TODO_KEYS = [
  'period.open',
  'step.ready',
  'tables.missing',
  'uploads.waiting',
  'marks.owed',
  'regions.unmanaged',
  'incomplete.decide',
  'run.make',
  'correction.publish',
  'appeals.open',
  'sheets.unconfirmed',
  'adjustments.review',
  'accounts.missing',
  'forms.held',
  'marks.give',
  'marks.submit',
  'ratings.give',
  'appeals.answer',
  'sheets.sign',
  'tables.finance',
  'adjustments.decide',
  'payments.mark',
  'sheet.confirm',
  'accounts.locked',
] as const
export type TodoKey = (typeof TODO_KEYS)[number]

/** Something that waits for the caller 待办. */
export interface Todo {
  readonly key: TodoKey
  /** Null for what belongs to no period. */
  readonly period: string | null
  /** How many wait. */
  readonly count: number
  /** Out of how many; null where that says nothing. */
  readonly total: number | null
  /** Whether it may be left undone: an R&D manager's ratings, a step that could be taken now. */
  readonly optional: boolean
  /** The time by which the step it belongs to is to be done. */
  readonly deadline: string | null
  readonly overdue: boolean
  /** What else its words and its link need, such as the missing tables. */
  readonly values: Readonly<Record<string, string>>
}

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
