import { rename, rm } from 'node:fs/promises'
import { columnName, type Row, sheetReference } from './cell.ts'
import { filterRange, type SheetLayout, sheetXml } from './sheet-xml.ts'
import { StyleTable } from './style.ts'
import { xmlText } from './xml-text.ts'
import { ZipFile } from './zip-file.ts'

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

interface WrittenSheet {
  readonly layout: SheetLayout
  readonly rows: number
}

/**
 * An Excel workbook that is written sheet by sheet and row by row, so that memory does not grow with its rows.
 * The same sheets give the same bytes: no clock is asked.
 *
 * It writes the format itself because the library we read workbooks with stamps files with the time, cannot
 * centre a page or mark text as text in its streaming form, and takes several times as long.
 */
export class XlsxFile {
  readonly #path: string
  readonly #zip: ZipFile
  readonly #styles = new StyleTable()
  readonly #sheets: WrittenSheet[] = []

  private constructor(path: string, zip: ZipFile) {
    this.#path = path
    this.#zip = zip
  }

  /** Writes a whole workbook; it appears under its name only when it is complete. */
  static async write(path: string, content: (file: XlsxFile) => Promise<void>): Promise<void> {
    const unfinished = `${path}.part`
    const file = new XlsxFile(unfinished, await ZipFile.create(unfinished))
    try {
      await file.#open()
      await content(file)
      await file.#close()
      await rename(unfinished, path)
    } catch (error) {
      await file.#abandon()
      throw error
    }
  }

  /** Adds a sheet after those already written. Its rows are asked for one by one. */
  async sheet(layout: SheetLayout, rows: Iterable<Row>): Promise<void> {
    let count = 0
    const pieces = sheetXml(layout, rows, this.#styles, (ended) => {
      count = ended
    })
    await this.#zip.entry(`xl/worksheets/sheet${this.#sheets.length + 1}.xml`, pieces)
    this.#sheets.push({ layout, rows: count })
  }

  async #open(): Promise<void> {
    await this.#zip.entry('_rels/.rels', [relationships([['officeDocument', 'xl/workbook.xml']])])
  }

  async #close(): Promise<void> {
    const sheets = this.#sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`])
    await this.#zip.entry('xl/styles.xml', [this.#styles.xml()])
    await this.#zip.entry('xl/workbook.xml', [workbookXml(this.#sheets)])
    await this.#zip.entry('xl/_rels/workbook.xml.rels', [relationships([...sheets, ['styles', 'styles.xml']])])
    await this.#zip.entry('[Content_Types].xml', [contentTypes(this.#sheets.length)])
    await this.#zip.close()
  }

  async #abandon(): Promise<void> {
    await this.#zip.abandon()
    await rm(this.#path, { force: true })
  }
}

function relationships(targets: readonly (readonly [kind: string, target: string])[]): string {
  const list = targets.map(([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`
}

function workbookXml(sheets: readonly WrittenSheet[]): string {
  const list = sheets.map(({ layout }, index) => `<sheet name="${xmlText(layout.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  const names = sheets.flatMap(definedNames)
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews>` +
    `<sheets>${list.join('')}</sheets>${names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''}<calcPr calcId="191029"/></workbook>`
  )
}

function definedNames({ layout, rows }: WrittenSheet, index: number): string[] {
  const sheet = sheetReference(layout.name)
  const name = (kind: string, range: string, more = '') =>
    `<definedName name="_xlnm.${kind}" localSheetId="${index}"${more}>${xmlText(sheet + range)}</definedName>`
  const { filter, printedColumns, repeatedRows, widths } = layout
  const printed =
    printedColumns !== undefined && printedColumns < widths.length
      ? `$A$1:$${columnName(printedColumns - 1)}$${Math.max(1, rows)}`
      : undefined
  return [
    ...(filter ? [name('_FilterDatabase', filterRange(filter, rows, true), ' hidden="1"')] : []),
    ...(printed ? [name('Print_Area', printed)] : []),
    ...(repeatedRows ? [name('Print_Titles', `$${repeatedRows.from}:$${repeatedRows.to}`)] : []),
  ]
}

function contentTypes(sheets: number): string {
  const override = (part: string, kind: string) => `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${kind}+xml"/>`
  const list = Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet'))
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${list.join('')}</Types>`
  )
}
