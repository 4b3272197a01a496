import type { MergedCells } from './merged-cells.ts'
import type { RowBlock } from './row-block.ts'

/** The rows of a text file, or of one sheet of a workbook, whatever its kind. */
export interface SheetSource {
  /** Undefined where the kind of file has no sheets. */
  readonly name: string | undefined
  readonly hidden: boolean
  /** May be iterated more than once. Throws Unreadable. */
  rows(): AsyncIterable<RowBlock>
  /** A pass of its own over the sheet; none where the kind of file knows none. Throws Unreadable. */
  mergedCells(): Promise<readonly MergedCells[]>
}

/** Whether any cell of a sheet holds anything. */
export async function holdsCells(sheet: SheetSource): Promise<boolean> {
  for await (const { cells } of sheet.rows()) if (cells.some((line) => line.some((cell) => cell !== ''))) return true
  return false
}
