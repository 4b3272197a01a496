import { present } from '../../base/assert.ts'
import type { CompanyCalendar } from '../../base/company-calendar.ts'
import type { Day } from '../../base/day.ts'
import { monthOfDay, type Period, periodFromText } from '../../base/period.ts'
import { CALENDAR_KEYS, calendarFrom, calendarSettings } from '../../domain/company/calendar-settings.ts'
import { changesOfKeys } from '../../store/aggregates/setting-changes.ts'
import type { Reader } from '../../store/database/connection.ts'

/** When the company's months and years begin, by all that was set. */
export async function companyCalendar(reader: Reader): Promise<CompanyCalendar> {
  return calendarFrom(await calendarSettingsOf(reader))
}

/** The same as settings by key, of what reaches a period where told; those at their default are left out. */
export async function calendarSettingsOf(reader: Reader, upTo?: Pick<Period, 'text' | 'last'>): Promise<Record<string, string>> {
  return calendarSettings(await changesOfKeys(reader, CALENDAR_KEYS), upTo)
}

/** A period by its name, with the days that the company's calendar gives it; undefined for what names none. */
export async function companyPeriod(reader: Reader, text: string): Promise<Period | undefined> {
  return periodFromText(text, await companyCalendar(reader))
}

/** The same of a period that was opened. */
export async function openedPeriod(reader: Reader, text: string): Promise<Period> {
  return present(await companyPeriod(reader, text), 'A period that was opened is one.')
}

/** The company's month that a day lies in. */
export async function companyMonth(reader: Reader, day: Day): Promise<Period> {
  return monthOfDay(day, await companyCalendar(reader))
}

/** The periods of what came with a request, read by their names, get the days of the company's calendar. */
export async function datePeriods(reader: Reader, parts: readonly unknown[], isPeriod: (value: unknown) => value is Period): Promise<void> {
  const found = parts.flatMap((part) =>
    typeof part === 'object' && part !== null
      ? Object.entries(part).flatMap(([key, value]) => (isPeriod(value) ? [{ part, key, value }] : []))
      : [],
  )
  if (found.length === 0) return
  const calendar = await companyCalendar(reader)
  for (const { part, key, value } of found) Object.assign(part, { [key]: periodFromText(value.text, calendar) })
}
