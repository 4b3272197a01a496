import { type RandomCell, type RandomSheet, type RandomWorkbook, STYLES } from './random-workbook.ts'
import { odsCell, odsParts, odsRow, odsSheet } from './raw-ods.ts'

/** Text of XML, which cannot carry control characters. */
const markedUp = (text: string): string => text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`)
/** The formats of STYLES that show a day, and per cent. */
const DAYS = new Set([14, 31, 164])
const PERCENTS = new Set([10, 166])

/** The same workbook, of which an OpenDocument spreadsheet can say everything: no control characters, and one range of merged cells at a cell. */
export function withoutControls(workbook: RandomWorkbook): RandomWorkbook {
  const plain = (cell: RandomCell): RandomCell =>
    cell.value?.kind === 'text'
      ? { ...cell, value: { ...cell.value, text: cell.value.text.replace(/[\u0000-\u0009\u000b-\u001f]/g, '') } }
      : cell
  return {
    ...workbook,
    sheets: workbook.sheets.map((sheet) => ({
      ...sheet,
      rows: new Map([...sheet.rows].map(([row, cells]) => [row, new Map([...cells].map(([column, cell]) => [column, plain(cell)]))])),
      merged: [
        ...new Map(sheet.merged.filter(([a, b, c, d]) => a < b || c < d).map((range) => [`${range[0]}:${range[2]}`, range])).values(),
      ],
    })),
  }
}

/** The parts of the workbook as .ods, written by hand. */
export function randomOdsParts(workbook: RandomWorkbook): Record<string, string> {
  const sheets = workbook.sheets.map((sheet) =>
    odsSheet(markedUp(sheet.name), sheetRows(sheet, workbook.is1904), sheet.hidden === 0 ? 'shown' : 'away'),
  )
  return odsParts(
    sheets.join(''),
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>',
  )
}

function sheetRows(sheet: RandomSheet, is1904: boolean): string {
  const rows: string[] = []
  let next = 0
  for (const row of [...new Set([...sheet.rows.keys(), ...sheet.merged.map(([first]) => first)])].sort((a, b) => a - b)) {
    if (row > next)
      rows.push(odsRow(['<table:table-cell table:number-columns-repeated="16384"/>'], ` table:number-rows-repeated="${row - next}"`))
    rows.push(odsRow(rowCells(sheet, row, is1904)))
    next = row + 1
  }
  return rows.join('')
}

function rowCells(sheet: RandomSheet, row: number, is1904: boolean): string[] {
  const cells = sheet.rows.get(row) ?? new Map<number, RandomCell>()
  const merged = sheet.merged.filter(([first]) => first === row)
  const written: string[] = []
  let next = 0
  for (const column of [...new Set([...cells.keys(), ...merged.map(([, , first]) => first)])].sort((a, b) => a - b)) {
    if (column > next) written.push(`<table:covered-table-cell table:number-columns-repeated="${column - next}"/>`)
    const [, last = row, , right = column] = merged.find(([, , first]) => first === column) ?? []
    const spans =
      last > row || right > column
        ? ` table:number-rows-spanned="${last - row + 1}" table:number-columns-spanned="${right - column + 1}"`
        : ''
    written.push(cellTag(cells.get(column), spans, is1904))
    next = column + 1
  }
  return written
}

function cellTag(cell: RandomCell | undefined, spans: string, is1904: boolean): string {
  const { value, isFormula, style, way } = cell ?? { value: undefined, isFormula: false, style: 0, way: 0 }
  const tag = (attributes: string, shown: string): string =>
    odsCell(`${isFormula ? 'table:formula="of:=[.A1]" ' : ''}${attributes}${spans}`, shown)
  if (!value) return odsCell(spans)
  switch (value.kind) {
    case 'truth':
      return tag(`office:value-type="boolean" office:boolean-value="${value.truth}"`, value.truth ? '是' : '否')
    case 'error':
      return tag('office:value-type="string" office:string-value="" calcext:value-type="error"', value.error)
    case 'number': {
      const [id] = STYLES[style] ?? [0]
      const day = DAYS.has(id) ? dayOfSerial(value.number, is1904) : undefined
      if (day !== undefined) return tag(`office:value-type="date" office:date-value="${day}${way > 2 ? 'T10:00:00' : ''}"`, 'a day')
      // What a sheet shows of a number is rounded, to 15 digits before anything else.
      const rounded = value.number < 5e-21 ? 0 : Number(value.number.toPrecision(15))
      const isPadded = id === 165 && value.number >= 0 && value.number < 1e15 && Number.isInteger(rounded)
      const type = PERCENTS.has(id) ? 'percentage' : way > 2 ? 'currency' : 'float'
      return tag(
        `office:value-type="${type}" office:value="${value.number}"`,
        isPadded ? String(Math.round(rounded)).padStart(5, '0') : 'a number',
      )
    }
    case 'text': {
      const lines = value.text.split('\n').map((line) => paragraph(line, value.fonts > 0, way > 2))
      const attributes = isFormula && value.text === '' ? '' : 'office:value-type="string"'
      return odsCell(`${isFormula ? 'table:formula="of:=[.A1]" ' : ''}${attributes}${spans}`).replace('></', `>${lines.join('')}</`)
    }
  }
}

function paragraph(line: string, hasFonts: boolean, asTags: boolean): string {
  const text = markedUp(line)
  const spaced = asTags ? text.replace(/ +/g, (spaces) => `<text:s text:c="${spaces.length}"/>`) : text
  return `<text:p>${hasFonts ? `<text:span>${spaced}</text:span>` : spaced}</text:p>`
}

/** The day that Excel shows for a number; undefined where it shows none. */
function dayOfSerial(serial: number, is1904: boolean): string | undefined {
  const whole = Math.floor(serial) + (is1904 ? 1462 : 0)
  if (whole < 1 || whole > 2_958_465 || whole === 60) return undefined
  return new Date(Date.UTC(1900, 0, whole < 60 ? whole : whole - 1)).toISOString().slice(0, 10)
}
