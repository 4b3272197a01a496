import { present } from '../../base/assert.ts'
import { type Day, dayText } from '../../base/day.ts'
import { dayInZone } from '../../base/time-zone.ts'
import { queryClient } from './query-client.ts'
import { sessionQuery } from './session.ts'

/** The zone whose days are the company's, as the server told it with the session; who is not signed in sees no day of the company. */
export function companyTimeZone(): string {
  return queryClient.getQueryData(sessionQuery.queryKey)?.company.timeZone ?? 'Asia/Shanghai'
}

/** The day of the company's calendar at a moment, wherever the browser stands: "2026-10-05". */
export function companyDay(at: number = Date.now()): string {
  return dayText(dayAt(at))
}

function dayAt(at: number): Day {
  return present(dayInZone(at, companyTimeZone()), 'The clock shows a day of the calendar.')
}
