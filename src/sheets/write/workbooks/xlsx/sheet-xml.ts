import { type Cell, cellName, columnName, type Merge, type Row } from './cell.ts'
import { FONT_SIZE, type StyleTable } from './style.ts'
import { looksLikeFormula, xmlText } from './xml-text.ts'

/** How a sheet looks and prints. Paper is always A4, centred, fitted to one page wide. */
export interface SheetLayout {
  readonly name: string
  /** Column widths in characters. */
  readonly widths: readonly number[]
  readonly landscape?: boolean
  /** So many rows and columns stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number }
  /** Rows from one to another (counted from 1) that repeat on every printed page. */
  readonly repeatedRows?: { readonly from: number; readonly to: number }
  /** So many columns, from A on, are printed; all of them unless told. */
  readonly printedColumns?: number
  /** Columns from A to this one (counted from 0) with a filter in this row, over the rows below it. */
  readonly filter?: { readonly row: number; readonly lastColumn: number }
  /** The footer in a spreadsheet's own notation; &P is the page, &N how many. */
  readonly footer?: string
  /** Whether the lines between cells show on screen. */
  readonly gridLines?: boolean
}

/** Excel keeps at most 1,023 page breaks of its own making in a sheet; a sheet with more would be repaired. */
export const MOST_PAGE_BREAKS = 1023

const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const PIECE = 1 << 16
const DEFAULT_ROW_HEIGHT = 18
/** Excel repairs a sheet with a higher row. */
const GREATEST_ROW_HEIGHT = 409

/** The worksheet as text in pieces, row by row as `rows` gives them; calls back with the number of rows at the end. */
export function* sheetXml(layout: SheetLayout, rows: Iterable<Row>, styles: StyleTable, ended: (rows: number) => void): Generator<string> {
  const merges: string[] = []
  const breaks: number[] = []
  let piece = opening(layout)
  let at = 0
  for (const row of rows) {
    at += 1
    piece += rowXml(row, at, styles)
    for (const merge of row.merges ?? []) {
      // A merge of one cell is another thing that Excel repairs.
      if (merge.columns > 1 || (merge.rows ?? 1) > 1) merges.push(mergeRange(merge, at))
    }
    if (row.breakAfter) breaks.push(at)
    if (piece.length > PIECE) {
      yield piece
      piece = ''
    }
  }
  ended(at)
  yield piece + closing(layout, at, merges, breaks)
}

function opening(layout: SheetLayout): string {
  const columns = layout.widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${NAMESPACES}>` +
    `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${viewXml(layout)}` +
    `<sheetFormatPr defaultRowHeight="${DEFAULT_ROW_HEIGHT}" customHeight="1"/><cols>${columns.join('')}</cols><sheetData>`
  )
}

function viewXml({ frozen, gridLines }: SheetLayout): string {
  const attributes = `${gridLines ? '' : ' showGridLines="0"'} workbookViewId="0"`
  if (!frozen) return `<sheetViews><sheetView${attributes}/></sheetViews>`
  const { rows, columns } = frozen
  const pane = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight'
  return (
    `<sheetViews><sheetView${attributes}><pane${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''} ` +
    `topLeftCell="${cellName(columns, rows + 1)}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews>`
  )
}

function rowXml(row: Row, at: number, styles: StyleTable): string {
  const height = row.height === undefined ? '' : ` ht="${Math.min(GREATEST_ROW_HEIGHT, row.height)}" customHeight="1"`
  let xml = `<row r="${at}"${height}>`
  for (let column = 0; column < row.cells.length; column++) {
    const cell = row.cells[column]
    if (cell) xml += cellXml(cell, cellName(column, at), styles)
  }
  return `${xml}</row>`
}

function cellXml(cell: Cell, name: string, styles: StyleTable): string {
  const quoted = cell.kind === 'text' && looksLikeFormula(cell.text)
  const open = `<c r="${name}" s="${styles.idOf(cell.style, quoted)}"`
  switch (cell.kind) {
    case 'blank':
      return `${open}/>`
    case 'text':
      if (cell.text === '') return `${open}/>`
      return `${open} t="inlineStr"><is><t xml:space="preserve">${xmlText(cell.text)}</t></is></c>`
    case 'number':
      return `${open}><v>${cell.number}</v></c>`
    case 'formula':
      if ('number' in cell.cached) return `${open}><f>${xmlText(cell.formula)}</f><v>${cell.cached.number}</v></c>`
      return `${open} t="str"><f>${xmlText(cell.formula)}</f><v>${xmlText(cell.cached.text)}</v></c>`
  }
}

function mergeRange({ column, columns, rows = 1 }: Merge, at: number): string {
  return `${cellName(column, at)}:${cellName(column + columns - 1, at + rows - 1)}`
}

/** The order of these elements is prescribed; a spreadsheet program refuses a sheet that has another. */
function closing(layout: SheetLayout, rows: number, merges: readonly string[], breaks: readonly number[]): string {
  const all = `A1:${columnName(Math.max(0, layout.widths.length - 1))}${Math.max(1, rows)}`
  const inner = breaks.filter((row) => row < rows)
  return (
    '</sheetData>' +
    (layout.filter ? `<autoFilter ref="${filterRange(layout.filter, rows)}"/>` : '') +
    (merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
      : '') +
    '<printOptions horizontalCentered="1"/>' +
    '<pageMargins left="0.59" right="0.59" top="0.71" bottom="0.71" header="0.31" footer="0.31"/>' +
    `<pageSetup paperSize="9" fitToWidth="1" fitToHeight="0" orientation="${layout.landscape ? 'landscape' : 'portrait'}"/>` +
    (layout.footer ? `<headerFooter><oddFooter>${xmlText(layout.footer)}</oddFooter></headerFooter>` : '') +
    (inner.length > 0 ? breaksXml(inner) : '') +
    `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1" formula="1" formulaRange="1"/></ignoredErrors></worksheet>`
  )
}

function breaksXml(rows: readonly number[]): string {
  return `<rowBreaks count="${rows.length}" manualBreakCount="${rows.length}">${rows.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join('')}</rowBreaks>`
}

/** The filter with its rows, as the sheet and the workbook both name it. */
export function filterRange(filter: { readonly row: number; readonly lastColumn: number }, rows: number, absolute = false): string {
  const sign = absolute ? '$' : ''
  const corner = (column: number, row: number) => `${sign}${columnName(column)}${sign}${row}`
  return `${corner(0, filter.row)}:${corner(filter.lastColumn, Math.max(rows, filter.row))}`
}

/** Points a text needs in a column so many characters wide; a Chinese character is two wide. Merged cells never grow by themselves. */
export function heightOf(words: string, width: number, size: number = FONT_SIZE): number {
  return linesOf(words, (width * FONT_SIZE) / size) * lineHeight(size)
}

export function lineHeight(size: number): number {
  return Math.ceil(size * 1.45)
}

function linesOf(words: string, width: number): number {
  const room = Math.max(2, width - 2)
  let lines = 0
  for (const line of words.split('\n')) lines += Math.max(1, Math.ceil((widthOf(line) * 1.04) / room))
  return lines
}

/** How many characters wide a text is; everything from the Han punctuation on counts as two. */
export function widthOf(words: string): number {
  let width = 0
  for (const character of words) width += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1
  return width
}
