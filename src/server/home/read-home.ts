import type { Answer } from '../../base/answer.ts'
import { sortedBy } from '../../base/text-order.ts'
import { PERIOD_STATES } from '../../domain/states.ts'
import { statesEntered } from '../../store/aggregates/home-events.ts'
import { unreadCount } from '../../store/aggregates/messages.ts'
import { allPeriods, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import type { Actor, Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { balancesFor, type HomeBalances } from './balances-for.ts'
import { financeStandingTodos, financeTodos } from './finance-todos.ts'
import { type stageSchema, TODO_KEYS } from './home-schema.ts'
import type { Todo } from './home-todo.ts'
import { hrStandingTodos, hrTodos } from './hr-todos.ts'
import { lastVisit } from './last-visit.ts'
import { managerTodos } from './manager-todos.ts'
import { administratorTodos, ownTodos, planTodos } from './own-todos.ts'
import { type News, whatChanged } from './what-changed.ts'

/** A period as a step bar shows it. */
export type Stage = ShapeOf<typeof stageSchema>

export interface Home {
  readonly ok: true
  /** The server's time, which deadlines are held against. */
  readonly now: string
  /** The open periods, the newest first; where all are closed, the one closed last. */
  readonly stages: readonly Stage[]
  /** What waits for the caller, the most urgent first. */
  readonly todos: readonly Todo[]
  /** Since when `news` are; null on the first visit, when they are those of the last days. */
  readonly since: string | null
  readonly news: readonly News[]
  readonly balances: HomeBalances | null
  readonly unread: number
}

const DAY_MS = 86_400_000
/** What somebody is told of who was never here. */
const FIRST_VISIT_DAYS = 7

/** A home page's content: what the caller has to do, by when, where each open period stands, and what changed meanwhile. */
export const readHome = useCase('session.own', async (service, actor): Promise<Answer<Home>> => {
  const { store } = service
  const now = service.now()
  const opened = (await allPeriods(store)).reverse()
  const open = opened.filter(({ state }) => state !== 'closed')
  const since = await lastVisit(service, actor)
  const from = since ?? new Date(now.getTime() - FIRST_VISIT_DAYS * DAY_MS).toISOString()
  const stages: Stage[] = []
  for (const period of open.length > 0 ? open : opened.slice(0, 1)) stages.push(await stageOf(service, period))
  return {
    ok: true,
    now: now.toISOString(),
    stages,
    todos: byUrgency(await todosOf(service, actor, open)),
    since: since ?? null,
    news: await whatChanged(service, actor, from, open),
    balances: await balancesFor(service, actor),
    unread: await unreadCount(store, actor.id),
  }
})

async function todosOf(service: Service, actor: Actor, open: readonly OpenedPeriod[]): Promise<Todo[]> {
  const todos: Todo[] = []
  for (const opened of open) {
    const context = { service, actor, opened }
    for (const find of [hrTodos, managerTodos, financeTodos, ownTodos]) todos.push(...(await find(context)))
  }
  for (const find of [hrStandingTodos, financeStandingTodos, planTodos, administratorTodos]) todos.push(...(await find(service, actor)))
  return todos
}

/** Overdue first, then by deadline, then what must be done before what may be, then in the order of TODO_KEYS. */
function byUrgency(todos: readonly Todo[]): Todo[] {
  const place = ({ key }: Todo) => String(TODO_KEYS.indexOf(key)).padStart(3, '0')
  return sortedBy(todos, (todo) => `${todo.overdue ? 0 : 1} ${todo.optional ? 1 : 0} ${todo.deadline ?? '9999'} ${place(todo)}`)
}

async function stageOf({ store }: Service, { text, state, deadlines }: OpenedPeriod): Promise<Stage> {
  const entered = await statesEntered(store, text)
  const reached = PERIOD_STATES.indexOf(state)
  const steps = PERIOD_STATES.map((each, index) => ({
    state: each,
    since: index <= reached ? (entered.get(each) ?? null) : null,
    deadline: deadlines[each] ?? null,
  }))
  return { period: text, state, steps }
}
