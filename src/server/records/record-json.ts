import { type Day, dayFromText, dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { shownValue } from '../../domain/dataset/shown-value.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import type { RowCells } from '../../sheets/read/read-row.ts'
import { dataProblem } from './data-problems.ts'

/** A value as the API writes it: money, scores and quantities as decimal text, days as "2026-10-05", flags as true and false, counts as numbers. */
export type JsonValue = string | number | boolean | null
export type RecordJson = Readonly<Record<string, JsonValue>>

/** A record by its columns' English keys. */
export function recordJson(table: TableKey, values: RecordValues): RecordJson {
  return Object.fromEntries(TABLES[table].columns.map((column, index) => [column.key, jsonValue(column, values[index] ?? null)]))
}

function jsonValue({ type }: Column, value: Value): JsonValue {
  if (value === null) return null
  switch (type) {
    case 'flag':
      return value === 1
    case 'count':
      return Number(value)
    default:
      return shownValue(value, type)
  }
}

/** The cells of a record that somebody sent, for readRow; a problem for each column the table does not have. */
export function cellsFrom(
  table: TableKey,
  json: Readonly<Record<string, JsonValue>>,
): { readonly cells: RowCells; readonly problems: Problem[] } {
  const { columns, title } = TABLES[table]
  const known = new Set(columns.map(({ key }) => key))
  const names = columns.map(({ key }) => key).join(', ')
  const problems = Object.keys(json)
    .filter((key) => !known.has(key))
    .map((column) => dataProblem('record_column_must_be_known', { table, title, column, columns: names }, { table, column }))
  return { cells: Object.fromEntries(columns.map(({ key }) => [key, text(json[key])])), problems }
}

function text(value: JsonValue | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

/**
 * The key of a record in an address: what identifies it, in the table's order, joined by commas; a comma inside is "~1", a
 * tilde "~0", a blank nothing. An order is "N001", its second line "N001,2", a mark "2026-10,T001,overall,M001", an event
 * "2026-10-05,T001,late". Columns that came later are left out at the end where they are blank, so that a key stays what it was.
 */
export function recordKey(table: TableKey, values: RecordValues): string {
  const columns = identityColumns(table)
  const parts = columns.map(({ key, type }) => {
    const value = values[columnIndex(table, key)] ?? null
    return value === null ? '' : (type === 'day' ? dayText(value as Day) : String(value)).replaceAll('~', '~0').replaceAll(',', '~1')
  })
  while (parts.at(-1) === '' && columns[parts.length - 1]?.added) parts.pop()
  return parts.join(',')
}

function identityColumns(table: TableKey): readonly Column[] {
  return TABLES[table].identity.flatMap((key) => TABLES[table].columns[columnIndex(table, key)] ?? [])
}

/** What a key says of the columns that identify a record, in their order; undefined when it is no key of the table. */
export function identityFrom(table: TableKey, key: string): Value[] | undefined {
  const columns = identityColumns(table)
  const parts = key.split(',')
  if (parts.length > columns.length || columns.slice(parts.length).some(({ added }) => !added)) return undefined
  const values = columns.map(({ type, required }, place): Value | undefined => {
    const plain = (parts[place] ?? '').replaceAll('~1', ',').replaceAll('~0', '~')
    if (plain === '') return required ? undefined : null
    return type === 'day' ? dayFromText(plain) : plain
  })
  return values.every((value) => value !== undefined) ? values : undefined
}
