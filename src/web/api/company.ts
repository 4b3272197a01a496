import { present } from '../../base/assert.ts'
import { type CompanyCalendar, PLAIN_CALENDAR } from '../../base/company-calendar.ts'
import { type Day, dayText } from '../../base/day.ts'
import { monthOfDay } from '../../base/period.ts'
import { dayInZone } from '../../base/time-zone.ts'
import { queryClient } from './query-client.ts'
import { sessionQuery } from './session.ts'

/** The zone whose days are the company's, as the server told it with the session; who is not signed in sees no day of the company. */
export function companyTimeZone(): string {
  return queryClient.getQueryData(sessionQuery.queryKey)?.company.timeZone ?? 'Asia/Shanghai'
}

/** When the company's months and years begin, as the server told it with the session. */
export function companyCalendar(): CompanyCalendar {
  return queryClient.getQueryData(sessionQuery.queryKey)?.company.calendar ?? PLAIN_CALENDAR
}

/** The company's month of today: "2026-10". */
export function companyMonth(): string {
  return monthOfDay(dayAt(Date.now()), companyCalendar()).text
}

/** The day of the company's calendar at a moment, wherever the browser stands: "2026-10-05". */
export function companyDay(at: number = Date.now()): string {
  return dayText(dayAt(at))
}

function dayAt(at: number): Day {
  return present(dayInZone(at, companyTimeZone()), 'The clock shows a day of the calendar.')
}
