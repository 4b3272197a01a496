import { rename, rm } from 'node:fs/promises'
import type { Row } from './cell.ts'
import { ExcelWorkbook } from './excel-workbook.ts'
import type { SheetLayout } from './sheet-layout.ts'
import { ZipFile } from './zip-file.ts'

/** Rows between two looks at the disk. */
const ROWS = 64

/** An Excel workbook that is written sheet by sheet and row by row. The same sheets give the same bytes, on every machine: no clock is asked. */
export class XlsxFile {
  readonly #zip: ZipFile
  readonly #writer: ExcelWorkbook

  private constructor(zip: ZipFile) {
    this.#zip = zip
    this.#writer = new ExcelWorkbook(zip)
  }

  /** Writes a whole workbook; it appears under its name only when it is complete. */
  static async write(path: string, content: (file: XlsxFile) => Promise<void>): Promise<void> {
    const unfinished = `${path}.part`
    const zip = await ZipFile.create(unfinished)
    try {
      const file = new XlsxFile(zip)
      await content(file)
      await file.#writer.commit()
      await rename(unfinished, path)
    } catch (error) {
      await zip.abandon()
      await rm(unfinished, { force: true })
      throw error
    }
  }

  /** Adds a sheet after those already written. Its rows are asked for one by one. */
  async sheet(layout: SheetLayout, rows: Iterable<Row>): Promise<void> {
    const sheet = this.#writer.addSheet(layout)
    let count = 0
    for (const row of rows) {
      sheet.add(row)
      if (++count % ROWS === 0) await this.#zip.flush()
    }
    sheet.commit()
    await this.#zip.flush()
  }
}
