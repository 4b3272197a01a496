/**
 * A range of cells that a spreadsheet shows as one 合并单元格. Only the first cell of it, top left, holds anything. Rows are numbered as in a
 * RowBlock, from 1; columns by their position among the cells of a row, from 0. First and last belong to it.
 */
export interface MergedCells {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** Ranges of one sheet that are kept; a sheet with more of them is a form and no list. */
export const MOST_MERGED = 20_000
