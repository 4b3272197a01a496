/// <reference path="./exceljs-writer.d.ts" />
import type { Cell as ExcelCell } from 'exceljs'
import type StreamedWorkbook from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import StreamedSheet from 'exceljs/lib/stream/xlsx/worksheet-writer.js'
import { type Cell, cellName, columnName, type Merge, type Row } from './cell.ts'
import { cellText, looksLikeFormula } from './cell-text.ts'
import type { SheetLayout } from './sheet-layout.ts'
import type { excelStyle, Style } from './style.ts'

const MARGINS = { left: 0.59, right: 0.59, top: 0.71, bottom: 0.71, header: 0.31, footer: 0.31 } as const
const DEFAULT_ROW_HEIGHT = 18
/** Excel repairs a sheet with a higher row. */
const GREATEST_ROW_HEIGHT = 409
/** The library takes this width for one that nobody asked for, and leaves the column to the default of whoever opens the sheet. */
const WIDTH_NOT_WRITTEN = 9

/** What a sheet asks of the workbook that it belongs to. */
interface SheetsWorkbook extends StreamedWorkbook {
  styleOf(style: Style, quoted: boolean): ReturnType<typeof excelStyle>
  name(kind: 'Print_Area' | 'Print_Titles', sheet: StreamedSheet, range: string): void
}

/** The streaming writer of one sheet, with what it lacks: options of printing, ignored errors, and cells as we have them. */
export class ExcelSheet extends StreamedSheet {
  readonly #workbook: SheetsWorkbook
  readonly #layout: SheetLayout
  readonly #breaks: number[] = []
  #rows = 0

  constructor(workbook: SheetsWorkbook, layout: SheetLayout) {
    const { frozen, gridLines = false, footer, landscape, name, widths } = layout
    super({
      id: workbook.nextId,
      name,
      workbook,
      useSharedStrings: true,
      properties: { defaultRowHeight: DEFAULT_ROW_HEIGHT },
      views: [{ showGridLines: gridLines, ...(frozen && { state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows }) }],
      pageSetup: {
        paperSize: 9,
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        orientation: landscape ? 'landscape' : 'portrait',
        margins: MARGINS,
      },
      headerFooter: footer === undefined ? {} : { oddFooter: footer },
    })
    this.#workbook = workbook
    this.#layout = layout
    this.columns = widths.map((width) => ({ width: width === WIDTH_NOT_WRITTEN ? width + 0.001 : width }))
  }

  /** Writes the row below those already written. */
  add(row: Row): void {
    this.#rows += 1
    const written = this.getRow(this.#rows)
    for (let column = 0; column < row.cells.length; column++) {
      const cell = row.cells[column]
      if (cell) this.#fill(written.getCell(column + 1), cell)
    }
    if (row.height !== undefined) written.height = Math.min(GREATEST_ROW_HEIGHT, row.height)
    // The library leaves a row out that has neither value nor height, whatever its cells look like.
    else if (!written.hasValues) written.height = DEFAULT_ROW_HEIGHT
    for (const merge of row.merges ?? []) {
      // A merge of one cell is another thing that Excel repairs.
      if (merge.columns > 1 || (merge.rows ?? 1) > 1) this._merges.push(mergeRange(merge, this.#rows))
    }
    if (row.breakAfter) this.#breaks.push(this.#rows)
    written.commit()
  }

  #fill(written: ExcelCell, cell: Cell): void {
    const words = cell.kind === 'text' ? cellText(cell.text) : ''
    written.style = this.#workbook.styleOf(cell.style, cell.kind === 'text' && looksLikeFormula(cell.text))
    switch (cell.kind) {
      case 'blank':
        return
      case 'text':
        if (words !== '') written.value = words
        return
      case 'number':
        written.value = Number(cell.number)
        return
      case 'formula':
        written.value = { formula: cell.formula, result: 'number' in cell.cached ? Number(cell.cached.number) : cellText(cell.cached.text) }
    }
  }

  override commit(): void {
    const { filter, printedColumns, repeatedRows, widths } = this.#layout
    if (filter) this.autoFilter = filterRange(filter, this.#rows)
    // A break after the last row would print an empty page.
    this.rowBreaks.push(...this.#breaks.filter((row) => row < this.#rows).map((id) => ({ id, max: 16_383, man: 1 })))
    if (printedColumns !== undefined && printedColumns < widths.length) {
      this.#workbook.name('Print_Area', this, `$A$1:$${columnName(printedColumns - 1)}$${Math.max(1, this.#rows)}`)
    }
    if (repeatedRows) this.#workbook.name('Print_Titles', this, `$${repeatedRows.from}:$${repeatedRows.to}`)
    super.commit()
  }

  /** The streaming writer leaves the options of printing out, which stand before the margins. */
  override _writePageMargins(): void {
    this._write('<printOptions horizontalCentered="1"/>')
    super._writePageMargins()
  }

  override _writeCloseWorksheet(): void {
    const all = `A1:${cellName(Math.max(0, this.#layout.widths.length - 1), Math.max(1, this.#rows))}`
    this._write(`<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1" formula="1" formulaRange="1"/></ignoredErrors>`)
    super._writeCloseWorksheet()
  }
}

function mergeRange({ column, columns, rows = 1 }: Merge, at: number): string {
  return `${cellName(column, at)}:${cellName(column + columns - 1, at + rows - 1)}`
}

/** The filter with the rows that it is over. */
function filterRange({ row, lastColumn }: NonNullable<SheetLayout['filter']>, rows: number): string {
  return `${cellName(0, row)}:${cellName(lastColumn, Math.max(rows, row))}`
}
