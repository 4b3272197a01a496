import { type Day, dayAfter, dayOfMonth, lastOfMonth } from '../../../src/base/day.ts'
import type { ModelSettings } from './settings.ts'

export interface Range {
  readonly first: Day
  readonly last: Day
}

/** A period as the model knows it: the days that carry its name, found by asking each day what month it is of. */
export interface Span extends Range {
  readonly text: string
  /** The names of its months. */
  readonly months: readonly string[]
  /** The days whose attendance is of it. */
  readonly attendance: Range
  readonly previous: Range
  readonly lastYear: Range
  /** So many months up to its end, so many before those, and so many before its beginning. */
  window(months: number): Range
  windowBefore(months: number): Range
  lookBack(months: number): Range
}

/** What holds from a name on ("2026-10", of years "2026"; "" is ever), oldest first. */
export type From<Value> = readonly (readonly [name: string, value: Value])[]

type CalendarSettings = Pick<ModelSettings, 'monthStartsOn' | 'attendanceStartsOn' | 'yearStartsIn'>

export function spanOf(text: string, settings: CalendarSettings): Span {
  const begin = (name: string) => held(settings.monthStartsOn, name)
  const attendance = (name: string) => {
    const own = held(settings.attendanceStartsOn, name)
    return own === 'same' ? begin(name) : own
  }
  const months = monthNames(text, settings.yearStartsIn)
  const [first = '', last = ''] = [months[0], months.at(-1)]
  const days = (from: string, to: string) => daysNamed(from, to, begin)
  const ofPeriod = (name: string) => {
    const names = monthNames(name, settings.yearStartsIn)
    return days(names[0] ?? '', names.at(-1) ?? '')
  }
  return {
    text,
    months,
    ...days(first, last),
    attendance: daysNamed(first, last, attendance),
    previous: ofPeriod(nameBefore(text)),
    lastYear: ofPeriod(`${Number(text.slice(0, 4)) - 1}${text.slice(4)}`),
    window: (count) => days(later(last, 1 - count), last),
    windowBefore: (count) => days(later(last, 1 - 2 * count), later(last, -count)),
    lookBack: (count) => days(later(first, -count), later(first, -1)),
  }
}

function held<Value>(from: From<Value>, name: string): Value {
  const found = [...from].reverse().find(([since]) => since <= name)
  if (!found) throw new Error(`Nothing is said of ${name}.`)
  return found[1]
}

/** The months of a period by name: a fiscal year is called after the year it begins in. */
function monthNames(text: string, yearStartsIn: From<number>): string[] {
  const year = text.slice(0, 4)
  const january = `${year}-01`
  const first = later(january, held(yearStartsIn, year) - 1)
  const run = (from: number, count: number) => Array.from({ length: count }, (_, index) => later(first, from + index))
  if (text === year) return run(0, 12)
  if (text[5] === 'Q') return run((Number(text[6]) - 1) * 3, 3)
  return text[5] === 'H' ? run((Number(text[6]) - 1) * 6, 6) : [text]
}

function nameBefore(text: string): string {
  const year = Number(text.slice(0, 4))
  const part = text.slice(5)
  if (part === '') return String(year - 1)
  if (part === 'Q1') return `${year - 1}-Q4`
  if (part === 'H1') return `${year - 1}-H2`
  return /^[QH]/.test(part) ? `${year}-${part[0]}${Number(part[1]) - 1}` : later(text, -1)
}

/** "2026-11" for 2026-10 and 1. */
function later(name: string, months: number): string {
  return new Date(Date.UTC(Number(name.slice(0, 4)), Number(name.slice(5)) - 1 + months, 1)).toISOString().slice(0, 7)
}

/** The days from the first that is of one month to the last that is of another, each asked by itself. */
function daysNamed(from: string, to: string, begins: (name: string) => number): Range {
  const found: Day[] = []
  for (let day = dayIn(later(from, -1)); day <= lastOfMonth(dayIn(to)); day = dayAfter(day)) {
    const name = monthNameOf(day, begins)
    if (name >= from && name <= to) found.push(day)
  }
  return { first: found[0] as Day, last: found.at(-1) as Day }
}

/** Months that begin on the 26th end on the 25th: from the 26th on a day is of the month that is called after the next one of the calendar. */
function monthNameOf(day: Day, begins: (name: string) => number): string {
  const called = `${Math.floor(day / 10000)}-${String(Math.floor(day / 100) % 100).padStart(2, '0')}`
  const begin = begins(called)
  return begin > 1 && dayOfMonth(day) >= begin ? later(called, 1) : called
}

function dayIn(name: string): Day {
  return Number(`${name.replace('-', '')}01`) as Day
}
