/** What our writer leans on inside of exceljs 4.4.0 that its own types leave out. */
declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import type { Style } from 'exceljs'
  import type WorksheetWriter from 'exceljs/lib/stream/xlsx/worksheet-writer.js'

  interface StyleXform {
    toXml(xf: { readonly alignment?: object }): string
  }

  class WorkbookWriter {
    constructor(options: {
      created: Date
      creator: string
      useStyles: boolean
      useSharedStrings: boolean
      zip: { store: true }
      stream: NodeJS.WritableStream
    })
    readonly nextId: number
    readonly styles: { readonly map: { readonly style: StyleXform }; _addFont(font: Style['font']): number }
    views: object[]
    zip: { append(content: string, entry: { readonly name: string }): void }
    _worksheets: WorksheetWriter[]
    _definedNames: { readonly model: object[] }
    addThemes(): Promise<void>
    addOfficeRels(): Promise<void>
    commit(): Promise<unknown>
    _openStream(path: string): object
    _finalize(): Promise<unknown>
  }

  export = WorkbookWriter
}

declare module 'exceljs/lib/stream/xlsx/worksheet-writer.js' {
  import type { AddWorksheetOptions, Row } from 'exceljs'
  import type WorkbookWriter from 'exceljs/lib/stream/xlsx/workbook-writer.js'

  class WorksheetWriter {
    constructor(options: Partial<AddWorksheetOptions> & { id: number; name: string; workbook: WorkbookWriter; useSharedStrings: boolean })
    columns: { width: number }[]
    autoFilter: string
    readonly rowBreaks: object[]
    readonly _merges: string[]
    readonly id: number
    readonly name: string
    getRow(number: number): Row
    commit(): void
    _write(xml: string): void
    _writePageMargins(): void
    _writeCloseWorksheet(): void
  }

  export = WorksheetWriter
}
