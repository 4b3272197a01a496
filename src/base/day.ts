/** A calendar day as one whole number, year * 10000 + month * 100 + day: 20261005. Days compare as numbers, so a period is a plain range. */
export type Day = number & { readonly kind: 'day' }

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0)
}

/** The day, or undefined when the calendar has none such (2026-02-30), or the year is not between 1900 and 2999. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (!(year >= 1900 && year <= 2999 && month >= 1 && month <= 12)) return undefined
  if (!(day >= 1 && day <= daysInMonth(year, month))) return undefined
  return (year * 10000 + month * 100 + day) as Day
}

/** Reads "2026-10-05" and nothing else. */
export function dayFromText(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** "2026-10-05" */
export function dayText(day: Day): string {
  const digits = String(day)
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

export function yearOf(day: Day): number {
  return Math.floor(day / 10000)
}

export function monthOf(day: Day): number {
  return Math.floor(day / 100) % 100
}

export function dayOfMonth(day: Day): number {
  return day % 100
}

/** The first day of the month that lies `months` after (or, below zero, before) the month of `day`. */
export function firstOfMonth(day: Day, months = 0): Day {
  const index = yearOf(day) * 12 + monthOf(day) - 1 + months
  return (Math.floor(index / 12) * 10000 + ((index % 12) + 1) * 100 + 1) as Day
}

export function lastOfMonth(day: Day, months = 0): Day {
  const first = firstOfMonth(day, months)
  return (first - 1 + daysInMonth(yearOf(first), monthOf(first))) as Day
}

/** The same day of the month so many months later, or the last of that month where it has none such. */
export function monthsAfter(day: Day, months: number): Day {
  return Math.min(firstOfMonth(day, months) - 1 + dayOfMonth(day), lastOfMonth(day, months)) as Day
}

export function dayBefore(day: Day): Day {
  return dayOfMonth(day) > 1 ? ((day - 1) as Day) : lastOfMonth(day, -1)
}

export function dayAfter(day: Day): Day {
  return day < lastOfMonth(day) ? ((day + 1) as Day) : firstOfMonth(day, 1)
}

/** Days from the first to the last, both counted: 31 for 2026-10-01 to 2026-10-31; 0 when last lies before first. */
export function daysBetween(first: Day, last: Day): number {
  return last < first ? 0 : serial(last) - serial(first) + 1
}

function serial(day: Day): number {
  return Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day)) / 86_400_000
}
