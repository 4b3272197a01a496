import { FORMULA_WITHOUT_VALUE } from './cell-values.ts'
import { GatheredRows, rowsWhile, type SheetCollector } from './gathered-rows.ts'
import type { Limits } from './limits.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import { columnOf } from './xlsx-cells.ts'
import { numberText } from './xlsx-numbers.ts'
import { XlsxParts } from './xlsx-parts.ts'
import { readStyles, type Shown } from './xlsx-styles.ts'
import { readSharedStrings, unescaped, type Workbook, type Worksheet } from './xlsx-workbook.ts'
import { parsedXml, type XmlHandlers } from './xlsx-xml.ts'

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
    yield* rowsWhile(parsedXml(parts.text(sheet.part), rows), rows)
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
class SheetRows implements XmlHandlers, SheetCollector {
  readonly gathered: GatheredRows
  readonly #shared: readonly string[]
  readonly #styles: readonly Shown[]
  readonly #is1904: boolean
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
    this.gathered = new GatheredRows(limits)
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
    else if (tag === 'c') this.gathered.put(this.#column, this.#cellText())
    else if (tag === 'row') this.gathered.end()
  }

  #beginRow(number: string | undefined): void {
    const row = number === undefined ? this.gathered.row + 1 : Number(number)
    if (!Number.isSafeInteger(row) || row < 1) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'row number' })
    this.gathered.begin(row)
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

  #cellText(): string {
    if (this.#hasFormula && (!this.#hasValue || (this.#value === '' && this.#type !== 'str'))) return FORMULA_WITHOUT_VALUE
    switch (this.#type) {
      case 'inlineStr':
        return unescaped(this.#inline)
      case 'str':
        return unescaped(this.#value)
      case 's': {
        const text = this.#value === '' ? '' : this.#shared[Number(this.#value)]
        if (text === undefined) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'shared string' }, this.gathered.row)
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
