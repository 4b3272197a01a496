import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import type { Dialect } from './dialect.ts'

/** What a database gives back: every whole number is a BigInt, so that sums stay exact. */
export type Cell = bigint | string | null
export type Parameter = number | string | null
/** A value of a row by name: numbers of Int columns, BigInt of every other whole number, sums and counts among them; NULL is undefined. */
export type NamedCell = bigint | number | string | undefined
export type NamedRow = Readonly<Record<string, NamedCell>>

/** What measures need of a database. SQL is written once, with $1, $2 ... as placeholders. */
export interface Reader {
  readonly dialect: Dialect
  /** The rows of a statement, each an array in the order of its columns. */
  all(sql: string, parameters?: readonly Parameter[]): Promise<Cell[][]>
  /** The same by the names of the columns; src/store/database/query.ts knows their types. */
  rows(sql: string, parameters?: readonly Parameter[]): Promise<NamedRow[]>
}

/** One connection (or pool) to a database. */
export interface Connection extends Reader {
  /** Runs one statement without parameters, or a script of several. */
  run(script: string): Promise<void>
  close(): Promise<void>
}

/** A connection that stays one session, so that it can hold a transaction and load in bulk. */
export interface WritingConnection extends Connection {
  /** Begins the one writing transaction; waits for another writer to finish. */
  begin(): Promise<void>
  /** Loads records of one table of one book. */
  loader(table: TableKey, book: number): Loader
}

/** Appends records with their spreadsheet rows; `derived` holds the values of the derived columns, record by record. */
export type Loader = (
  records: readonly RecordValues[],
  rows: readonly number[],
  derived: readonly RecordValues[] | undefined,
) => Promise<void>
