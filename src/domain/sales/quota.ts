import { monthsOf, type Period } from '../../base/period.ts'

/** A row of the quotas 计划, one a representative and period: amount in fen, quantity in millionths, new clients as a count; blank is undefined. */
export interface QuotaRow {
  readonly period: string
  readonly rep: string
  readonly amount: number | undefined
  readonly quantity: number | undefined
  readonly newClients: number | undefined
}

/** The quota of one representative for one period, in the units of its rows; undefined where none was given. */
export interface Quota {
  readonly amount: bigint | undefined
  readonly quantity: bigint | undefined
  readonly newClients: bigint | undefined
}

const NO_MONTHS: readonly QuotaRow[] = []

/**
 * The quotas for a period, from its own rows and those of its months: per figure the period's own, else the sum of its months'
 * where every month has one, else undefined (POLICY S).
 */
export function quotasFor(rows: Iterable<QuotaRow>, period: Period): (rep: string) => Quota {
  const own = new Map<string, QuotaRow>()
  const ofMonths = new Map<string, QuotaRow[]>()
  for (const row of rows) {
    if (row.period === period.text) own.set(row.rep, row)
    else {
      const months = ofMonths.get(row.rep) ?? []
      months.push(row)
      ofMonths.set(row.rep, months)
    }
  }
  const monthCount = monthsOf(period).length
  return (rep) => {
    const row = own.get(rep)
    const months = ofMonths.get(rep) ?? NO_MONTHS
    const figure = (key: keyof Quota): bigint | undefined => {
      const stated = row?.[key]
      if (stated !== undefined) return BigInt(stated)
      const parts = months.flatMap((month) => month[key] ?? [])
      return parts.length === monthCount ? parts.reduce((total, part) => total + BigInt(part), 0n) : undefined
    }
    return { amount: figure('amount'), quantity: figure('quantity'), newClients: figure('newClients') }
  }
}
