import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { timeColumn } from './record-sql.ts'

/** The column of a table that says whom a record is about; undefined for tables that are about nobody in particular. */
function personColumn(table: TableKey): string | undefined {
  if (table === 'employees') return 'number'
  if (table === 'clients') return undefined
  return TABLES[table].columns.find(({ type }) => type === 'employee')?.key
}

/** Somebody whom a change touched a record about, and the period that the record is written for, where it is for one. */
export interface PersonTouched {
  readonly employee: string
  readonly period: string | undefined
}

/** Which of these people a change brought a version of a record about into force, or took one out. */
export async function peopleTouched(
  reader: Reader,
  table: TableKey,
  change: number,
  employees: readonly string[],
): Promise<PersonTouched[]> {
  const column = personColumn(table)
  if (column === undefined || employees.length === 0) return []
  const time = timeColumn(table)
  const places = employees.map((_, index) => `$${index + 2}`).join(', ')
  const rows = await reader.all(
    `SELECT DISTINCT ${quoted(column)}, ${time?.kind === 'period' ? quoted(time.key) : 'NULL'} FROM ${quoted(table)}
     WHERE (added = $1 OR retired = $1) AND ${quoted(column)} IN (${places})`,
    [change, ...employees],
  )
  return rows.map(([employee, period]) => ({ employee: String(employee), period: period === null ? undefined : String(period) }))
}
