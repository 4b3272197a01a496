import type { Day } from '../../base/day.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import type { DayRange } from './day-range.ts'

/** The columns that tell when the records of a table begin. Receivables have no index of days and are asked last. */
const DAYS = { orders: 'date', collections: 'date', receivables: 'due_date' } as const satisfies Partial<Record<TableKey, string>>

/**
 * The day on which the audited records of these tables begin, or one before `since` on which there is one; undefined without any, and
 * where what was owed before is stated 期初欠款: such data begin with their company.
 */
export async function firstDay(
  reader: Reader,
  book: number,
  tables: readonly TableKey[],
  since: DayRange['first'],
): Promise<Day | undefined> {
  if (tables.includes('receivables') && (await reader.all('SELECT 1 FROM openings WHERE book = $1 LIMIT 1', [book])).length > 0) return
  let first: number | undefined
  for (const [table, column] of Object.entries(DAYS)) {
    if (!tables.includes(table as TableKey) || (first !== undefined && first < since)) continue
    const [row] = await reader.all(`SELECT min(${column}) FROM ${table} WHERE book = $1 AND ${AUDITED}`, [book])
    const day = row?.[0] ?? null
    if (day !== null) first = Math.min(first ?? Number(day), Number(day))
  }
  return first as Day | undefined
}
