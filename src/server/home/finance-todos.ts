import { fen, yuanText } from '../../base/money.ts'
import { balancesOf } from '../../store/aggregates/balances.ts'
import { proposedAdjustments, unpaidPeople } from '../../store/aggregates/home-counts.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { FINANCE_TABLES } from '../kernel/access.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import { missingTables } from '../outstanding/missing-tables.ts'
import { type Todo, type TodoContext, todoOf, withoutPeriod } from './home-todo.ts'

/** What finance has to do in an open period: its own tables brought in, proposed adjustments 调整 decided. */
export async function financeTodos(context: TodoContext): Promise<Todo[]> {
  const { service, actor, opened } = context
  const todos: Todo[] = []
  if (actor.positions.includes('finance') && ['collecting', 'evaluating', 'review'].includes(opened.state)) {
    todos.push(...(await tableTodos(context)))
  }
  if (actorScope(actor, 'adjustment.decide') !== undefined && opened.state !== 'closed') {
    todos.push(...todoOf(context, { key: 'adjustments.decide', count: await proposedAdjustments(service.store, opened.text) }))
  }
  return todos
}

/** Whatever step a period is in by now: finance's tables were wanted while it collected. */
async function tableTodos(context: TodoContext): Promise<Todo[]> {
  const { service, opened } = context
  const period = await companyPeriod(service.store, opened.text)
  const book = await findCompanyBook(service.store)
  if (!period) return []
  const own: readonly string[] = FINANCE_TABLES
  const missing = (await missingTables(service.store, book ?? { id: 0, sha256: '', rows: {} }, period)).filter(({ table }) =>
    own.includes(table),
  )
  const values = { tables: missing.map(({ table }) => table).join(',') }
  return todoOf(context, { key: 'tables.finance', count: missing.length, total: own.length, values }, 'collecting')
}

const DAY_MS = 86_400_000
/** Bonuses that are not marked as paid for so long are paid some other way. */
const RECENT_DAYS = 90

/** Balances 待扣余额 that nobody has decided about, and bonuses of closed periods that are not marked as paid. */
export async function financeStandingTodos(service: Service, actor: Actor): Promise<Todo[]> {
  if (!actor.positions.includes('finance')) return []
  const open = (await balancesOf(service.store)).filter(({ state, employee }) => state === 'undecided' && employee !== actor.employee)
  const amount = yuanText(fen(open.reduce((sum, balance) => sum + balance.open, 0n)))
  const since = new Date(service.now().getTime() - RECENT_DAYS * DAY_MS).toISOString()
  const closed = await unpaidPeople(service.store, since)
  return [
    ...withoutPeriod({ key: 'balances.decide', count: open.length, values: { amount } }),
    ...closed.flatMap(({ period, unpaid, people }) =>
      withoutPeriod({ key: 'payments.mark', count: unpaid, total: people }).map((todo) => ({ ...todo, period })),
    ),
  ]
}
