import { Parser } from 'htmlparser2'
import { cellTooLong } from './cell-values.ts'
import { noList } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { markedUpText } from './marked-up-text.ts'
import { type MergedCells, MOST_MERGED } from './merged-cells.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'

const ROWS_A_BLOCK = 2_000
/** Characters between two tags, or inside of one, at most. */
const MOST_BETWEEN_TAGS = 16 * 1024 * 1024
const DEEPEST = 500
/** What the HTML standard stops at. */
const MOST_COLUMNS_SPANNED = 1_000
const MOST_ROWS_SPANNED = 65_534

/**
 * The one sheet of a web page: many a program writes its exports as a page and calls it .xls. The rows of its tables stand one after the other, as
 * a spreadsheet shows them; those of a table inside a cell stand for that cell. Throws Unreadable for a page without a table.
 */
export async function sheetOfHtml(path: string, limits: Limits): Promise<SheetSource> {
  if (!(await hasTable(path, limits))) throw noList('web_page')
  return {
    name: undefined,
    hidden: false,
    async *rows() {
      const rows = new TableRows(limits)
      for await (const _ of parsed(path, limits, rows)) if (rows.cells.length >= ROWS_A_BLOCK) yield rows.taken()
      if (rows.cells.length > 0) yield rows.taken()
    },
    async mergedCells() {
      const rows = new TableRows(limits)
      for await (const _ of parsed(path, limits, rows)) rows.taken()
      return rows.merged
    },
  }
}

interface Tags {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

async function hasTable(path: string, limits: Limits): Promise<boolean> {
  let found = false
  const open = (name: string): void => {
    found ||= name === 'table' || name === 'tr'
  }
  for await (const _ of parsed(path, limits, { open })) if (found) return true
  return found
}

/** Hands the tags of a page on as its text arrives; yields after each piece. */
async function* parsed(path: string, limits: Limits, tags: Tags): AsyncGenerator<void> {
  let depth = 0
  let sinceTag = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      sinceTag = 0
      if (++depth > DEEPEST) throw unsound('tags nested too deeply')
      tags.open(name, attributes)
    },
    ontext(text) {
      tags.text?.(text)
    },
    onclosetag(name) {
      sinceTag = 0
      depth--
      tags.close?.(name)
    },
  })
  for await (const piece of markedUpText(path, limits)) {
    sinceTag += piece.length
    if (sinceTag > MOST_BETWEEN_TAGS) throw unsound('text too long')
    parser.write(piece)
    yield
  }
  parser.end()
  yield
}

const isCell = (name: string): boolean => name === 'td' || name === 'th'
const SILENT = new Set(['script', 'style', 'title'])
const BREAKS = new Set(['br', 'p', 'div', 'li'])

class TableRows implements Tags {
  cells: string[][] = []
  readonly merged: MergedCells[] = []
  #rows: number[] = []
  readonly #limits: Limits
  #row = 0
  /** Undefined between rows. */
  #line: string[] | undefined
  #column = 0
  /** By column for how many rows yet a cell from above reaches down, this row among them. */
  #spans: number[] = []
  /** Undefined between cells. */
  #text: string | undefined
  #length = 0
  #across = 1
  #silent = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  taken(): RowBlock {
    const block = { cells: this.cells, rows: this.#rows }
    this.cells = []
    this.#rows = []
    return block
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (SILENT.has(name)) this.#silent++
    else if (name === 'tr' || name === 'table') this.#endRow()
    else if (isCell(name)) this.#beginCell(attributes)
    else if (BREAKS.has(name) && this.#text) this.#add('\n')
    if (name === 'tr') this.#beginRow()
    if (name === 'table') this.#spans = []
  }

  text(text: string): void {
    if (this.#text !== undefined && this.#silent === 0) this.#add(text.replace(/\s+/g, ' '))
  }

  close(name: string): void {
    if (SILENT.has(name)) this.#silent--
    else if (isCell(name)) this.#endCell()
    else if (name === 'tr' || name === 'table') this.#endRow()
    if (name === 'table') this.#spans = []
  }

  #add(text: string): void {
    this.#length += text.length
    // What is longer than any cell is counted and not kept.
    if (this.#length <= 4 * this.#limits.cellLength) this.#text += text
  }

  #beginRow(): void {
    if (++this.#row > this.#limits.rows) throw new Unreadable('table_must_not_have_too_many_rows', { limit: String(this.#limits.rows) })
    this.#line = []
    this.#column = 0
  }

  #endRow(): void {
    this.#endCell()
    if (!this.#line) return
    if (this.#line.length > 0) {
      this.cells.push(this.#line)
      this.#rows.push(this.#row)
    }
    this.#line = undefined
    this.#spans = this.#spans.map((rows) => Math.max(0, rows - 1))
  }

  #beginCell({ colspan, rowspan }: Readonly<Record<string, string>>): void {
    this.#endCell()
    if (!this.#line) this.#beginRow()
    while ((this.#spans[this.#column] ?? 0) > 0) this.#column++
    this.#across = spanned(colspan, MOST_COLUMNS_SPANNED)
    const down = spanned(rowspan, MOST_ROWS_SPANNED)
    const last = Math.min(this.#column + this.#across, this.#limits.columns)
    if (down > 1) for (let column = this.#column; column < last; column++) this.#spans[column] = down
    if ((down > 1 || this.#across > 1) && this.merged.length < MOST_MERGED) {
      const firstRow = this.#row
      const firstColumn = this.#column
      this.merged.push({ firstRow, lastRow: firstRow + down - 1, firstColumn, lastColumn: firstColumn + this.#across - 1 })
    }
    this.#text = ''
    this.#length = 0
  }

  #endCell(): void {
    if (this.#text === undefined) return
    const isLong = this.#length > 4 * this.#limits.cellLength
    const text = isLong
      ? cellTooLong(this.#length)
      : this.#text
          .replace(/ *\n+ */g, '\n')
          .replace(/ +/g, ' ')
          .trim()
    this.#text = undefined
    const column = this.#column
    this.#column += this.#across
    if (text === '' || !this.#line) return
    if (column >= this.#limits.columns) {
      throw new Unreadable('table_must_not_have_too_many_columns', { limit: String(this.#limits.columns) }, this.#row)
    }
    while (this.#line.length < column) this.#line.push('')
    this.#line[column] = text
  }
}

function spanned(value: string | undefined, most: number): number {
  return Math.min(most, Math.max(1, Number.parseInt(value ?? '1', 10) || 1))
}

function unsound(reason: string): Unreadable {
  return new Unreadable('workbook_must_be_a_workbook', { reason })
}
