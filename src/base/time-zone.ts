import { type Day, dayFromText } from './day.ts'

/** One formatter a zone: making one takes a hundred times as long as asking it. */
const FORMATS = new Map<string, Intl.DateTimeFormat>()

/**
 * The day that a moment (milliseconds since 1970 in UTC) falls on in a zone of the IANA list: 2026-10-31T16:30Z is 2026-11-01 in
 * Asia/Shanghai. Undefined for a year that days do not have. Throws RangeError for a zone that is none.
 */
export function dayInZone(moment: number, timeZone: string): Day | undefined {
  const format =
    FORMATS.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit' })
  FORMATS.set(timeZone, format)
  return dayFromText(format.format(moment))
}
