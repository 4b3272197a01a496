import type { MergedCells } from './merged-cells.ts'

/** Fills merged cells down: each row that a range covers has the text of its first cell. To be given the rows of a sheet in their order. */
export class MergedRows {
  /** By their first row. */
  readonly #ranges: readonly MergedCells[]
  #next = 0
  #open: { readonly lastRow: number; readonly column: number; readonly text: string }[] = []

  constructor(ranges: readonly MergedCells[], headerRow: number) {
    this.#ranges = ranges
      .filter(({ firstRow, lastRow }) => lastRow > firstRow && firstRow > headerRow)
      .sort((a, b) => a.firstRow - b.firstRow)
  }

  fill(cells: readonly string[], row: number): readonly string[] {
    let range = this.#ranges[this.#next]
    while (range && range.firstRow <= row) {
      const { firstRow, lastRow, firstColumn: column } = range
      // A range whose first row holds nothing at all has nothing to fill down.
      if (firstRow === row) this.#open.push({ lastRow, column, text: cells[column] ?? '' })
      range = this.#ranges[++this.#next]
    }
    if (this.#open.length === 0) return cells
    this.#open = this.#open.filter(({ lastRow }) => lastRow >= row)
    if (this.#open.length === 0) return cells
    const filled = [...cells]
    for (const { column, text } of this.#open) {
      while (filled.length <= column) filled.push('')
      filled[column] = text
    }
    return filled
  }
}
