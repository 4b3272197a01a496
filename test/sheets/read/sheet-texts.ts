import { join } from 'node:path'
import { DEFAULT_LIMITS, type Limits } from '../../../src/sheets/read/limits.ts'
import { openFile } from '../../../src/sheets/read/open-file.ts'
import { folderOf } from './reading.ts'

/** Every sheet of a file by its name, each row with its number before its cells; or the merged cells of its first sheet. */
export async function textsOf(name: string, bytes: string | Uint8Array, wanted: 'rows' | 'merged' = 'rows', limits: Partial<Limits> = {}) {
  const { sheets } = await openFile(join(await folderOf({ [name]: bytes }), name), { ...DEFAULT_LIMITS, ...limits })
  if (wanted === 'merged') return sheets[0]?.mergedCells()
  const texts: [string | undefined, (string | number)[][]][] = []
  for (const sheet of sheets) {
    const lines: (string | number)[][] = []
    for await (const { cells, rows } of sheet.rows()) for (const [at, line] of cells.entries()) lines.push([rows[at] ?? 0, ...line])
    texts.push([sheet.name, lines])
  }
  return texts
}
