import { noList } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { OleContainer } from './ole-container.ts'
import { Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'
import { xlsMergedCells, xlsRows } from './xls-rows.ts'
import { openXls } from './xls-workbook.ts'

/**
 * The worksheets of an OLE container that is an old workbook. Throws Unreadable, for other documents with what they look like.
 *
 * Our own reader of its records: hucre 1.0.0, the maintained one, knows neither hidden sheets, passwords nor workbooks before Excel 97, and
 * hands on values without their formats, of which a percentage, a code's zeros and a day are read.
 */
export function sheetsOfOle(bytes: Buffer, limits: Limits): SheetSource[] {
  const container = new OleContainer(bytes)
  const stream = container.stream('Workbook') ?? container.stream('Book')
  if (!stream) {
    if (container.has('EncryptedPackage')) throw new Unreadable('workbook_must_not_be_encrypted')
    throw noList(container.has('WordDocument') ? 'word' : container.has('PowerPoint Document') ? 'presentation' : 'unknown')
  }
  const workbook = openXls(stream, limits)
  return workbook.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden,
    rows: () => xlsRows(workbook, sheet, limits),
    mergedCells: () => xlsMergedCells(workbook, sheet),
  }))
}
