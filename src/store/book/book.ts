import type { RecordValues, TableKey, Value } from '../../domain/dataset/tables.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** One set of records that is appraised together 账册: one dataset as it was loaded. It never changes. */
export interface Book {
  readonly id: number
  /** Over the content of all records, whatever their order (CONTRACT 3, `inputs.sha256`). */
  readonly sha256: string
  /** How many records each table has; every table that was in the data is here, with 0 too. */
  readonly rows: Readonly<Partial<Record<TableKey, number>>>
}

/** Records that share their identity (`identity` of the table), by spreadsheet row. */
export interface RepeatedGroup {
  readonly records: readonly StoredRecord[]
}

export interface StoredRecord {
  readonly id: number
  /** The row in the user's file. */
  readonly row: number
  readonly values: RecordValues
}

/**
 * Loads one book in one transaction: until `finish` has answered, nothing of it is there, and a program that is killed or
 * calls `drop` leaves nothing behind. One writer loads at a time; another waits.
 */
export interface BookWriter {
  /** Appends records with their spreadsheet rows. Clients come before collections, which take their rep from them. */
  insert(table: TableKey, records: readonly RecordValues[], rows: readonly number[]): Promise<void>
  /** The table is in the data, perhaps with no rows. */
  declare(table: TableKey): void
  /**
   * Records of one identity where there is more than one, ordered by identity, then row. Call it when the table is complete.
   * `identity` names other columns than the table's own where some of its records must be alone in them.
   */
  repeated(table: TableKey, identity?: readonly string[]): Promise<RepeatedGroup[]>
  /** The records of some identities, each given as its values in the order of `identity`. Call it when the table is complete. */
  withIdentities(table: TableKey, identity: readonly string[], wanted: readonly (readonly Value[])[]): Promise<StoredRecord[]>
  /** Some records without a line of documents that have records with one. Call it when the table is complete. */
  withoutLine(table: TableKey): Promise<StoredRecord[]>
  remove(table: TableKey, ids: readonly number[]): Promise<void>
  /** Hashes and keeps the book; where the same content is there already, that book is answered and nothing is kept. */
  finish(): Promise<Book>
  /**
   * Keeps the records as they are, unhashed, as a staging book for the company book, together with what `use` writes in the
   * same transaction; an answer that is not ok leaves nothing behind.
   */
  stage<T extends { readonly ok: boolean }>(use: (transaction: WriteTransaction, staged: Book) => Promise<T>): Promise<T>
  drop(): Promise<void>
}
