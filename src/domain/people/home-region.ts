import { type Day, dayBefore, daysBetween } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import type { Period } from '../../base/period.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { Employee, Posting } from './employee.ts'

/** Every person's postings, oldest first. */
export type Postings = ReadonlyMap<string, readonly Posting[]>

export function postingsByEmployee(postings: Iterable<Posting>): Postings {
  return groupBy(
    [...postings].sort((a, b) => a.from - b.from),
    (posting) => posting.employee,
  )
}

/**
 * The home region 归属区域 of a person in a period (POLICY A14): that of the latest posting that began on or before
 * the earlier of the leaving day and the period's last day, else the employee's own. One region per period,
 * also for people who are not employed in it.
 */
export function homeRegion(employee: Employee, postings: Postings, period: Period): string {
  return latestPosting(employee, postings, period)?.region ?? employee.region
}

/**
 * Whether the home region was taken from the employees table although a later posting leads to that very
 * region: then the table most likely shows where the person is now, not where they were (POLICY A14).
 */
export function regionLooksCurrent(employee: Employee, postings: Postings, period: Period): boolean {
  if (latestPosting(employee, postings, period)) return false
  return (postings.get(employee.number) ?? []).some((posting) => posting.region === employee.region)
}

function latestPosting(employee: Employee, postings: Postings, period: Period): Posting | undefined {
  const until = lastDayIn(employee, period)
  return postings.get(employee.number)?.findLast((posting) => posting.from <= until)
}

function lastDayIn(employee: Employee, period: Period): Day {
  return employee.leftOn !== undefined && employee.leftOn < period.last ? employee.leftOn : period.last
}

export interface RegionDays {
  readonly region: string
  /** Days of the period in post in the region, at least 1. */
  readonly days: number
}

/** Where the person was in post on the days of the period they were employed, for the split by days (POLICY A14); by region code. */
export function regionDays(employee: Employee, postings: Postings, period: Period): RegionDays[] {
  const first = employee.hiredOn !== undefined && employee.hiredOn > period.first ? employee.hiredOn : period.first
  const last = lastDayIn(employee, period)
  const days = new Map<string, number>()
  let region = employee.region
  let from = first
  const count = (until: Day) => {
    const length = daysBetween(from, until)
    if (length > 0) days.set(region, (days.get(region) ?? 0) + length)
  }
  for (const posting of postings.get(employee.number) ?? []) {
    if (posting.from > last) break
    if (posting.from > from) {
      count(dayBefore(posting.from))
      from = posting.from
    }
    region = posting.region
  }
  count(last)
  return [...days].map(([code, length]) => ({ region: code, days: length })).sort((a, b) => byCodePoint(a.region, b.region))
}
