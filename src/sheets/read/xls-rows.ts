import { packed, truthOrError } from './binary-cells.ts'
import type { Limits } from './limits.ts'
import { type MergedCells, MOST_MERGED } from './merged-cells.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import { recordsFrom, unsound, wholeAt, XlsReader } from './xls-records.ts'
import type { XlsSheet, XlsWorkbook } from './xls-workbook.ts'
import { numberText } from './xlsx-numbers.ts'

const ID = {
  FORMULA: 0x06,
  MULRK: 0xbd,
  RSTRING: 0xd6,
  MERGEDCELLS: 0xe5,
  LABELSST: 0xfd,
  NUMBER: 0x203,
  LABEL: 0x204,
  BOOLERR: 0x205,
  STRING: 0x207,
  RK: 0x27e,
} as const
/** The values of a formula that are no numbers, by the first byte of the result. */
const TEXT = 0
const TRUTH = 1
const ERROR = 2
const ROWS_A_BLOCK = 2_000

/** The rows of a worksheet of an old workbook that hold anything, in their order, as text that is the same as an xlsx file of the same cells gives. Throws Unreadable. */
export async function* xlsRows(workbook: XlsWorkbook, sheet: XlsSheet, limits: Limits): AsyncGenerator<RowBlock> {
  const lines = [...new SheetCells(workbook, limits).read(sheet.start)].sort(([a], [b]) => a - b)
  for (let at = 0; at < lines.length; at += ROWS_A_BLOCK) {
    const block = lines.slice(at, at + ROWS_A_BLOCK)
    yield { cells: block.map(([, cells]) => cells), rows: block.map(([row]) => row) }
  }
}

/** The merged cells of a worksheet of an old workbook. Throws Unreadable. */
export async function xlsMergedCells({ stream }: XlsWorkbook, { start }: XlsSheet): Promise<readonly MergedCells[]> {
  const found: MergedCells[] = []
  for (const { id, data } of recordsFrom(stream, start)) {
    if (id !== ID.MERGEDCELLS || data.length < 2) continue
    for (let at = 2; at + 8 <= data.length && found.length < MOST_MERGED; at += 8) {
      const [firstRow = 0, lastRow = 0, firstColumn = 0, lastColumn = 0] = [0, 2, 4, 6].map((each) => data.readUInt16LE(at + each))
      if (firstRow > lastRow || firstColumn > lastColumn) continue
      found.push({ firstRow: firstRow + 1, lastRow: lastRow + 1, firstColumn, lastColumn })
    }
  }
  return found
}

class SheetCells {
  readonly #workbook: XlsWorkbook
  readonly #limits: Limits
  readonly #lines = new Map<number, string[]>()

  constructor(workbook: XlsWorkbook, limits: Limits) {
    this.#workbook = workbook
    this.#limits = limits
  }

  read(start: number): ReadonlyMap<number, string[]> {
    const { stream, shared, decode } = this.#workbook
    /** The formula whose text stands in a record behind it. */
    let waiting: Buffer | undefined
    for (const { id, data, blocks } of recordsFrom(stream, start)) {
      if (id === ID.STRING) {
        if (waiting) this.#put(waiting, new XlsReader(blocks, 0, decode).text(2))
        waiting = undefined
      } else if (id === ID.LABELSST) {
        const text = shared[wholeAt(data, 6, 4)]
        if (text === undefined) throw unsound('shared string')
        this.#put(data, text)
      } else if (id === ID.LABEL || id === ID.RSTRING) this.#put(data, new XlsReader(blocks, 6, decode).text(2))
      else if (id === ID.NUMBER) this.#putNumber(data, doubleAt(data, 6), wholeAt(data, 4, 2))
      else if (id === ID.RK) this.#putNumber(data, packed(wholeAt(data, 6, 4)), wholeAt(data, 4, 2))
      else if (id === ID.MULRK) {
        for (let at = 4, column = wholeAt(data, 2, 2); at + 6 < data.length; at += 6, column++) {
          this.#putNumber(data, packed(wholeAt(data, at + 2, 4)), wholeAt(data, at, 2), column)
        }
      } else if (id === ID.BOOLERR) this.#put(data, truthOrError(wholeAt(data, 6, 1), wholeAt(data, 7, 1) === 1))
      else if (id === ID.FORMULA) waiting = this.#readFormula(data)
    }
    return this.#lines
  }

  /** Answers the cell when its text is still to come. */
  #readFormula(data: Buffer): Buffer | undefined {
    if (wholeAt(data, 12, 2) !== 0xffff) this.#putNumber(data, doubleAt(data, 6), wholeAt(data, 4, 2))
    else if (data[6] === TEXT) return data
    else if (data[6] === TRUTH || data[6] === ERROR) this.#put(data, truthOrError(data[8] ?? 0, data[6] === ERROR))
    return undefined
  }

  #putNumber(data: Buffer, value: number, style: number, column?: number): void {
    const { styles, is1904 } = this.#workbook
    this.#put(data, numberText(String(value), styles[style] ?? 'number', is1904), column)
  }

  #put(data: Buffer, text: string, column = wholeAt(data, 2, 2)): void {
    if (text === '') return
    const row = wholeAt(data, 0, 2) + 1
    if (row > this.#limits.rows) throw new Unreadable('table_must_not_have_too_many_rows', { limit: String(this.#limits.rows) })
    if (column >= this.#limits.columns) {
      throw new Unreadable('table_must_not_have_too_many_columns', { limit: String(this.#limits.columns) }, row)
    }
    const line = this.#lines.get(row) ?? []
    this.#lines.set(row, line)
    while (line.length < column) line.push('')
    line[column] = text
  }
}

function doubleAt(data: Buffer, at: number): number {
  if (at + 8 > data.length) throw unsound('record')
  return data.readDoubleLE(at)
}
