import { type Day, dayOf, dayOfMonth, firstOfMonth, lastOfMonth, monthOf, yearOf } from '../../../src/base/day.ts'
import { sortedBy } from '../../../src/base/text-order.ts'
import type { Span } from './calendar.ts'
import type { Dataset } from './dataset.ts'

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

/** A14, the other setting: on how many days of the period somebody was employed and in post in a region, counted day by day. */
export function daysInPost(data: Dataset, number: string, region: string, period: Span): number {
  return daysOf(period).filter((day) => isEmployed(data, number, day) && regionOn(data, number, day) === region).length
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
