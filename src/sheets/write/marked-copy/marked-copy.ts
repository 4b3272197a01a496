import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Workbook, Worksheet } from 'exceljs'
import { DEFAULT_LIMITS, type Limits } from '../../read/limits.ts'
import { openFile } from '../../read/open-file.ts'
import { type RowBlock, Unreadable } from '../../read/row-block.ts'
import { XlsxParts } from '../../read/xlsx-parts.ts'
import type { Mark, MarkWords } from './mark.ts'
import { markSheets } from './mark-sheets.ts'

/** exceljs holds a whole workbook in memory, at some thirty times the size of its XML. */
const MOST_TO_LOAD = 24 * 1024 ** 2
/** Rows of a copy that is written from the cells' texts; of larger files only the header and the rows with marks. */
const MOST_ROWS = 20_000
const LIMITS: Limits = { ...DEFAULT_LIMITS, unpackedBytes: 2 * 1024 ** 3, rows: 5_000_000 }

/**
 * The user's file back as a workbook, with what is wrong marked at its cells: a fill, a comment, and a list of everything. A
 * workbook of moderate size keeps its own look; a CSV file, or what is larger, comes back as the texts of its cells at
 * their own rows. Undefined when the file is none that can be read: then there are no cells to mark.
 */
export async function markedCopy(path: string, marks: readonly Mark[], words: MarkWords): Promise<Buffer | undefined> {
  const { default: exceljs } = await import('exceljs')
  const workbook: Workbook = new exceljs.Workbook()
  const marked = (await loaded(workbook, path)) ? { isPartial: false } : await rewritten(workbook, path, marks)
  if (!marked) return undefined
  markSheets(workbook, marks, words, marked.isPartial)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Whether the workbook is one that exceljs can be trusted with, and has loaded. */
async function loaded(workbook: Workbook, path: string): Promise<boolean> {
  if (!/\.xlsx$/i.test(path) || (await stat(path)).size > MOST_TO_LOAD) return false
  try {
    const parts = await XlsxParts.open(path, { ...LIMITS, unpackedBytes: MOST_TO_LOAD })
    try {
      await parts.tryAll()
    } finally {
      parts.close()
    }
    await workbook.xlsx.readFile(path)
    return workbook.worksheets.length > 0
  } catch {
    // Damaged, too large, or of a kind that exceljs does not know: its cells may be readable all the same.
    for (const sheet of workbook.worksheets) workbook.removeWorksheet(sheet.id)
    return false
  }
}

async function rewritten(workbook: Workbook, path: string, marks: readonly Mark[]): Promise<{ readonly isPartial: boolean } | undefined> {
  let isPartial = false
  const add = async (name: string, sheet: string | undefined, rows: () => AsyncIterable<RowBlock>) => {
    const wanted = new Set(marks.filter((mark) => mark.sheet === sheet).map((mark) => mark.row))
    const worksheet = workbook.addWorksheet(sheetName(workbook, name))
    isPartial = (await fill(worksheet, rows(), wanted)) || isPartial
  }
  try {
    const { sheets } = await openFile(path, LIMITS)
    const fileName = basename(path).replace(/(\.\w+)(\.gz)?$/i, '')
    for (const sheet of sheets) await add(sheet.name ?? fileName, sheet.name, sheet.rows)
    return { isPartial }
  } catch (cause) {
    if (cause instanceof Unreadable) return workbook.worksheets.length > 0 ? { isPartial: true } : undefined
    throw cause
  }
}

/** Writes rows at their own numbers; answers whether rows without a mark were left out. */
async function fill(worksheet: Worksheet, blocks: AsyncIterable<RowBlock>, wanted: ReadonlySet<number | undefined>): Promise<boolean> {
  let seen = 0
  for await (const { cells, rows } of blocks) {
    for (let index = 0; index < cells.length; index++) {
      const row = rows[index] ?? 0
      const line = cells[index]
      if (!line || (++seen > MOST_ROWS && !wanted.has(row))) continue
      // Text as text: what begins with = is no formula here either.
      line.forEach((text, column) => {
        if (text !== '' && text.charCodeAt(0) !== 0) worksheet.getCell(row, column + 1).value = text
      })
    }
  }
  worksheet.views = [{ state: 'frozen', ySplit: 1 }]
  return seen > MOST_ROWS
}

/** A name that a sheet may have and that no other has. */
function sheetName(workbook: Workbook, name: string): string {
  const taken = new Set(workbook.worksheets.map((sheet) => sheet.name.toLowerCase()))
  const plain =
    name
      .replace(/[:\\/?*[\]]/g, '_')
      .replace(/^'+|'+$/g, '')
      .slice(0, 28) || 'data'
  let unique = plain
  for (let count = 2; taken.has(unique.toLowerCase()); count++) unique = `${plain} ${count}`.slice(0, 31)
  return unique
}
