import type { TableKey } from '../../domain/dataset/tables.ts'
import type { SheetMapping } from './header-map.ts'
import type { MergedCells } from './merged-cells.ts'
import type { RowBlock } from './row-block.ts'

/** Where the rows of one table come from. */
export interface TableSource {
  readonly table: TableKey
  readonly file: string
  readonly sheet?: string | undefined
  /** In text files a row with more cells than the header has is a mistake, mostly a comma in an amount; in a sheet it is a note beside the table. */
  readonly isText: boolean
  /** What somebody says of a foreign sheet: its headers, its values and their forms. */
  readonly mapping?: SheetMapping | undefined
  /** Whether the mapping was suggested by the program and by nobody else. */
  readonly isSuggested?: true
  /** Its headers of which the suggestion reads nothing. */
  readonly unread?: readonly string[] | undefined
  /** Its merged cells; undefined where a kind of file knows none. */
  readonly mergedCells?: (() => Promise<readonly MergedCells[]>) | undefined
  /** The report of another program that its rows are made of. */
  readonly report?: SourceReport | undefined
  /** May be iterated once. Throws Unreadable. */
  rows(): AsyncIterable<RowBlock>
}

/** Which report a source was recognised as. */
export interface SourceReport {
  readonly key: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly isOfSlips: boolean
  /** Whether it can say only why it cannot be read. */
  readonly isRefused: boolean
  /** The headers in the file that its columns stand below, in their order. */
  readonly headers: readonly string[]
}
