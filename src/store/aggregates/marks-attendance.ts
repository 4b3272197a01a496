import type { Reader } from '../database/connection.ts'
import type { DayRange } from '../measures/day-range.ts'

/** How many events of a kind there are on some days, and how many people have one. */
export interface KindCount {
  readonly kind: string
  readonly events: number
  readonly people: number
}

export async function attendanceKindCounts(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  kinds: readonly string[],
): Promise<KindCount[]> {
  const places = kinds.map((_, index) => `$${index + 4}`).join(', ')
  const rows = await reader.all(
    `SELECT kind, sum(count), count(DISTINCT employee) FROM attendance
     WHERE book = $1 AND date BETWEEN $2 AND $3 AND kind IN (${places}) GROUP BY kind ORDER BY kind`,
    [book, first, last, ...kinds],
  )
  return rows.map(([kind, events, people]) => ({ kind: String(kind), events: Number(events), people: Number(people) }))
}
