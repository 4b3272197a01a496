import { fen, yuanText } from '../../base/money.ts'
import { BALANCE_STATES, type BalanceState } from '../../domain/states.ts'
import { type Balance, balancesOf } from '../../store/aggregates/balances.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { homeBalances } from './home-schema.ts'

/** Balances 待扣余额 as a home page sums them up. */
export type HomeBalances = ShapeOf<typeof homeBalances>

const DAY_MS = 86_400_000
/** What went back longer ago is history. */
const RECENT_DAYS = 90

/** What is open, and what went back lately: of everybody for those who see adjustments, else of the person themselves; null where there is neither. */
export async function balancesFor(service: Service, actor: Actor): Promise<HomeBalances | null> {
  const whose = actorScope(actor, 'adjustment.read') === 'all' ? 'all' : 'own'
  if (whose === 'own' && actor.employee === undefined) return null
  const balances = await balancesOf(service.store, whose === 'own' ? actor.employee : undefined)
  const since = new Date(service.now().getTime() - RECENT_DAYS * DAY_MS).toISOString()
  const parts = BALANCE_STATES.flatMap((state) => {
    const found = balances.map((balance) => ({ ...balance, part: amountIn(state, balance, since) })).filter(({ part }) => part > 0n)
    const amount = yuanText(fen(found.reduce((sum, { part }) => sum + part, 0n)))
    return found.length === 0 ? [] : [{ state, people: new Set(found.map(({ employee }) => employee)).size, amount }]
  })
  return parts.length === 0 ? null : { whose, parts }
}

function amountIn(state: BalanceState, { state: own, open, entries }: Balance, since: string): bigint {
  if (state !== 'settled' && state !== 'written_off') return own === state ? open : 0n
  const isOf = (kind: string) => (state === 'written_off' ? kind === 'write_off' : kind === 'deducted' || kind === 'received')
  return entries.reduce((sum, { kind, amount, at }) => sum + (isOf(kind) && at >= since ? amount : 0n), 0n)
}
