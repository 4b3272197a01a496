import { present } from './assert.ts'
import { type Day, dayOf, dayText, firstOfMonth, lastOfMonth, monthOf, yearOf } from './day.ts'

/** A performance period 考核期间: a month, quarter, half-year or year. */
export interface Period {
  readonly kind: 'month' | 'quarter' | 'half' | 'year'
  /** As it is written: "2026-10", "2026-Q4", "2026-H2", "2026". */
  readonly text: string
  readonly first: Day
  readonly last: Day
}

const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const

/** Reads "2026-10", "2026-Q4", "2026-H2" or "2026" and nothing else. */
export function periodFromText(text: string): Period | undefined {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(text)
  if (!match) return undefined
  const [, year = '', month, quarter, half] = match
  if (month) return periodFrom('month', Number(year), Number(month))
  if (quarter) return periodFrom('quarter', Number(year), Number(quarter) * 3 - 2)
  if (half) return periodFrom('half', Number(year), Number(half) * 6 - 5)
  return periodFrom('year', Number(year), 1)
}

function periodFrom(kind: Period['kind'], year: number, firstMonth: number): Period | undefined {
  const first = dayOf(year, firstMonth, 1)
  if (first === undefined) return undefined
  return { kind, text: textOf(kind, first), first, last: lastOfMonth(first, MONTHS[kind] - 1) }
}

function textOf(kind: Period['kind'], first: Day): string {
  const year = yearOf(first)
  if (kind === 'month') return dayText(first).slice(0, 7)
  if (kind === 'quarter') return `${year}-Q${Math.ceil(monthOf(first) / 3)}`
  if (kind === 'half') return `${year}-H${Math.ceil(monthOf(first) / 6)}`
  return String(year)
}

/** The period of the same kind that ends the day before this one begins. */
export function previousPeriod(period: Period): Period {
  return shifted(period, -MONTHS[period.kind])
}

/** The same period of the year before 去年同期. */
export function samePeriodLastYear(period: Period): Period {
  return shifted(period, -12)
}

function shifted(period: Period, months: number): Period {
  const first = firstOfMonth(period.first, months)
  return present(periodFrom(period.kind, yearOf(first), monthOf(first)), 'A period a year before one that can be written can be written.')
}

/** The months of the period, in order: three for a quarter, the period itself for a month. */
export function monthsOf(period: Period): Period[] {
  return Array.from({ length: MONTHS[period.kind] }, (_, index) => {
    const first = firstOfMonth(period.first, index)
    return present(periodFrom('month', yearOf(first), monthOf(first)), 'Every month of a period is one.')
  })
}

/** The window 窗口 of so many whole months that ends with `last`. */
export function windowEnding(last: Day, months: number): { readonly first: Day; readonly last: Day } {
  return { first: firstOfMonth(last, 1 - months), last }
}
