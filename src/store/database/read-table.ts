import { columnIndex, type RecordValues, TABLES, type Value } from '../../domain/dataset/tables.ts'
import type { Cell, Reader } from './connection.ts'
import { quoted, quotedList } from './record-columns.ts'

/** Tables that a company holds in memory without a thought: people, places, and what is written down per period. */
export type SmallTable = 'regions' | 'employees' | 'postings' | 'spells' | 'clients' | 'holidays' | 'credits' | 'pay_bases' | PeriodTable

/** Tables whose records carry a period; only these can be read for some periods. */
export type PeriodTable = 'quotas' | 'evaluations' | 'decisions' | 'commissions'

/**
 * The records of a small table in the order of its identity, by code point, as arrays in the order of its columns; of a
 * table with periods only those of `periods`, where told. Plain SQL: Prisma's findMany takes 50 times longer for ten
 * thousand people (measured: 560 ms), and hands out objects that would be taken apart again.
 */
export async function readTable(reader: Reader, book: number, table: SmallTable, periods?: readonly string[]): Promise<RecordValues[]> {
  const { columns, identity } = TABLES[table]
  const within = periods ? ` AND period IN (${periods.map((_, index) => `$${index + 2}`).join(', ') || 'NULL'})` : ''
  const rows = await reader.all(
    `SELECT ${quotedList(columns.map((column) => column.key))} FROM ${quoted(table)} WHERE book = $1${within}
     ORDER BY ${identity.map((key) => orderOf(table, key)).join(', ')}`,
    [book, ...(periods ?? [])],
  )
  return rows.map(recordFrom)
}

/** The records of some periods with their rows in the user's file, in the same order. */
export async function periodRecords(
  reader: Reader,
  book: number,
  table: PeriodTable,
  periods: readonly string[],
): Promise<{ readonly row: number; readonly values: RecordValues }[]> {
  const { columns, identity } = TABLES[table]
  const rows = await reader.all(
    `SELECT "row", ${quotedList(columns.map((column) => column.key))} FROM ${quoted(table)}
     WHERE book = $1 AND period IN (${periods.map((_, index) => `$${index + 2}`).join(', ') || 'NULL'})
     ORDER BY ${identity.map((key) => orderOf(table, key)).join(', ')}`,
    [book, ...periods],
  )
  return rows.map(([row, ...cells]) => ({
    row: Number(row),
    values: recordFrom(cells),
  }))
}

/** The cells of a record with plain numbers, which all that is stored are safe as; changed where they stand, tens of thousands of them. */
function recordFrom(cells: (Cell | number)[]): RecordValues {
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]
    if (typeof cell === 'bigint') cells[index] = Number(cell)
  }
  return cells as Value[]
}

/** A blank comes first, such as the module of a decision about the whole person; databases disagree unless told. */
function orderOf(table: SmallTable, key: string): string {
  return TABLES[table].columns[columnIndex(table, key)]?.required ? quoted(key) : `coalesce(${quoted(key)}, '')`
}
