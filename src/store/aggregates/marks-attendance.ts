import { sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { among, inNumbers, rowsOf } from '../database/query.ts'
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
  const rows = await rowsOf(
    reader,
    sql<{
      kind: string
      events: bigint
      people: bigint
    }>`SELECT kind, sum(count) AS events, count(DISTINCT employee) AS people FROM attendance
     WHERE book = ${book} AND date BETWEEN ${first} AND ${last} AND ${among('kind', kinds)} GROUP BY kind ORDER BY kind`,
  )
  return rows.map(({ kind, ...counts }) => ({ kind, ...inNumbers(counts) }))
}
