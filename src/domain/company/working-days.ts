import { type Day, dayAfter, dayOfMonth, monthOf, yearOf } from '../../base/day.ts'

/** Whether a day is one to work on, by a company's calendar. */
export type WorkingDays = (day: Day) => boolean

/** Monday to Friday, where no calendar says otherwise. */
export function isWeekday(day: Day): boolean {
  const ofWeek = new Date(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day))).getUTCDay()
  return ofWeek !== 0 && ofWeek !== 6
}

/** Whether of two days the later one is the next day, or the next one to work on. */
export function isNextDay(day: Day, later: Day, isWorking: WorkingDays): boolean {
  let next = dayAfter(day)
  while (next < later && !isWorking(next)) next = dayAfter(next)
  return next === later
}
