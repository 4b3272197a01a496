import { groupBy } from '../../base/group-by.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { Reader } from '../database/connection.ts'
import type { DayRange } from '../measures/day-range.ts'
import { attendanceEvents } from '../measures/service-by-engineer.ts'

/** How many events of a kind there are on some days, and how many people have one. */
export interface KindCount {
  readonly kind: string
  readonly events: number
  readonly people: number
}

export async function attendanceKindCounts(reader: Reader, book: number, days: DayRange, kinds: readonly string[]): Promise<KindCount[]> {
  const events = (await attendanceEvents(reader, book, days)).filter(({ kind }) => kinds.includes(kind))
  return [...groupBy(events, ({ kind }) => kind)]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([kind, list]) => ({
      kind,
      events: list.reduce((sum, { count }) => sum + count, 0),
      people: new Set(list.map(({ employee }) => employee)).size,
    }))
}
