import { ERRORS, type RandomCell, type RandomSheet, type RandomWorkbook, STYLES } from './random-workbook.ts'
import { double, u32 } from './raw-xls.ts'
import { binaryRecord, binaryStyles, rowHeader, wide, xlsbParts } from './raw-xlsb.ts'
import { packedNumber } from './write-random-xls.ts'

/** Kinds of cells; those behind the column of the cell before them are 11 further on, from `blank` to `shared`. */
const CELL = {
  blank: 1,
  packed: 2,
  error: 3,
  truth: 4,
  number: 5,
  text: 6,
  shared: 7,
  formulaText: 8,
  formulaNumber: 9,
  formulaTruth: 10,
  formulaError: 11,
  rich: 62,
} as const
const SHORT = 11

/** The parts of the workbook as .xlsb, written by hand. */
export function randomXlsbParts(workbook: RandomWorkbook): Record<string, string | Buffer> {
  const shared: Buffer[] = []
  const sheets = workbook.sheets.map((sheet) => [sheet.name, sheet.hidden, sheetRecords(sheet, shared)] as const)
  const strings = Buffer.concat([binaryRecord(159, u32(shared.length, shared.length)), ...shared, binaryRecord(160)])
  return xlsbParts(sheets, { 'xl/styles.bin': binaryStyles(STYLES), 'xl/sharedStrings.bin': strings }, workbook.is1904)
}

function sheetRecords(sheet: RandomSheet, shared: Buffer[]): Buffer {
  const rows = [...sheet.rows].flatMap(([row, cells]) => {
    let last = -2
    const records = [...cells].map(([column, cell]) => {
      const [kind, value] = written(cell, shared)
      const isShort = column === last + 1 && cell.way > 3 && kind <= CELL.shared
      last = column
      const style = u32(cell.style)
      return isShort ? binaryRecord(kind + SHORT, style, value) : binaryRecord(kind, u32(column), style, value)
    })
    return [rowHeader(row + 1), ...records]
  })
  const merged = sheet.merged.map((range) => binaryRecord(176, u32(...range)))
  return Buffer.concat([binaryRecord(145), ...rows, binaryRecord(146), binaryRecord(177, u32(merged.length)), ...merged, binaryRecord(178)])
}

function written({ value, isFormula, way }: RandomCell, shared: Buffer[]): readonly [kind: number, value: Buffer] {
  const behind = isFormula ? Buffer.alloc(10) : Buffer.alloc(0)
  if (!value) return [CELL.blank, Buffer.alloc(0)]
  switch (value.kind) {
    case 'number': {
      const packed = !isFormula && way > 1 ? packedNumber(value.number, way) : undefined
      return packed ? [CELL.packed, packed] : [isFormula ? CELL.formulaNumber : CELL.number, Buffer.concat([double(value.number), behind])]
    }
    case 'truth':
      return [isFormula ? CELL.formulaTruth : CELL.truth, Buffer.concat([Buffer.of(value.truth ? 1 : 0), behind])]
    case 'error':
      return [isFormula ? CELL.formulaError : CELL.error, Buffer.concat([Buffer.of(ERRORS[value.error]), behind])]
    case 'text': {
      if (isFormula) return [CELL.formulaText, Buffer.concat([wide(value.text), behind])]
      const fonts = value.fonts > 0 ? Buffer.concat([u32(value.fonts), Buffer.alloc(4 * value.fonts)]) : Buffer.alloc(0)
      const rich = Buffer.concat([Buffer.of(value.fonts > 0 ? 1 : 0), wide(value.text), fonts])
      if (way < 2) return value.fonts > 0 ? [CELL.rich, rich] : [CELL.text, wide(value.text)]
      return [CELL.shared, u32(shared.push(binaryRecord(19, rich)) - 1)]
    }
  }
}
