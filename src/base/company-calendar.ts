import { type Day, dayAfter, lastOfMonth, monthOf, yearOf } from './day.ts'

/** What holds from a month (year * 12 + month - 1) or, of years, from a year on. */
export interface Since {
  readonly from: number
  /** The day of the month that months begin on, 1 to 28, or the month that years begin in, 1 to 12. */
  readonly startsOn: number
}

/**
 * When months and years of a company begin 会计月份与财年. What is told is how months end, so that they follow one another without gap
 * or overlap whatever is changed and when: the first month under a new day runs from the day after the last one's end.
 *
 * A month that begins on the 26th is named after the calendar month that it ends in: 2026-10 is 26 September to 25 October. A year is named
 * after the calendar year that it begins in, and its quarters and halves count from there; months keep the names of the calendar.
 */
export interface CompanyCalendar {
  /** Oldest first, as all of them; before the first of them months begin on the 1st. */
  readonly months: readonly Since[]
  /** The same for attendance 考勤, which may be kept by other months. */
  readonly attendance: readonly Since[]
  /** By the year of the name; before the first of them years begin in January. */
  readonly years: readonly Since[]
}

/** Months and years of the calendar on the wall. */
export const PLAIN_CALENDAR: CompanyCalendar = { months: [], attendance: [], years: [] }

/** The month that a day lies in, as year * 12 + month - 1 of its name. */
export function monthIndexOf(day: Day, months: readonly Since[]): number {
  const index = yearOf(day) * 12 + monthOf(day) - 1
  return day > lastDayOf(index, months) ? index + 1 : index
}

export function firstDayOf(monthIndex: number, months: readonly Since[]): Day {
  return dayAfter(lastDayOf(monthIndex - 1, months))
}

export function lastDayOf(monthIndex: number, months: readonly Since[]): Day {
  const firstOfCalendar = (Math.floor(monthIndex / 12) * 10000 + ((monthIndex % 12) + 1) * 100 + 1) as Day
  const startsOn = holding(months, monthIndex)
  return startsOn === 1 ? lastOfMonth(firstOfCalendar) : ((firstOfCalendar - 2 + startsOn) as Day)
}

/** What holds in a month or year; 1 before the first change. */
export function holding(changes: readonly Since[], at: number): number {
  return changes.findLast(({ from }) => from <= at)?.startsOn ?? 1
}
