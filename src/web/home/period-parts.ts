export const PERIOD_KINDS = ['month', 'quarter', 'half', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** A period as it is chosen: its kind, its year and which of the year's. */
export interface PeriodParts {
  readonly kind: PeriodKind
  readonly year: number
  /** From 1; 1 for a year. */
  readonly number: number
}

export const PARTS_OF_YEAR: Readonly<Record<PeriodKind, number>> = { month: 12, quarter: 4, half: 2, year: 1 }

/** "2026-10", "2026-Q4", "2026-H2", "2026". */
export function periodText({ kind, year, number }: PeriodParts): string {
  if (kind === 'month') return `${year}-${String(number).padStart(2, '0')}`
  if (kind === 'quarter') return `${year}-Q${number}`
  return kind === 'half' ? `${year}-H${number}` : String(year)
}

export function periodParts(text: string | undefined): PeriodParts | undefined {
  const [, year, month, quarter, half] = /^(\d{4})(?:-(?:(\d\d)|Q([1-4])|H([12])))?$/.exec(text ?? '') ?? []
  if (year === undefined) return undefined
  if (month !== undefined) return { kind: 'month', year: Number(year), number: Number(month) }
  if (quarter !== undefined) return { kind: 'quarter', year: Number(year), number: Number(quarter) }
  return half === undefined ? { kind: 'year', year: Number(year), number: 1 } : { kind: 'half', year: Number(year), number: Number(half) }
}

/** The month before today, or the first after it that has not been opened: what is most likely to be opened next. */
export function nextMonth(opened: readonly string[], today: Date): PeriodParts {
  let months = today.getFullYear() * 12 + today.getMonth() - 1
  const parts = (): PeriodParts => ({ kind: 'month', year: Math.floor(months / 12), number: (months % 12) + 1 })
  while (opened.includes(periodText(parts()))) months += 1
  return parts()
}
