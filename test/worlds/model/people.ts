import chineseDays from 'chinese-days'
import { type Day, dayOf, dayOfMonth, dayText, firstOfMonth, lastOfMonth, monthOf, yearOf } from '../../../src/base/day.ts'
import { sortedBy } from '../../../src/base/text-order.ts'
import type { Span } from './calendar.ts'
import type { Dataset } from './dataset.ts'
import type { ModelSettings } from './settings.ts'

export interface Person {
  readonly number: string
  readonly name: string
  readonly region: string
}

/** Everybody of a position in the period who was employed on at least one day of it, in order of number (CONTRACT section 3). */
export function peopleIn(data: Dataset, position: string, period: Span): Person[] {
  const found = (data.employees ?? []).filter(
    (one) => positionIn(data, one.number, period) === position && daysOf(period).some((day) => isEmployed(data, one.number, day)),
  )
  return sortedBy(found, (one) => one.number).map((one) => ({
    number: one.number,
    name: one.name,
    region: homeRegion(data, one.number, period) ?? '',
  }))
}

/** A14: the region of the latest posting that began by the earlier of the leaving day and the period's last day, else the employee's own. */
export function homeRegion(data: Dataset, number: string, period: Span): string | undefined {
  return regionOn(data, number, decidingDay(data, number, period))
}

function positionIn(data: Dataset, number: string, period: Span): string | undefined {
  const person = data.employees?.find((one) => one.number === number)
  return latestPosting(data, number, decidingDay(data, number, period), 'position') || person?.position
}

/** A11: the region of the latest posting on or before the day, else the employee's own. */
export function regionOn(data: Dataset, number: string, day: Day): string | undefined {
  const person = data.employees?.find((one) => one.number === number)
  return latestPosting(data, number, day, 'region') || person?.region
}

/** What the latest posting that says it says, by that day; '' when none does. */
function latestPosting(data: Dataset, number: string, day: Day, figure: 'region' | 'position'): string {
  let latest: { readonly from: number; readonly says: string } | undefined
  for (const posting of data.postings ?? []) {
    const says = posting[figure]
    if (posting.employee !== number || posting.from > day || says === '') continue
    if (latest === undefined || posting.from > latest.from) latest = { from: posting.from, says }
  }
  return latest?.says ?? ''
}

/** The spells of employment: the rows of `spells`, or the one that the employees table tells of whoever has none. */
function spellsOf(data: Dataset, number: string): readonly { readonly from: Day | undefined; readonly to: Day | undefined }[] {
  const rows = (data.spells ?? []).filter((one) => one.employee === number)
  const person = data.employees?.find((one) => one.number === number)
  return rows.length > 0 ? rows : [{ from: person?.hiredOn, to: person?.leftOn }]
}

function isEmployed(data: Dataset, number: string, day: Day): boolean {
  return spellsOf(data, number).some(({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to))
}

/** The earlier of the period's last day and the day on which the latest spell begun by then ended. */
function decidingDay(data: Dataset, number: string, period: Span): Day {
  const begun = spellsOf(data, number).filter(({ from }) => from === undefined || from <= period.last)
  const latest = begun.find((one) => begun.every((other) => (other.from ?? 0) <= (one.from ?? 0)))
  return latest?.to !== undefined && latest.to < period.last ? latest.to : period.last
}

/** A14, the other settings: on how many of the days that count somebody was employed, in a region where one is given, counted day by day. */
export function daysEmployed(data: Dataset, number: string, period: Span, counted: ModelSettings['countedDays'], region?: string): number {
  return daysOf(period).filter(
    (day) =>
      isEmployed(data, number, day) && counts(data, day, counted) && (region === undefined || regionOn(data, number, day) === region),
  ).length
}

/** A working day is one that the company says is, else one of the public calendar. */
export function counts(data: Dataset, day: Day, counted: ModelSettings['countedDays']): boolean {
  return counted === 'calendar' || (data.holidays?.find((one) => one.date === day)?.working ?? chineseDays.isWorkday(dayText(day)))
}

/** A14: whether fewer than so many months have gone by since the first hiring on the last day that somebody is there. */
export function isOnProbation(data: Dataset, number: string, period: Span, months: number): boolean {
  const begins = spellsOf(data, number).map(({ from }) => from ?? 0)
  const hired = Math.min(...begins)
  if (hired === 0) return false
  const [year, month, day] = [Math.floor(hired / 10000), (Math.floor(hired / 100) % 100) + months, hired % 100]
  const endMonth = dayOf(year + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1, 1) as Day
  return decidingDay(data, number, period) < Math.min(endMonth + day - 1, lastOfMonth(endMonth))
}

function daysOf(period: Span): Day[] {
  const days: Day[] = []
  for (let day: Day = period.first; day <= period.last; day = dayAfter(day)) days.push(day)
  return days
}

function dayAfter(day: Day): Day {
  const last = lastOfMonth(day)
  return day === last ? firstOfMonth(day, 1) : (dayOf(yearOf(day), monthOf(day), dayOfMonth(day) + 1) ?? last)
}

/** The regions of the dataset, by code; without a table of them, those that records name. */
export function regionCodes(data: Dataset): string[] {
  const named = data.regions?.map((one) => one.code) ?? [
    ...(data.employees ?? []).map((one) => one.region),
    ...(data.postings ?? []).map((one) => one.region),
    ...(data.clients ?? []).map((one) => one.region),
    ...(data.collections ?? []).map((one) => one.region),
    ...(data.commissions ?? []).map((one) => one.region),
  ]
  return sortedBy(new Set(named.filter((code) => code !== '')), (code) => code)
}
