import type { CellValue, Workbook, Worksheet } from 'exceljs'
import { trimmed } from '../../read/cell-values.ts'
import { HEADER_ROWS } from '../../read/header.ts'
import { shown } from '../../read/shown.ts'
import type { Mark, MarkWords } from './mark.ts'

const FILL = { error: 'FFFFC7CE', warning: 'FFFFEB9C' } as const
const LONGEST_SHEET_NAME = 31

/** Fills the cells that marks are about, puts what is wrong into a comment on each, and lists everything on a sheet of its own in front. */
export function markSheets(workbook: Workbook, marks: readonly Mark[], words: MarkWords, isPartial: boolean): void {
  const bySheet = new Map(workbook.worksheets.map((sheet) => [sheet.name, sheet]))
  const columns = new Map<Worksheet, ReadonlyMap<string, number>>()
  const texts = new Map<string, { readonly sheet: Worksheet; readonly row: number; readonly column: number; readonly marks: Mark[] }>()
  for (const mark of marks) {
    const sheet = mark.sheet === undefined ? workbook.worksheets[0] : bySheet.get(mark.sheet)
    if (!sheet || mark.row === undefined) continue
    const named = columns.get(sheet) ?? columnsOf(sheet)
    columns.set(sheet, named)
    const column = (mark.column === undefined ? undefined : named.get(mark.column)) ?? 1
    const key = `${sheet.id} ${mark.row} ${column}`
    const cell = texts.get(key) ?? { sheet, row: mark.row, column, marks: [] }
    texts.set(key, cell)
    cell.marks.push(mark)
  }
  for (const { sheet, row, column, marks: found } of texts.values()) {
    const cell = sheet.getCell(row, column)
    const severity = found.some((mark) => mark.severity === 'error') ? 'error' : 'warning'
    // A style object may be shared by many cells of a loaded workbook.
    cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: FILL[severity] } } }
    cell.note = { texts: [{ text: found.map(({ text }) => text).join('\n') }] }
  }
  addList(workbook, marks, words, isPartial)
}

/** Where each header stands, by its text as problems give it. */
function columnsOf(sheet: Worksheet): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  // The header is among the first rows that hold anything; blank ones may stand between.
  for (let row = 1; row <= 2 * HEADER_ROWS; row++) {
    sheet.getRow(row).eachCell((cell, column) => {
      const name = headerText(cell.value)
      if (name !== '' && !found.has(name)) found.set(name, column)
    })
  }
  return found
}

function headerText(value: CellValue): string {
  const text = typeof value === 'object' && value !== null && 'richText' in value ? value.richText.map((part) => part.text).join('') : value
  return typeof text === 'string' ? shown(trimmed(text.replace(/\s+/g, ' '))) : ''
}

function addList(workbook: Workbook, marks: readonly Mark[], words: MarkWords, isPartial: boolean): void {
  const taken = new Set(workbook.worksheets.map(({ name }) => name.toLowerCase()))
  let name = words.sheet
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${words.sheet} ${count}`.slice(0, LONGEST_SHEET_NAME)
  const list = workbook.addWorksheet(name)
  list.columns = [{ width: 16 }, { width: 8 }, { width: 18 }, { width: 8 }, { width: 100 }]
  list.addRow([...words.columns]).font = { bold: true }
  for (const { sheet, row, column, severity, text } of marks) {
    list.addRow([sheet ?? '', row ?? '', column ?? '', severity === 'error' ? words.error : words.warning, text])
  }
  if (isPartial) list.addRow(['', '', '', '', words.onlyMarked])
}
