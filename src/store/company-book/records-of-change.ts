import { columnIndex, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { Touched } from './runs-changes.ts'

/** What a change did to one record: undefined before it was new, undefined after it was removed. */
export interface TouchedRecord {
  readonly table: TableKey
  readonly before: RecordValues | undefined
  readonly after: RecordValues | undefined
}

/** The records of a table about the people or regions named that a change brought, replaced or took out; in the order they came. */
export async function recordsOfChange(
  reader: Reader,
  company: number,
  table: TableKey,
  change: number,
  { column, values, blank }: Touched,
  limit: number,
): Promise<TouchedRecord[]> {
  if (values.length === 0) return []
  const { columns, identity } = TABLES[table]
  const parameters: Parameter[] = [company, -company, change]
  const listed = values.map((value) => `$${parameters.push(value)}`).join(', ')
  const rows = await reader.all(
    `SELECT CASE WHEN added = $3 THEN 1 ELSE 0 END, ${quotedList(columns.map(({ key }) => key))} FROM ${quoted(table)}
     WHERE book IN ($1, $2) AND (added = $3 OR retired = $3) AND ${quoted(column)} IN (${listed})
       ${blank === undefined ? '' : `AND ${quoted(blank)} IS NULL`}
     ORDER BY id LIMIT ${Math.trunc(limit) * 2}`,
    parameters,
  )
  const found = new Map<string, { before: RecordValues | undefined; after: RecordValues | undefined }>()
  for (const [isNew, ...cells] of rows) {
    const version = valuesOf(cells)
    const key = JSON.stringify(identity.map((each) => version[columnIndex(table, each)]))
    const record = found.get(key) ?? { before: undefined, after: undefined }
    if (isNew === 1n) record.after = version
    else record.before = version
    found.set(key, record)
  }
  return [...found.values()].slice(0, limit).map((record) => ({ table, ...record }))
}

function valuesOf(cells: readonly Cell[]): RecordValues {
  return cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))
}
