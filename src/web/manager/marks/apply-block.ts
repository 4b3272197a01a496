import type { Block } from './clipboard-text.ts'
import { type CellFault, lockOf, type MarkColumn, type MarkRow, readCell } from './mark-row.ts'

/** One cell that gets another text. */
export interface CellChange {
  readonly employee: string
  readonly column: MarkColumn
  readonly before: string
  readonly after: string
}

/** A cell of the block that cannot be taken as it is, and where it would have gone. */
export interface BadCell {
  /** Place in the block, from 1. */
  readonly blockRow: number
  readonly blockColumn: number
  readonly employee: string
  readonly name: string
  readonly column: MarkColumn
  readonly text: string
  readonly fault: CellFault
}

export interface AppliedBlock {
  /** What can be taken, without cells that say already what the block does. */
  readonly changes: readonly CellChange[]
  readonly bad: readonly BadCell[]
  /** Rows and columns of the block that reach beyond the sheet and have text in them. */
  readonly rowsBeyond: number
  readonly columnsBeyond: number
  /** Cells of the block that fall on the sheet. */
  readonly cells: number
}

/** Where a block goes: the rows as they are shown, the columns from left to right, and the cells chosen, ends included. */
export interface Target {
  readonly rows: readonly MarkRow[]
  readonly columns: readonly MarkColumn[]
  readonly from: { readonly row: number; readonly column: number }
  readonly to: { readonly row: number; readonly column: number }
}

/**
 * What a pasted block would change, cell by cell, without changing anything. One cell fills all the chosen ones, and a block
 * repeats where the chosen cells are whole multiples of it, as in a spreadsheet; else it goes from the upper left one.
 */
export function applyBlock(block: Block, { rows, columns, from, to }: Target): AppliedBlock {
  const height = block.length
  const width = Math.max(0, ...block.map((row) => row.length))
  if (height === 0 || width === 0) return { changes: [], bad: [], rowsBeyond: 0, columnsBeyond: 0, cells: 0 }
  const tall = repeated(height, Math.abs(to.row - from.row) + 1)
  const wide = repeated(width, Math.abs(to.column - from.column) + 1)
  const [top, left] = [Math.min(from.row, to.row), Math.min(from.column, to.column)]

  const changes: CellChange[] = []
  const bad: BadCell[] = []
  let cells = 0
  for (let down = 0; down < tall; down++) {
    const row = rows[top + down]
    const given = block[down % height]
    if (row === undefined || given === undefined) break
    for (let right = 0; right < wide; right++) {
      const column = columns[left + right]
      const text = given[right % width]
      if (column === undefined) break
      if (text === undefined) continue
      cells++
      const place = {
        blockRow: (down % height) + 1,
        blockColumn: (right % width) + 1,
        employee: row.employee,
        name: row.name,
        column,
        text,
      }
      const read = readCell(column, text)
      const before = row.cells[column]
      if (read.fault === undefined && read.text === before) continue
      const fault = lockOf(row, column) ?? read.fault
      if (fault) bad.push({ ...place, fault })
      else changes.push({ employee: row.employee, column, before, after: read.text })
    }
  }
  const hasText = (cell: string | undefined) => cell !== undefined && cell.trim() !== ''
  const rowsBeyond = block.slice(Math.max(0, rows.length - top)).filter((row) => row.some(hasText)).length
  const room = Math.max(0, columns.length - left)
  const beyond = block.reduce((most, row) => Math.max(most, row.findLastIndex(hasText) + 1), 0)
  return { changes, bad, rowsBeyond, columnsBeyond: Math.max(0, beyond - room), cells }
}

function repeated(size: number, chosen: number): number {
  return chosen > size && chosen % size === 0 ? chosen : size
}
