import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { unreadable } from './file-bytes.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import type { MergedCells } from './merged-cells.ts'
import { openFile } from './open-file.ts'
import { type RowBlock, Unreadable } from './row-block.ts'

/** One text file, or one sheet of a workbook that is not hidden, whatever it holds. */
export interface SheetPart {
  readonly file: string
  readonly sheet: string | undefined
  /** May be iterated more than once. Throws Unreadable. */
  rows(): AsyncIterable<RowBlock>
  /** Its merged cells, none for a kind of file that knows none; a pass of its own over the part, so only for whom it concerns. Throws Unreadable. */
  mergedCells(): Promise<readonly MergedCells[]>
}

/** A row as it stands in the file. */
export interface RawRow {
  readonly row: number
  readonly cells: readonly string[]
}

const LIMITS: Limits = { ...DEFAULT_LIMITS, unpackedBytes: 2 * 1024 ** 3, rows: 5_000_000 }

/** The parts of a file or of the files of a folder, by name; a file that cannot be opened is left out. */
export async function sheetParts(path: string): Promise<SheetPart[]> {
  const files = (await stat(path)).isDirectory() ? (await readdir(path)).sort().map((name) => join(path, name)) : [path]
  const parts: SheetPart[] = []
  for (const each of files) parts.push(...(await partsOfFile(each)))
  return parts
}

async function partsOfFile(path: string): Promise<SheetPart[]> {
  const file = basename(path)
  try {
    const { sheets } = await openFile(path, LIMITS)
    return sheets
      .filter(({ hidden }) => !hidden)
      .map((sheet) => ({ file, sheet: sheet.name, rows: () => sheet.rows(), mergedCells: () => sheet.mergedCells() }))
  } catch (cause) {
    // What is wrong with the file is said by whoever reads its records; what is no failure of the disk is thrown on.
    if (!(cause instanceof Unreadable)) unreadable(cause)
    return []
  }
}

/** The first rows of a part that are not blank, at most so many. A part that cannot be read has those before the place where it breaks. */
export async function topOf(part: SheetPart, most: number): Promise<RawRow[]> {
  const top: RawRow[] = []
  try {
    for await (const { cells, rows, faults } of part.rows()) {
      for (const [index, line] of cells.entries()) {
        const row = rows[index] ?? 0
        if (faults?.has(row) || line.every((cell) => cell.trim() === '')) continue
        top.push({ row, cells: line.map(cellText) })
        if (top.length >= most) return top
      }
    }
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause
  }
  return top
}

/** What a person sees in a cell: the readers' own signs for formulas and long cells stand for nothing. */
export function cellText(text: string): string {
  return text.startsWith('\u0000') ? '' : text
}
