import { sql } from 'kysely'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { type RecordVersion, versionsWhere } from './find-records.ts'

/** Every version of the records that name a person, in force and out of it, oldest first; of published periods only where told. */
export async function versionsAbout(
  reader: Reader,
  company: number,
  table: TableKey,
  column: string,
  employee: string,
  publishedOnly: boolean,
): Promise<RecordVersion[]> {
  const published = sql`AND period IN (SELECT text FROM appraisal_periods WHERE state IN ('published', 'closed'))`
  return versionsWhere(reader, company, table, sql`${sql.ref(column)} = ${employee} ${publishedOnly ? published : sql``}`)
}
