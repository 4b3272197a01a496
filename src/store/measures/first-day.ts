import type { Day } from '../../base/day.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { isMeasuredTable, measuredTable } from '../../domain/measures/measured-tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { AUDITED, isAudited } from './audited.ts'
import type { DayRange } from './day-range.ts'

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
  // Receivables have no index of days and are asked last.
  const asked = tables.filter(isMeasuredTable).sort((a, b) => Number(a === 'receivables') - Number(b === 'receivables'))
  for (const table of asked) {
    if (first !== undefined && first < since) continue
    const { day: dayOf } = measuredTable(table)
    // Clients have no day on which their data begin.
    if (dayOf === undefined) continue
    const audited = isAudited(table) ? ` AND ${AUDITED}` : ''
    const [row] = await reader.all(`SELECT min(${quoted(dayOf)}) FROM ${table} WHERE book = $1${audited}`, [book])
    const day = row?.[0] ?? null
    if (day !== null) first = Math.min(first ?? Number(day), Number(day))
  }
  return first as Day | undefined
}
