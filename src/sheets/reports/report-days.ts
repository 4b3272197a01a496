import { type Day, dayAfter, dayOf, dayOfMonth, lastOfMonth, monthOf, yearOf } from '../../base/day.ts'
import type { Days } from '../../base/period.ts'

const FULL = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/g
const SHORT = /(?<![\d-/.])(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*(?:至|到|~|～|—+|-+)\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/
const MONTH = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?![\d]|\s*[-/.]\s*\d)/
/** What a title says of when it was made, which is no day of what it reports. */
const MADE = /(?:制表|生成|导出|打印|统计生成|报表生成|created|generated|exported|printed)[^:：]*[:：]?.*$/i

/**
 * The days that the titles of a report speak of: from 统计日期：2026-10-01 至 2026-10-31, from a month in a title, or from days without
 * a year beside the day on which it was made; else the user's period. Undefined when nothing tells.
 */
export function daysOfReport(titles: readonly string[], period: Days | undefined): Days | undefined {
  const told = titles.map((title) => title.normalize('NFKC').replace(MADE, ''))
  const full = told.flatMap((title) => [...title.matchAll(FULL)]).flatMap(([, year, month, day]) => dayIn(year, month, day) ?? [])
  const [first, last] = [full[0], full.at(-1)]
  if (first !== undefined && last !== undefined && full.length > 1 && first <= last) return { first, last }
  const short = told.map((title) => SHORT.exec(title)).find((match) => match !== null)
  if (short) {
    const [, month, day, lastMonth, lastDay] = short
    for (const year of yearsOf(titles, period)) {
      const end = dayIn(String(year), lastMonth, lastDay)
      const begin = dayIn(String(Number(month) > Number(lastMonth) ? year - 1 : year), month, day)
      if (begin !== undefined && end !== undefined && begin <= end) return { first: begin, last: end }
    }
  }
  for (const title of told) {
    const [, year, month] = MONTH.exec(title) ?? []
    const begin = dayIn(year, month, '1')
    if (begin !== undefined) return period && sameMonth(period.last, begin) ? period : { first: begin, last: lastOfMonth(begin) }
  }
  return period
}

function sameMonth(a: Day, b: Day): boolean {
  return yearOf(a) === yearOf(b) && monthOf(a) === monthOf(b)
}

/** Years that days without one may be of: that of the period, else that in which the report was made. */
function yearsOf(titles: readonly string[], period: Days | undefined): number[] {
  const made = titles
    .flatMap((title) => [...title.normalize('NFKC').matchAll(FULL)])
    .flatMap(([, year, month, day]) => dayIn(year, month, day) ?? [])
  return [...(period ? [yearOf(period.last)] : []), ...made.map(yearOf)]
}

function dayIn(year: string | undefined, month: string | undefined, day: string | undefined): Day | undefined {
  return dayOf(Number(year), Number(month), Number(day))
}

/** The day that a text begins with, whatever follows it: 2026/10/12 星期一, 26-10-12 星期一, 2026-10-14 09:00, 2026年10月14日 上午. */
export function dayInText(text: string): Day | undefined {
  const match = /^\s*(\d{4}|\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/.exec(text.normalize('NFKC'))
  if (!match) return undefined
  const [, year = '', month, day] = match
  return dayIn(year.length === 2 ? `20${year}` : year, month, day)
}

/** The day of a text without a year, such as 10-12 09:00 or 10月12日 星期一, that lies within some days; undefined where none or several years fit. */
export function dayWithin(text: string, days: Days): Day | undefined {
  const { day, month, ofMonth } = dayHeader(withoutTime(text)) ?? {}
  if (day !== undefined || month === undefined || ofMonth === undefined) return undefined
  const years = new Set([yearOf(days.first), yearOf(days.last)])
  const found = [...years].flatMap((year) => dayOf(year, month, ofMonth) ?? []).filter((each) => each >= days.first && each <= days.last)
  return found.length === 1 ? found[0] : undefined
}

/** The last day of a text without a year that is not after another: 12-30 where what began then ended on 2027-01-02. */
export function dayUpTo(text: string, end: Day): Day | undefined {
  const { month, ofMonth } = isDayWithoutYear(text) ? (dayHeader(withoutTime(text)) ?? {}) : {}
  if (month === undefined || ofMonth === undefined) return undefined
  return [yearOf(end), yearOf(end) - 1].flatMap((year) => dayOf(year, month, ofMonth) ?? []).find((day) => day <= end)
}

/** Whether a text is a day of some year that it does not say. */
export function isDayWithoutYear(text: string): boolean {
  const { day, month } = dayHeader(withoutTime(text)) ?? {}
  return day === undefined && month !== undefined
}

/** A day with what slips write behind it: 10-12 09:00, 10月12日 上午. */
function withoutTime(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?:\s+|(?<=[日号]))(?:[上下中]午|早上|晚上|[ap]m)?\s*(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?)?\s*$/i, '')
}

/** A header that is a day: 2026-10-12 星期一, 10-12, 12日, 12, or only its weekday. */
export interface DayHeader {
  readonly day: Day | undefined
  readonly ofMonth: number | undefined
  readonly month: number | undefined
  readonly weekday: number | undefined
}

const WEEKDAYS = '日一二三四五六'

export function dayHeader(header: string): DayHeader | undefined {
  const text = header.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const weekday = /(?:星期|周|^|[ (])([日天一二三四五六])\)?$/.exec(text)?.[1]
  const bare = text
    .replace(/\(?(?:星期|周)?[日天一二三四五六]\)?$/, (found) => (/^日$/.test(found) && /\d日$/.test(text) ? found : ''))
    .trim()
  const whole = dayInText(text)
  const index = weekday === undefined || /\d日$/.test(text) ? undefined : WEEKDAYS.indexOf(weekday.replace('天', '日'))
  if (whole !== undefined) return { day: whole, ofMonth: dayOfMonth(whole), month: monthOf(whole), weekday: index }
  const [, month, day] = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(bare) ?? []
  if (day !== undefined && inRange(Number(day), 31) && inRange(Number(month), 12))
    return { day: undefined, ofMonth: Number(day), month: Number(month), weekday: index }
  const [, single] = /^(\d{1,2})\s*[日号]?$/.exec(bare) ?? []
  if (single !== undefined && inRange(Number(single), 31))
    return { day: undefined, ofMonth: Number(single), month: undefined, weekday: index }
  return bare === '' && index !== undefined ? { day: undefined, ofMonth: undefined, month: undefined, weekday: index } : undefined
}

function inRange(value: number, most: number): boolean {
  return value >= 1 && value <= most
}

/** 0 for a Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day))).getUTCDay()
}

/** The days from the first on, so many of them. */
export function daysFrom(first: Day, count: number): Day[] {
  const days: Day[] = []
  for (let day = first; days.length < count; day = dayAfter(day)) days.push(day)
  return days
}
