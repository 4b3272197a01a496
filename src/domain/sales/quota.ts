import { monthsOf, type Period } from '../../base/period.ts'

/** A row of the quotas 计划, one a representative and period: amounts in fen, quantity in millionths, new clients as a count; blank is undefined. */
export interface QuotaRow {
  readonly period: string
  readonly rep: string
  readonly amount: number | undefined
  readonly quantity: number | undefined
  readonly newClients: number | undefined
  readonly collections: number | undefined
}

/** The quota of one representative for one period, in the units of its rows; undefined where none was given. */
export interface Quota {
  readonly amount: bigint | undefined
  readonly quantity: bigint | undefined
  readonly newClients: bigint | undefined
  readonly collections: bigint | undefined
}

const NO_MONTHS: readonly QuotaRow[] = []
export type QuotaFigure = 'amount' | 'quantity' | 'newClients' | 'collections'

/**
 * The rows of one representative that a figure of a period's quota is counted from: the period's own where it states the figure, else those
 * of its months where every month does, else none (POLICY S).
 */
export function countedQuotas<Row extends QuotaRow>(
  own: Row | undefined,
  months: readonly Row[],
  monthCount: number,
  figure: QuotaFigure,
): readonly Row[] {
  if (own?.[figure] !== undefined) return [own]
  const stated = months.filter((month) => month[figure] !== undefined)
  return stated.length === monthCount ? stated : []
}

/** The months for which one representative's rows do not state a figure that others of the period state, so that it has no sum. */
export function unstatedMonths(rows: readonly QuotaRow[], period: Period, figure: QuotaFigure): readonly string[] {
  const stated = new Set(rows.filter((row) => row[figure] !== undefined).map((row) => row.period))
  if (stated.size === 0 || stated.has(period.text)) return []
  return monthsOf(period)
    .map(({ text }) => text)
    .filter((month) => !stated.has(month))
}

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
    const figure = (key: QuotaFigure): bigint | undefined => {
      const counted = countedQuotas(row, months, monthCount, key)
      return counted.length === 0 ? undefined : counted.reduce((total, part) => total + BigInt(part[key] ?? 0), 0n)
    }
    return { amount: figure('amount'), quantity: figure('quantity'), newClients: figure('newClients'), collections: figure('collections') }
  }
}
