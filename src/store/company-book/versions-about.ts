import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { columnsOf, type RecordVersion, recordFrom } from './find-records.ts'

/** Every version of the records that name a person, in force and out of it, oldest first; of published periods only where told. */
export async function versionsAbout(
  reader: Reader,
  company: number,
  table: TableKey,
  column: string,
  employee: string,
  publishedOnly: boolean,
): Promise<RecordVersion[]> {
  const published = publishedOnly ? `AND period IN (SELECT text FROM appraisal_periods WHERE state IN ('published', 'closed'))` : ''
  const rows = await reader.all(
    `SELECT retired, id, added, ${columnsOf(table)} FROM ${quoted(table)}
     WHERE book IN ($1, $2) AND ${quoted(column)} = $3 ${published} ORDER BY added, id`,
    [company, -company, employee],
  )
  return rows.map(([retired, ...row]) => ({
    ...recordFrom(row),
    retired: retired === null || retired === undefined ? undefined : Number(retired),
  }))
}
