import { FORMULA_WITHOUT_VALUE } from './cell-values.ts'
import type { Limits } from './limits.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import { columnOf } from './xlsx-cells.ts'
import { numberText } from './xlsx-numbers.ts'
import { XlsxParts } from './xlsx-parts.ts'
import { readStyles, type Shown } from './xlsx-styles.ts'
import { readSharedStrings, unescaped, type Workbook, type Worksheet } from './xlsx-workbook.ts'
import { parsedXml, type XmlHandlers } from './xlsx-xml.ts'

const ROWS_A_BLOCK = 2_000

/**
 * The rows of a worksheet that hold anything, as text: numbers as a spreadsheet shows them, formulas as their cached values.
 * Streams the sheet; only the shared strings are held. Throws Unreadable.
 *
 * Our own reader on yauzl and saxes: exceljs's streaming reader takes the parts in the order of the archive, so that on Node 18
 * and later it loses sheet names or fails by chance (exceljs #2663, #3064), and it knows no limits.
 */
export async function* xlsxRows(workbook: Workbook, sheet: Worksheet, limits: Limits): AsyncGenerator<RowBlock> {
  const parts = await XlsxParts.open(workbook.source, limits)
  try {
    const shared = await sharedStrings(workbook, parts, limits)
    const styles = workbook.styles === undefined ? [] : await readStyles(parts, workbook.styles)
    const rows = new SheetRows(shared, styles, workbook.is1904, limits)
    for await (const _ of parsedXml(parts.text(sheet.part), rows)) {
      if (rows.cells.length >= ROWS_A_BLOCK) yield rows.taken()
    }
    if (rows.cells.length > 0) yield rows.taken()
  } finally {
    parts.close()
  }
}

/** The shared strings of workbooks that are still in use: each is read once, however many of its sheets are read and looked at. */
const SHARED = new WeakMap<Workbook, Promise<string[]>>()

function sharedStrings(workbook: Workbook, parts: XlsxParts, limits: Limits): Promise<string[]> {
  if (workbook.sharedStrings === undefined) return Promise.resolve([])
  const read = SHARED.get(workbook) ?? readSharedStrings(parts, workbook.sharedStrings, limits)
  SHARED.set(workbook, read)
  return read
}

/** Gathers the rows of a worksheet from its tags. */
class SheetRows implements XmlHandlers {
  cells: string[][] = []
  #rows: number[] = []
  readonly #shared: readonly string[]
  readonly #styles: readonly Shown[]
  readonly #is1904: boolean
  readonly #limits: Limits
  #row = 0
  #line: string[] = []
  #column = -1
  #type = 'n'
  #style: Shown = 'number'
  #value = ''
  #inline = ''
  #hasFormula = false
  #hasValue = false
  #inside: 'v' | 't' | undefined
  #phonetic = 0

  constructor(shared: readonly string[], styles: readonly Shown[], is1904: boolean, limits: Limits) {
    this.#shared = shared
    this.#styles = styles
    this.#is1904 = is1904
    this.#limits = limits
  }

  taken(): RowBlock {
    const block = { cells: this.cells, rows: this.#rows }
    this.cells = []
    this.#rows = []
    return block
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'row') this.#beginRow(attributes.r)
    else if (tag === 'c') this.#beginCell(attributes)
    else if (tag === 'v') {
      this.#inside = 'v'
      this.#hasValue = true
    } else if (tag === 't' && this.#phonetic === 0) this.#inside = 't'
    else if (tag === 'f') this.#hasFormula = true
    else if (tag === 'rPh') this.#phonetic++
  }

  text(text: string): void {
    if (this.#inside === 'v') this.#value += text
    else if (this.#inside === 't') this.#inline += text
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#inside = undefined
    else if (tag === 'rPh') this.#phonetic--
    else if (tag === 'c') this.#endCell()
    else if (tag === 'row' && this.#line.length > 0) {
      this.cells.push(this.#line)
      this.#rows.push(this.#row)
    }
  }

  #beginRow(number: string | undefined): void {
    this.#row = number === undefined ? this.#row + 1 : Number(number)
    if (!Number.isSafeInteger(this.#row) || this.#row < 1) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'row number' })
    if (this.#row > this.#limits.rows) throw new Unreadable('table_must_not_have_too_many_rows', { limit: String(this.#limits.rows) })
    this.#line = []
    this.#column = -1
  }

  #beginCell({ r, t = 'n', s }: Readonly<Record<string, string>>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r)
    this.#type = t
    this.#style = s === undefined ? 'number' : (this.#styles[Number(s)] ?? 'number')
    this.#value = ''
    this.#inline = ''
    this.#hasFormula = false
    this.#hasValue = false
  }

  #endCell(): void {
    const text = this.#cellText()
    if (text === '') return
    if (this.#column >= this.#limits.columns) {
      throw new Unreadable('table_must_not_have_too_many_columns', { limit: String(this.#limits.columns) }, this.#row)
    }
    while (this.#line.length < this.#column) this.#line.push('')
    this.#line[this.#column] = text
  }

  #cellText(): string {
    if (this.#hasFormula && (!this.#hasValue || (this.#value === '' && this.#type !== 'str'))) return FORMULA_WITHOUT_VALUE
    switch (this.#type) {
      case 'inlineStr':
        return unescaped(this.#inline)
      case 'str':
        return unescaped(this.#value)
      case 's': {
        const text = this.#value === '' ? '' : this.#shared[Number(this.#value)]
        if (text === undefined) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'shared string' }, this.#row)
        return text
      }
      case 'b':
        return this.#value === '' ? '' : this.#value === '0' ? 'FALSE' : 'TRUE'
      case 'n':
        return this.#value === '' ? '' : numberText(this.#value, this.#style, this.#is1904)
      default:
        return this.#value
    }
  }
}
