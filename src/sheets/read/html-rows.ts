import { Parser } from 'htmlparser2'
import { cellTooLong } from './cell-values.ts'
import { noList } from './file-kind.ts'
import { GatheredRows, mergedWhile, rowsWhile, type SheetCollector } from './gathered-rows.ts'
import type { Limits } from './limits.ts'
import { markedUpText } from './marked-up-text.ts'
import { Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'

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
      yield* rowsWhile(parsed(path, limits, rows), rows)
    },
    mergedCells() {
      const rows = new TableRows(limits)
      return mergedWhile(parsed(path, limits, rows), rows)
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

class TableRows implements Tags, SheetCollector {
  readonly gathered: GatheredRows
  readonly #limits: Limits
  #isInRow = false
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
    this.gathered = new GatheredRows(limits)
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
    this.gathered.begin(this.gathered.row + 1)
    this.#isInRow = true
    this.#column = 0
  }

  #endRow(): void {
    this.#endCell()
    if (!this.#isInRow) return
    this.gathered.end()
    this.#isInRow = false
    this.#spans = this.#spans.map((rows) => Math.max(0, rows - 1))
  }

  #beginCell({ colspan, rowspan }: Readonly<Record<string, string>>): void {
    this.#endCell()
    if (!this.#isInRow) this.#beginRow()
    while ((this.#spans[this.#column] ?? 0) > 0) this.#column++
    this.#across = spanned(colspan, MOST_COLUMNS_SPANNED)
    const down = spanned(rowspan, MOST_ROWS_SPANNED)
    const last = Math.min(this.#column + this.#across, this.#limits.columns)
    if (down > 1) for (let column = this.#column; column < last; column++) this.#spans[column] = down
    this.gathered.merge(this.#column, down, this.#across)
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
    if (this.#isInRow) this.gathered.put(this.#column, text)
    this.#column += this.#across
  }
}

function spanned(value: string | undefined, most: number): number {
  return Math.min(most, Math.max(1, Number.parseInt(value ?? '1', 10) || 1))
}

function unsound(reason: string): Unreadable {
  return new Unreadable('workbook_must_be_a_workbook', { reason })
}
