import type { LeftOutReason } from './left-out.ts'
import type { TableKey } from './tables.ts'

/** So many records of a file and their sum, in whole fen or millionths as decimal text. */
export interface FileSum {
  readonly rows: number
  readonly sum: string
}

/** A row of a file that only adds up others 合计, in one column, and what was read of the rows that it may mean. */
export interface FoundTotal {
  readonly table: TableKey
  readonly file: string
  readonly sheet: string | null
  readonly row: number
  /** The text by which it is one, such as 合计. */
  readonly word: string
  /** The key of the column that it adds up. */
  readonly column: string
  /** In whole fen or millionths, as decimal text. */
  readonly found: string
  /** Of all records above it, and of those since the total above it alone. */
  readonly all: FileSum
  readonly since: FileSum
  /** The same of all with their signs left out: of refunds that the file writes above zero. */
  readonly unsigned: string
  /** Rows above it that were left out, with what they say in the column; the first of them. */
  readonly leftOut: readonly { readonly row: number; readonly why: LeftOutReason; readonly amount: string }[]
}
