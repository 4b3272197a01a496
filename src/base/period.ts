import { type CompanyCalendar, firstDayOf, holding, lastDayOf, monthIndexOf, PLAIN_CALENDAR, type Since } from './company-calendar.ts'
import { type Day, dayOf, dayText, yearOf } from './day.ts'

/** A performance period 考核期间: a month, quarter, half-year or year of the company's calendar. */
export interface Period {
  readonly kind: 'month' | 'quarter' | 'half' | 'year'
  /** As it is written: "2026-10", "2026-Q4", "2026-H2", "2026". */
  readonly text: string
  readonly first: Day
  readonly last: Day
  /** The calendar that it is of; none where that is the one on the wall. */
  readonly calendar?: CompanyCalendar
}

/** Days from the first to the last, both counted. */
export interface Days {
  readonly first: Day
  readonly last: Day
}

const IN_A_YEAR = { month: 12, quarter: 4, half: 2, year: 1 } as const

/** Reads "2026-10", "2026-Q4", "2026-H2" or "2026" and nothing else; its days are those of the company's calendar. */
export function periodFromText(text: string, calendar: CompanyCalendar = PLAIN_CALENDAR): Period | undefined {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(text)
  if (!match) return undefined
  const [, year = '', month, quarter, half] = match
  if (dayOf(Number(year), 1, 1) === undefined) return undefined
  const kind = month ? 'month' : quarter ? 'quarter' : half ? 'half' : 'year'
  return periodAt(kind, Number(year) * IN_A_YEAR[kind] + Number(month ?? quarter ?? half ?? 1) - 1, calendar)
}

/** The period of a kind by its number: how many of the kind lie before it since the year 0. */
function periodAt(kind: Period['kind'], number: number, calendar: CompanyCalendar): Period {
  const { firstMonth, months } = monthsAt(kind, number, calendar)
  const days = daysOf(firstMonth, months, calendar.months)
  return { kind, text: textOf(kind, number), ...days, ...(calendar === PLAIN_CALENDAR ? {} : { calendar }) }
}

function monthsAt(kind: Period['kind'], number: number, calendar: CompanyCalendar) {
  const inYear = IN_A_YEAR[kind]
  const year = Math.floor(number / inYear)
  const begin = kind === 'month' ? 1 : holding(calendar.years, year)
  return { firstMonth: year * 12 + begin - 1 + (number % inYear) * (12 / inYear), months: 12 / inYear }
}

function daysOf(firstMonth: number, months: number, changes: readonly Since[]): Days {
  return { first: firstDayOf(firstMonth, changes), last: lastDayOf(firstMonth + months - 1, changes) }
}

function textOf(kind: Period['kind'], number: number): string {
  const inYear = IN_A_YEAR[kind]
  const year = Math.floor(number / inYear)
  const part = (number % inYear) + 1
  if (kind === 'month') return `${year}-${String(part).padStart(2, '0')}`
  if (kind === 'quarter') return `${year}-Q${part}`
  return kind === 'half' ? `${year}-H${part}` : String(year)
}

function numberOf({ kind, text }: Period): number {
  return Number(text.slice(0, 4)) * IN_A_YEAR[kind] + Number(text.slice(4).replace(/\D/g, '') || 1) - 1
}

function calendarOf({ calendar = PLAIN_CALENDAR }: Period): CompanyCalendar {
  return calendar
}

/** The period of the same kind whose name comes before. */
export function previousPeriod(period: Period): Period {
  return periodAt(period.kind, numberOf(period) - 1, calendarOf(period))
}

/** The same period of the year before 去年同期. */
export function samePeriodLastYear(period: Period): Period {
  return periodAt(period.kind, numberOf(period) - IN_A_YEAR[period.kind], calendarOf(period))
}

/** From the first day of the company's year 年度 that holds the period's last day, to that day. */
export function yearToDate(period: Period): Days {
  const year = yearOf(period.last)
  const begins = [year + 1, year, year - 1].map((each) => periodAt('year', each, calendarOf(period)).first)
  return { first: begins.find((first) => first <= period.last) ?? period.first, last: period.last }
}

/** The months of the period, in order: three for a quarter, the period itself for a month. */
export function monthsOf(period: Period): Period[] {
  const calendar = calendarOf(period)
  const { firstMonth, months } = monthsAt(period.kind, numberOf(period), calendar)
  return Array.from({ length: months }, (_, index) => periodAt('month', firstMonth + index, calendar))
}

/** The company's month that a day lies in. */
export function monthOfDay(day: Day, calendar: CompanyCalendar): Period {
  return periodAt('month', monthIndexOf(day, calendar.months), calendar)
}

/** The window 窗口 of so many whole months of a period's calendar that ends with `last`. */
export function windowEnding(last: Day, months: number, { calendar = PLAIN_CALENDAR }: Pick<Period, 'calendar'> = {}): Days {
  return { first: firstDayOf(monthIndexOf(last, calendar.months) + 1 - months, calendar.months), last }
}

/** The days whose attendance 考勤 is the period's: its own, unless the company keeps attendance by other months. */
export function attendanceDays(period: Period): Days {
  const calendar = calendarOf(period)
  const { firstMonth, months } = monthsAt(period.kind, numberOf(period), calendar)
  return daysOf(firstMonth, months, calendar.attendance)
}

/** The days whose records of a table are the period's. */
export function daysFor(table: string, period: Period): Days {
  return table === 'attendance' ? attendanceDays(period) : period
}

/** "2026-10"; with its days where they are not those that the calendar on the wall gives the name: "2026-10 (09-26 - 10-25)". */
export function periodLabel(period: Period): string {
  return isPlain(period) ? period.text : `${period.text} (${daysText(period)})`
}

/** Whether a period has the days that the calendar on the wall gives its name. */
export function isPlain({ text, first, last }: Pick<Period, 'text' | 'first' | 'last'>): boolean {
  const plain = periodFromText(text)
  return plain === undefined || (plain.first === first && plain.last === last)
}

/** "09-26 - 10-25"; of days of two years, with them: "2026-04-01 - 2027-03-31". */
function daysText({ first, last }: Days): string {
  const from = yearOf(first) === yearOf(last) ? 5 : 0
  return `${dayText(first).slice(from)} - ${dayText(last).slice(from)}`
}
