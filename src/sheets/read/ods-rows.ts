import { cellTooLong } from './cell-values.ts'
import { GatheredRows, type SheetCollector } from './gathered-rows.ts'
import type { Limits } from './limits.ts'
import { odsCellText } from './ods-cell.ts'
import { Unreadable } from './row-block.ts'
import type { XmlHandlers } from './xlsx-xml.ts'

type Attributes = Readonly<Record<string, string>>

/** How deep a sheet stands: office:document-content, office:body, office:spreadsheet, table:table. */
export const SHEET_DEPTH = 4
/** What rows may stand in. */
const GROUPS = new Set(['table-rows', 'table-header-rows', 'table-row-group'])
const CELLS = new Set(['table-cell', 'covered-table-cell'])
/** What stands within a text and is none of it. */
const NOTES = new Set(['annotation', 'note', 'ruby-text', 'frame'])
/** Rows of a sheet, as spreadsheets have them. */
const MOST_ROWS = 1_048_576

/**
 * Gathers the rows of one sheet of an OpenDocument spreadsheet. One row or cell may stand for many: a million blank rows at the end as for
 * two that are alike. What such copies come to counts as unpacked, so that some bytes are not read for hours.
 */
export class OdsRows implements XmlHandlers, SheetCollector {
  readonly gathered: GatheredRows
  isOver = false
  readonly #wanted: number
  readonly #limits: Limits
  #sheet = -1
  #depth = 0
  /** The depth at which each began that the parser is in; 0 where it is in none. */
  #inSheet = 0
  #inRow = 0
  #inCell = 0
  #inText = 0
  #inOther = 0
  #row = 0
  #rowCount = 1
  #column = 0
  #cell: Attributes = {}
  #texts: string[] = []
  #length = 0
  #copied = 0

  /** Of the sheet at a position, from 0. */
  constructor(wanted: number, limits: Limits) {
    this.#wanted = wanted
    this.#limits = limits
    this.gathered = new GatheredRows({ ...limits, rows: Math.min(limits.rows, MOST_ROWS) })
  }

  open(tag: string, attributes: Attributes): void {
    this.#depth++
    if (this.#depth === SHEET_DEPTH && tag === 'table' && ++this.#sheet === this.#wanted) this.#inSheet = this.#depth
    else if (this.#inSheet === 0 || this.#inOther > 0) return
    else if (this.#inText > 0) this.#openInText(tag, attributes)
    else if (this.#inCell > 0) {
      // Notes, pictures and shapes of a cell have texts of their own.
      if (tag === 'p') this.#beginText()
      else this.#inOther = this.#depth
    } else if (this.#inRow > 0) {
      if (CELLS.has(tag)) this.#beginCell(attributes)
      else this.#inOther = this.#depth
    } else if (tag === 'table-row') this.#beginRow(attributes)
    else if (!GROUPS.has(tag)) this.#inOther = this.#depth
  }

  text(text: string): void {
    // Spaces are as they stand, line breaks of the XML are none of the text.
    if (this.#inText > 0 && this.#inOther === 0) this.#add(text.replace(/ *[\n\r\t][\n\r\t ]*/g, ' '), text.length)
  }

  close(): void {
    const depth = this.#depth--
    if (this.#inOther > 0) {
      if (depth === this.#inOther) this.#inOther = 0
    } else if (depth === this.#inText) this.#inText = 0
    else if (depth === this.#inCell) this.#endCell()
    else if (depth === this.#inRow) this.#endRow()
    else if (depth === this.#inSheet) {
      this.#inSheet = 0
      this.isOver = true
    }
  }

  #beginRow(attributes: Attributes): void {
    this.#inRow = this.#depth
    this.#row++
    this.#rowCount = countOf(attributes['table:number-rows-repeated'])
    this.#column = 0
  }

  #endRow(): void {
    this.#inRow = 0
    const { gathered } = this
    if (gathered.row === this.#row) {
      const { line } = gathered
      this.#count((this.#rowCount - 1) * (line.length + line.reduce((sum, { length }) => sum + length, 0)))
      gathered.end(this.#rowCount)
    }
    this.#row += this.#rowCount - 1
  }

  #beginCell(attributes: Attributes): void {
    this.#inCell = this.#depth
    this.#cell = attributes
    this.#texts = []
    this.#length = 0
    const down = countOf(attributes['table:number-rows-spanned'])
    const across = countOf(attributes['table:number-columns-spanned'])
    if (down > 1 || across > 1) {
      this.#reachRow()
      this.gathered.merge(this.#column, down, across)
    }
  }

  #endCell(): void {
    this.#inCell = 0
    const isLong = this.#length > this.#longest
    const text = isLong ? cellTooLong(this.#length) : odsCellText(this.#cell, this.#texts)
    const count = countOf(this.#cell['table:number-columns-repeated'])
    if (text !== '') {
      this.#reachRow()
      for (let at = 0; at < count; at++) this.gathered.put(this.#column + at, text)
    }
    this.#column += count
  }

  /** Blank rows, of which a sheet may have a million, are none that the limit speaks of. */
  #reachRow(): void {
    if (this.gathered.row !== this.#row) this.gathered.begin(this.#row)
  }

  #beginText(): void {
    this.#inText = this.#depth
    this.#texts.push('')
    this.#length++
  }

  #openInText(tag: string, attributes: Attributes): void {
    if (NOTES.has(tag)) this.#inOther = this.#depth
    else if (tag === 's') {
      const count = countOf(attributes['text:c'])
      this.#add(' '.repeat(Math.min(count, this.#longest)), count)
    } else if (tag === 'tab') this.#add('\t', 1)
    else if (tag === 'line-break') this.#add('\n', 1)
  }

  /** What is longer than any cell is counted and not kept. */
  #add(text: string, length: number): void {
    this.#length += length
    if (this.#length <= this.#longest) this.#texts.push((this.#texts.pop() ?? '') + text)
  }

  get #longest(): number {
    return 4 * this.#limits.cellLength
  }

  #count(copied: number): void {
    this.#copied += copied
    const { unpackedBytes } = this.#limits
    if (this.#copied > unpackedBytes) throw new Unreadable('file_must_not_unpack_beyond_limit', { limit: String(unpackedBytes) })
  }
}

/** How many rows, columns or spaces one stands for. */
function countOf(value: string | undefined): number {
  const count = Number(value ?? '1')
  return Number.isSafeInteger(count) && count > 0 ? Math.min(count, 2 ** 31) : 1
}
