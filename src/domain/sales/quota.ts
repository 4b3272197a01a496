import { monthsOf, type Period } from '../../base/period.ts'

/** A row of the quotas 计划: amount in fen, quantity in millionths, new clients as a count; blank is undefined. */
export interface QuotaRow {
  readonly period: string
  readonly rep: string
  readonly amount: number | undefined
  readonly quantity: number | undefined
  readonly newClients: number | undefined
}

export type QuotaFigure = 'amount' | 'quantity' | 'newClients'

/** Every representative's quota rows by period. */
export type Quotas = ReadonlyMap<string, ReadonlyMap<string, QuotaRow>>

export function quotasByRep(rows: Iterable<QuotaRow>): Quotas {
  const byRep = new Map<string, Map<string, QuotaRow>>()
  for (const row of rows) {
    const periods = byRep.get(row.rep) ?? new Map<string, QuotaRow>()
    periods.set(row.period, row)
    byRep.set(row.rep, periods)
  }
  return byRep
}

/**
 * The quota of a representative for a period: the period's own figure, else the sum of its months' figures when
 * every month has one, else undefined (POLICY S).
 */
export function quotaFor(quotas: Quotas, rep: string, period: Period, figure: QuotaFigure): bigint | undefined {
  const periods = quotas.get(rep)
  const own = periods?.get(period.text)?.[figure]
  if (own !== undefined) return BigInt(own)
  if (period.kind === 'month') return undefined
  let total = 0n
  for (const month of monthsOf(period)) {
    const part = periods?.get(month.text)?.[figure]
    if (part === undefined) return undefined
    total += BigInt(part)
  }
  return total
}
