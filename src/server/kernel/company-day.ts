import { present } from '../../base/assert.ts'
import { type Day, dayFromText, dayText } from '../../base/day.ts'
import type { Service } from './service.ts'

/** Companies that use the product live by Beijing time 北京时间, eight hours ahead of UTC all year round. */
const BEIJING_AHEAD_MS = 8 * 3_600_000

/** Today, as the calendar on the company's wall has it. */
export function companyToday(service: Pick<Service, 'now'>): Day {
  return companyDayAt(service.now())
}

/** The day that the company's calendar has at a moment. */
export function companyDayAt(moment: Date): Day {
  const text = new Date(moment.getTime() + BEIJING_AHEAD_MS).toISOString().slice(0, 10)
  return present(dayFromText(text), 'The clock shows a day of the calendar.')
}

/** The moment at which a day of the company's calendar begins, in UTC. */
export function companyDayBegins(day: Day): string {
  return new Date(Date.parse(`${dayText(day)}T00:00:00.000Z`) - BEIJING_AHEAD_MS).toISOString()
}
