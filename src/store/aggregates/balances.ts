import type { Day } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import { type Fen, fen } from '../../base/money.ts'
import type { BalanceDecision, BalanceEntryKind, BalanceState } from '../../domain/states.ts'
import type { Reader } from '../database/connection.ts'
import { asked, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** How a closed month was settled with a person 结算. */
export interface Settlement {
  readonly period: string
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly arisen: Fen
  readonly deducted: Fen
  /** All that was open of the person afterwards. */
  readonly balance: Fen
  readonly at: string
}

export interface NewBalanceEntry {
  readonly settlement: number
  readonly employee: string
  readonly kind: BalanceEntryKind
  /** What it takes off the balance. */
  readonly amount: Fen
  readonly monthly?: Fen | undefined
  readonly period?: string | undefined
  readonly day?: Day | undefined
  readonly reason?: string | undefined
  readonly by: string
  readonly at: string
}

export interface BalanceEntry extends NewBalanceEntry {
  readonly id: number
}

/** What a person owes of a month that fell below zero 待扣余额, with what became of it. */
export interface Balance {
  /** The settlement that it arose in. */
  readonly id: number
  readonly period: string
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly amount: Fen
  readonly open: Fen
  readonly state: BalanceState
  /** The decision that stands. */
  readonly decision: BalanceDecision | undefined
  readonly monthly: Fen | undefined
  readonly at: string
  readonly entries: readonly BalanceEntry[]
}

export async function insertSettlement(transaction: WriteTransaction, settlement: Settlement): Promise<void> {
  await transaction.insert('settlements', settlement)
}

export async function insertBalanceEntry(transaction: WriteTransaction, entry: NewBalanceEntry): Promise<void> {
  const { monthly = null, period = null, day = null, reason = null, ...values } = entry
  await transaction.insert('balance_entries', { ...values, monthly, period, day, reason })
}

/** How a closed month was settled, by employee number; only those of whom more than the month itself counted. */
export async function settlementsOf(reader: Reader, period: string): Promise<ReadonlyMap<string, Settlement>> {
  const rows = await rowsOf(reader, settlements.where('period', '=', period))
  return new Map(rows.map(({ id: _, ...row }) => [row.employee, row]))
}

/** Balances in the order in which they arose, of one person where told. */
export async function balancesOf(reader: Reader, employee?: string): Promise<Balance[]> {
  const arisen = settlements.where('arisen', '>', fen(0n)).where((eb) => eb.and(asked(employee, (each) => eb('employee', '=', each))))
  const rows = await rowsOf(reader, arisen.orderBy('id'))
  const entries = await rowsOf(
    reader,
    balanceEntries.where((eb) => eb.and(asked(employee, (each) => eb('employee', '=', each)))).orderBy('id'),
  )
  const byBalance = groupBy(entries, ({ settlement }) => settlement)
  return rows.map(({ id, arisen: amount, deducted: _, balance: __, ...row }) => {
    const own = byBalance.get(id) ?? []
    const open = fen(own.reduce((left, entry) => left - entry.amount, amount as bigint))
    const decided = own.findLast(({ kind }) => kind === 'carry' || kind === 'reclaim' || kind === 'write_off')
    const decision = decided?.kind as BalanceDecision | undefined
    const state =
      open > 0n
        ? decision === 'carry' || decision === 'reclaim'
          ? decision
          : 'undecided'
        : decision === 'write_off'
          ? 'written_off'
          : 'settled'
    return { id, ...row, amount, open, state, decision, monthly: decided?.monthly, entries: own }
  })
}

const settlements = tables
  .selectFrom('settlements')
  .select(['id', 'period', 'employee', 'name', 'region', 'arisen', 'deducted', 'balance', 'at'])

const balanceEntries = tables
  .selectFrom('balance_entries')
  .select(['id', 'settlement', 'employee', 'kind', 'amount', 'monthly', 'period', 'day', 'reason', 'by', 'at'])
