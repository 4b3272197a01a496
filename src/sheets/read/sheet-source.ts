import type { MergedCells } from './merged-cells.ts'
import type { RowBlock } from './row-block.ts'

/** The rows of a text file, or of one sheet of a workbook, whatever its kind. */
export interface SheetSource {
  /** Undefined where the kind of file has no sheets. */
  readonly name: string | undefined
  readonly hidden: boolean
  /** May be iterated more than once. Throws Unreadable. */
  rows(): AsyncIterable<RowBlock>
  /** The rows at its begin, where reading no more of it is quicker. */
  top?(): AsyncIterable<RowBlock>
  /** A pass of its own over the sheet; none where the kind of file knows none. Throws Unreadable. */
  mergedCells(): Promise<readonly MergedCells[]>
}
