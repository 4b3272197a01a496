/// <reference path="./exceljs-writer.d.ts" />
import { PassThrough } from 'node:stream'
import StreamedWorkbook from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import { sheetReference } from './cell.ts'
import { ExcelSheet } from './excel-sheet.ts'
import type { SheetLayout } from './sheet-layout.ts'
import { excelFont, excelStyle, type Style } from './style.ts'
import type { ZipFile } from './zip-file.ts'

/** No clock is asked: the same sheets give the same bytes. */
const CREATED = new Date(Date.UTC(2000, 0, 1))
const CREATOR = '权衡 Quanheng'
const WINDOW = { x: 0, y: 0, width: 28_800, height: 15_000 }

type StyleModel = ReturnType<typeof excelStyle>

/**
 * The streaming writer of exceljs with what it lacks: packing that is the same on every machine, text that is marked as text, names
 * of the workbook for sheets with quotes in their names, and a first font of our own, in whose digits widths of columns are counted.
 * Rows go through it to the zip as they come; the texts of cells, each once, wait in memory until the end.
 */
export class ExcelWorkbook extends StreamedWorkbook {
  readonly #zip: ZipFile
  readonly #styles = { plain: new Map<Style, StyleModel>(), quoted: new Map<Style, StyleModel>() }
  readonly #names: object[] = []

  constructor(zip: ZipFile) {
    // Its own packer asks the clock and zlib: what it is given to begin with goes nowhere, and is given to ours again below.
    super({ created: CREATED, creator: CREATOR, useStyles: true, useSharedStrings: true, zip: { store: true }, stream: new PassThrough() })
    this.#zip = zip
    this.zip = { append: (content, { name }) => this._openStream(name).end(content) }
    this.addThemes()
    this.addOfficeRels()
    this.views = [WINDOW]
    this._definedNames = { model: this.#names }
    this.styles._addFont(excelFont())
    const { style } = this.styles.map
    const toXml = style.toXml.bind(style)
    style.toXml = (xf) => (xf.alignment && 'quoted' in xf.alignment ? toXml(xf).replace('<xf ', '<xf quotePrefix="1" ') : toXml(xf))
  }

  addSheet(layout: SheetLayout): ExcelSheet {
    const sheet = new ExcelSheet(this, layout)
    this._worksheets[sheet.id] = sheet
    return sheet
  }

  /** The style as the library knows it; `quoted` marks text that must stay text when somebody edits the cell. */
  styleOf(style: Style, quoted: boolean): StyleModel {
    const known = this.#styles[quoted ? 'quoted' : 'plain']
    let model = known.get(style)
    if (!model) {
      model = excelStyle(style)
      if (quoted) Object.assign(model.alignment ?? {}, { quoted })
      known.set(style, model)
    }
    return model
  }

  /** A name of the workbook for a range of the sheet, as printing and its titles need. */
  name(kind: 'Print_Area' | 'Print_Titles', sheet: ExcelSheet, range: string): void {
    this.#names.push({ name: `_xlnm.${kind}`, localSheetId: sheet.id - 1, ranges: [sheetReference(sheet.name) + range] })
  }

  override _openStream(path: string) {
    const entry = this.#zip.begin(path.replace(/^\//, ''))
    const write = (text: string | { toBuffer(): Buffer }) => entry.write(typeof text === 'string' ? text : text.toBuffer().toString())
    return {
      write,
      end(text: string = '') {
        write(text)
        entry.end()
      },
      pause() {},
    }
  }

  override async _finalize(): Promise<void> {
    await this.#zip.close()
  }
}
