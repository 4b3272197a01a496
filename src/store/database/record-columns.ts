import type { ColumnType } from '../../domain/dataset/table.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'

/** What loading adds to the records of a table, after their own columns. */
const DERIVED_COLUMNS = {
  collections: [
    { key: 'credited_rep', type: 'employee' },
    { key: 'client_internal', type: 'flag' },
  ],
} as const satisfies Partial<Record<TableKey, readonly StoredColumn[]>>

export interface StoredColumn {
  readonly key: string
  readonly type: ColumnType
}

/** How a column is stored: money, quantities and counts in 64 bits, other whole numbers in 32, the rest as text. */
export function storageOf(type: ColumnType): 'int8' | 'int4' | 'text' {
  switch (type) {
    case 'money':
    case 'quantity':
    case 'count':
      return 'int8'
    case 'score':
    case 'day':
    case 'flag':
      return 'int4'
    case 'text':
    case 'period':
    case 'choice':
    case 'share':
    case 'employee':
    case 'client':
    case 'region':
      return 'text'
  }
}

/** The record's own columns, in order, then the derived ones: what the record table holds besides id, book and row. */
export function storedColumns(table: TableKey): readonly StoredColumn[] {
  const derived: readonly StoredColumn[] = table === 'collections' ? DERIVED_COLUMNS.collections : []
  return [...TABLES[table].columns, ...derived]
}

/** A name as SQL takes it whatever words a database reserves: "from", "number" and "row" are column names here. */
export function quoted(name: string): string {
  return `"${name}"`
}

export function quotedList(names: readonly string[], alias?: string): string {
  return names.map((name) => (alias === undefined ? quoted(name) : `${alias}.${quoted(name)}`)).join(', ')
}

/** No row that numbers itself comes after this: the largest whole number that a column of both databases holds. */
export const LAST_NUMBER = 2_147_483_647
