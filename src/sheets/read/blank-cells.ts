import { trimmed } from './cell-values.ts'

/** Whether nothing stands in any of the cells. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) {
    const first = cell.charCodeAt(0)
    if (first > 32 && first < 127) return false
    if (cell !== '' && trimmed(cell) !== '') return false
  }
  return true
}
