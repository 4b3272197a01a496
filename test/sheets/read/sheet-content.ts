import { DEFAULT_LIMITS, type Limits } from '../../../src/sheets/read/limits.ts'
import type { MergedCells } from '../../../src/sheets/read/merged-cells.ts'
import { openFile } from '../../../src/sheets/read/open-file.ts'

const byPlace = (a: MergedCells, b: MergedCells): number => a.firstRow - b.firstRow || a.firstColumn - b.firstColumn

/** All that a file says: its sheets with their names, whether they are hidden, their merged cells and the texts of their cells by row and column. */
export async function contentOf(path: string, limits: Limits = DEFAULT_LIMITS) {
  const content = []
  for (const sheet of (await openFile(path, limits)).sheets) {
    const cells: string[] = []
    for await (const block of sheet.rows()) {
      for (const [at, line] of block.cells.entries())
        for (const [column, text] of line.entries()) if (text !== '') cells.push(`${block.rows[at]}:${column} ${text}`)
    }
    content.push({ name: sheet.name, hidden: sheet.hidden, merged: [...(await sheet.mergedCells())].sort(byPlace), cells })
  }
  return content
}
