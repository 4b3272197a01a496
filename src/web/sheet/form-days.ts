import { dayText } from '../../base/day.ts'
import { periodFromText } from '../../base/period.ts'
import { companyCalendar } from '../api/company.ts'

/** The first and the last day of a period as the forms write them: "2026-10-01", "2026-10-31". */
export function daysOf(period: string): { readonly first: string; readonly last: string } {
  const found = periodFromText(period, companyCalendar())
  return found ? { first: dayText(found.first), last: dayText(found.last) } : { first: period, last: period }
}
