import type { Limits } from './limits.ts'
import { type MergedCells, MOST_MERGED } from './merged-cells.ts'
import { type RowBlock, Unreadable } from './row-block.ts'

const ROWS_A_BLOCK = 2_000

/** Gathers the rows of one sheet that hold anything while its file is read, within the limits, to be handed on in blocks. */
export class GatheredRows {
  readonly merged: MergedCells[] = []
  readonly #limits: Limits
  #cells: string[][] = []
  #rows: number[] = []
  #row = 0
  #line: string[] = []

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** The number of the row that is being read. */
  get row(): number {
    return this.#row
  }

  /** The cells of that row so far, without those behind the last that holds anything. */
  get line(): readonly string[] {
    return this.#line
  }

  /** Throws Unreadable for a row beyond the limit. */
  begin(row: number): void {
    if (row > this.#limits.rows) throw new Unreadable('table_must_not_have_too_many_rows', { limit: String(this.#limits.rows) })
    this.#row = row
    this.#line = []
  }

  /** Puts text into a column of the row, the first of which is 0; no text is no cell. Throws Unreadable for a column beyond the limit. */
  put(column: number, text: string): void {
    if (text === '') return
    if (column >= this.#limits.columns) {
      throw new Unreadable('table_must_not_have_too_many_columns', { limit: String(this.#limits.columns) }, this.#row)
    }
    while (this.#line.length < column) this.#line.push('')
    this.#line[column] = text
  }

  /** Ends the row, which stands for so many that follow each other. Throws Unreadable for more than there may be. */
  end(count = 1): void {
    if (this.#line.length === 0) return
    const line = this.#line
    const first = this.#row
    if (count > 1) this.begin(first + count - 1)
    for (let at = 0; at < count; at++) {
      this.#cells.push(line)
      this.#rows.push(first + at)
    }
    this.#line = []
  }

  /** A range of cells from the row that is being read on, so many rows down and columns across; one cell alone is none. */
  merge(firstColumn: number, down: number, across: number): void {
    if ((down <= 1 && across <= 1) || this.merged.length >= MOST_MERGED) return
    const firstRow = this.#row
    this.merged.push({ firstRow, lastRow: firstRow + down - 1, firstColumn, lastColumn: firstColumn + across - 1 })
  }

  get isEmpty(): boolean {
    return this.#cells.length === 0
  }

  get isFull(): boolean {
    return this.#cells.length >= ROWS_A_BLOCK
  }

  /** The first of the rows that were gathered and not taken yet, some thousand at most. */
  taken(): RowBlock {
    return { cells: this.#cells.splice(0, ROWS_A_BLOCK), rows: this.#rows.splice(0, ROWS_A_BLOCK) }
  }
}

/** What gathers the rows of one sheet out of what a parser hands it. */
export interface SheetCollector {
  readonly gathered: GatheredRows
  /** The sheet has ended, whatever the file still holds. */
  readonly isOver?: boolean
}

/** The rows of a sheet in blocks while its parser, which yields after each piece, hands the collector what it reads. */
export async function* rowsWhile(parsed: AsyncIterable<void>, collector: SheetCollector): AsyncGenerator<RowBlock> {
  const { gathered } = collector
  for await (const _ of parsed) {
    while (gathered.isFull) yield gathered.taken()
    if (collector.isOver) break
  }
  while (!gathered.isEmpty) yield gathered.taken()
}

/** The merged cells of a sheet, for which all of it is read. */
export async function mergedWhile(parsed: AsyncIterable<void>, collector: SheetCollector): Promise<readonly MergedCells[]> {
  const { gathered } = collector
  for await (const _ of parsed) {
    while (!gathered.isEmpty) gathered.taken()
    if (collector.isOver) break
  }
  return gathered.merged
}
