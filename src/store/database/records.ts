import type { RecordValues } from '../../domain/dataset/tables.ts'
import type { Reader } from './connection.ts'
import { type PeriodTable, readTable, type SmallTable } from './read-table.ts'

/** Records that can be read and not written: a whole store, or one consistent state of it. Measures take it as their first argument. */
export interface Records extends Reader {
  /** All records of a table that is small enough to hold, by identity in code point order. */
  readTable(book: number, table: SmallTable): Promise<RecordValues[]>
  /** The records of some periods ("2026-10"), by identity in code point order. */
  readPeriods(book: number, table: PeriodTable, periods: readonly string[]): Promise<RecordValues[]>
}

/** The records that a reader sees. */
export function recordsOf(reader: Reader): Records {
  return {
    dialect: reader.dialect,
    all: reader.all,
    rows: reader.rows,
    readTable: (book, table) => readTable(reader, book, table),
    readPeriods: (book, table, periods) => readTable(reader, book, table, periods),
  }
}
