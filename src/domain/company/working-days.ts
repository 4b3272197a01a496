import chineseDays from 'chinese-days'
import { type Day, dayAfter, dayOfMonth, dayText, monthOf, yearOf } from '../../base/day.ts'
import type { Words } from '../../engine/rule/rule-file.ts'

/** A day of a company's calendar 工作日历. */
export interface CalendarDay {
  readonly isWorking: boolean
  /** What it is: a public holiday, a day worked in its place, or the company's own word for it. */
  readonly name: Words | undefined
}

export type Calendar = (day: Day) => CalendarDay

/**
 * The public holidays of China and the days worked in their place, as the State Council announces them year by year; beyond the years
 * that the package chinese-days knows, Monday to Friday.
 */
export const publicCalendar: Calendar = (day) => {
  const { work, name } = chineseDays.getDayDetail(dayText(day))
  const [en = '', zh] = name.split(',')
  if (zh === undefined) return { isWorking: work, name: undefined }
  return { isWorking: work, name: work ? { zh: `${zh}调休上班`, en: `worked in place of ${en}` } : { zh, en } }
}

/** Whether the public holidays of a day's year are known: National Day has a name then. */
export function areHolidaysKnown(day: Day, calendar: Calendar = publicCalendar): boolean {
  return calendar((yearOf(day) * 10000 + 1001) as Day).name !== undefined
}

/** A day that the company says of itself whether it is worked. */
export interface OwnDay extends CalendarDay {
  readonly day: Day
}

/** The company's calendar: its own days, and for all others the public one. */
export function companyCalendar(own: readonly OwnDay[]): Calendar {
  const days = new Map(own.map(({ day, ...rest }) => [day, rest]))
  return (day) => days.get(day) ?? publicCalendar(day)
}

/** What a day is called where the calendar has no name for it. */
export function dayName(day: Day, { name }: CalendarDay): Words {
  const ofWeek = new Date(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day))).getUTCDay()
  return name ?? { zh: `周${'日一二三四五六'.charAt(ofWeek)}`, en: ENGLISH[ofWeek] ?? '' }
}
const ENGLISH = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** How many days there are from the first to the last, both counted; 0 when the last lies before the first. */
export type DayCount = (first: Day, last: Day) => number

/** Counts the days that are worked, of those from `first` to `last`. */
export function workingDayCount({ first, last }: { readonly first: Day; readonly last: Day }, calendar: Calendar): DayCount {
  const worked: Day[] = []
  for (let day = first; day <= last; day = dayAfter(day)) if (calendar(day).isWorking) worked.push(day)
  return (from, until) => worked.filter((day) => day >= from && day <= until).length
}

/** Whether of two days the later one is the next day, or the next one to work on. */
export function isNextDay(day: Day, later: Day, calendar: Calendar): boolean {
  let next = dayAfter(day)
  while (next < later && !calendar(next).isWorking) next = dayAfter(next)
  return next === later
}
