import { type Day, dayBefore } from '../../base/day.ts'
import { groupBy } from '../../base/group-by.ts'
import type { Period } from '../../base/period.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { DayCount } from '../company/working-days.ts'
import { type Employee, lastDayIn, type Position, type Posting } from './employee.ts'

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
  return regionOn(employee, postings, lastDayIn(employee, period))
}

/** The position 岗位 of a person in a period, on the same day as the home region. */
export function positionIn(employee: Employee, postings: Postings, period: Period): Position {
  return latest(employee, postings, lastDayIn(employee, period), 'position') ?? employee.position
}

/** The region of the latest posting that began on or before the day, else the employee's own (POLICY A11). */
function regionOn(employee: Employee, postings: Postings, day: Day): string {
  return latest(employee, postings, day, 'region') ?? employee.region
}

/**
 * Whether the home region was taken from the employees table although a later posting leads to that very
 * region: then the table most likely shows where the person is now, not where they were (POLICY A14).
 */
export function regionLooksCurrent(employee: Employee, postings: Postings, period: Period): boolean {
  if (latest(employee, postings, lastDayIn(employee, period), 'region') !== undefined) return false
  return (postings.get(employee.number) ?? []).some((posting) => posting.region === employee.region)
}

export interface RegionSpan {
  readonly region: string
  readonly first: Day
  readonly last: Day
}

/** The person's region on every day of the period, whether employed or not, oldest first (POLICY A11). */
export function regionSpans(employee: Employee, postings: Postings, period: Period): RegionSpan[] {
  const spans: RegionSpan[] = [{ region: regionOn(employee, postings, period.first), first: period.first, last: period.last }]
  for (const { from, region } of postings.get(employee.number) ?? []) {
    const before = spans.at(-1)
    if (!before || region === undefined || region === before.region || from <= period.first || from > period.last) continue
    spans.splice(-1, 1, { ...before, last: dayBefore(from) }, { region, first: from, last: period.last })
  }
  return spans
}

function latest<Key extends 'region' | 'position'>(employee: Employee, postings: Postings, day: Day, key: Key): Posting[Key] {
  return postings.get(employee.number)?.findLast((posting) => posting.from <= day && posting[key] !== undefined)?.[key]
}

export interface RegionDays {
  readonly region: string
  /** Days of the period in post in the region, at least 1. */
  readonly days: number
}

/** Where the person was in post on the days of the period they were employed, for the split by days (POLICY A14); by region code. */
export function regionDays(employee: Employee, postings: Postings, period: Period, daysOf: DayCount): RegionDays[] {
  const days = new Map<string, number>()
  const moves = (postings.get(employee.number) ?? []).flatMap(({ from, region }) => (region === undefined ? [] : [{ from, region }]))
  for (const spell of employee.spells) {
    const first = spell.from !== undefined && spell.from > period.first ? spell.from : period.first
    const last = spell.to !== undefined && spell.to < period.last ? spell.to : period.last
    let region = employee.region
    let from = first
    const count = (until: Day) => {
      const length = daysOf(from, until)
      if (length > 0) days.set(region, (days.get(region) ?? 0) + length)
    }
    for (const move of moves) {
      if (move.from > last) break
      if (move.from > from) {
        count(dayBefore(move.from))
        from = move.from
      }
      region = move.region
    }
    count(last)
  }
  return [...days].map(([code, length]) => ({ region: code, days: length })).sort((a, b) => byCodePoint(a.region, b.region))
}
