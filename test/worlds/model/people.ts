import { type Day, dayOf, dayOfMonth, firstOfMonth, lastOfMonth, monthOf, yearOf } from '../../../src/base/day.ts'
import type { Period } from '../../../src/base/period.ts'
import { sortedBy } from '../../../src/base/text-order.ts'
import type { Dataset } from './dataset.ts'

export interface Person {
  readonly number: string
  readonly name: string
  readonly region: string
}

/** Everybody of a position who was employed on at least one day of the period, in order of number (CONTRACT section 3). */
export function peopleIn(data: Dataset, position: string, period: Period): Person[] {
  const found = (data.employees ?? []).filter(
    (one) =>
      one.position === position &&
      (one.hiredOn === undefined || one.hiredOn <= period.last) &&
      (one.leftOn === undefined || one.leftOn >= period.first),
  )
  return sortedBy(found, (one) => one.number).map((one) => ({
    number: one.number,
    name: one.name,
    region: homeRegion(data, one.number, period) ?? '',
  }))
}

/** A14: the region of the latest posting that began by the earlier of the leaving day and the period's last day, else the employee's own. */
export function homeRegion(data: Dataset, number: string, period: Period): string | undefined {
  const person = data.employees?.find((one) => one.number === number)
  const until = person?.leftOn !== undefined && person.leftOn < period.last ? person.leftOn : period.last
  let latest: { from: number; region: string } | undefined
  for (const posting of data.postings ?? []) {
    if (posting.employee !== number || posting.from > until) continue
    if (latest === undefined || posting.from > latest.from) latest = posting
  }
  return latest?.region ?? person?.region
}

/** A14, the other setting: on how many days of the period somebody was employed and in post in a region, counted day by day. */
export function daysInPost(data: Dataset, number: string, region: string, period: Period): number {
  const person = data.employees?.find((one) => one.number === number)
  const postings = (data.postings ?? []).filter((one) => one.employee === number)
  let days = 0
  for (let day: Day = period.first; day <= period.last; day = dayAfter(day)) {
    if (person?.hiredOn !== undefined && day < person.hiredOn) continue
    if (person?.leftOn !== undefined && day > person.leftOn) continue
    const begun = postings.filter((one) => one.from <= day)
    const latest = begun.find((one) => begun.every((other) => other.from <= one.from))
    if ((latest?.region ?? person?.region) === region) days++
  }
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
