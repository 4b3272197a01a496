import type { Value } from '../../domain/dataset/tables.ts'

/**
 * Writes rows into a database file of SQLite's own format (https://www.sqlite.org/fileformat2.html), of which this is the part
 * that tables of texts and whole numbers without indexes need: leaf pages filled from their end, and one page above them.
 */

const PAGE = 65_536
const LEAF = 0x0d
const INTERIOR = 0x05
const LEAF_HEADER = 8
const INTERIOR_HEADER = 12
const FILE_HEADER = 100
/** A row beyond this would need overflow pages. */
const LARGEST_PAYLOAD = PAGE - 35
/** Why a row is not written: not into this page, or not into any. */
const NO_ROOM = -1
const NO_SUCH_VALUE = -2
/** What a page above the leaves takes of each at most: its number, the last row of it, and where both stand. */
const LEAF_ENTRY = 4 + 9 + 2

export interface FileTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: FileRows
}

/** Pages that were written to a file and can be filled again: thrown away, they would wait for the garbage collector by the hundred. */
export class SparePages {
  readonly #pages: Buffer[] = []

  take(): Buffer {
    return this.#pages.pop() ?? Buffer.allocUnsafe(PAGE)
  }

  give(rows: FileRows): void {
    for (const { page } of rows.pages) this.#pages.push(page)
  }
}

/** The rows of one table, written as they are added. */
export class FileRows {
  readonly pages: { readonly page: Buffer; readonly last: number }[] = []
  readonly #spare: SparePages
  #page: Buffer = Buffer.alloc(0)
  #cells = 0
  #end = 0
  #row = 0
  readonly #types: number[] = []

  constructor(spare = new SparePages()) {
    this.#spare = spare
  }

  /** The bytes of its pages. */
  get size(): number {
    return (this.pages.length + 1) * PAGE
  }

  /** Adds a row of one value a column; false when it does not fit into a page of such a file, and then it is not added. */
  add(values: readonly Value[]): boolean {
    let begin = this.#write(values)
    if (begin === NO_ROOM && (this.#page.length === 0 || this.#cells > 0)) {
      if (!this.#nextPage()) return false
      begin = this.#write(values)
    }
    if (begin < 0) return false
    this.#row++
    this.#end = begin
    this.#page.writeUInt16BE(begin, LEAF_HEADER + 2 * this.#cells++)
    return true
  }

  /**
   * Writes a row in front of those in the page, from its last byte to its first, since what stands before a value depends on it.
   * Answers where it begins, or why it cannot stand there; the page has it only once its begin is noted.
   */
  #write(values: readonly Value[]): number {
    const page = this.#page
    const types = this.#types
    const least = LEAF_HEADER + 2 * (this.#cells + 1)
    const end = this.#end
    let at = end
    let header = 1
    for (let index = values.length - 1; index >= 0; index--) {
      const value = values[index] ?? null
      let type = 0
      if (typeof value === 'string') {
        const bytes = textIn(page, value, at, least)
        if (bytes < 0) return NO_ROOM
        type = 13 + 2 * bytes
        at -= bytes
      } else if (value !== null) {
        type = numberType(value)
        if (type < 0) return NO_SUCH_VALUE
        const bytes = WIDTHS[type] as number
        if (at - bytes < least) return NO_ROOM
        numberIn(page, type, value, at)
        at -= bytes
      }
      types[index] = type
      header += type < 128 ? 1 : varintLength(type)
    }
    const payload = header + end - at
    if (header > 127 || payload > LARGEST_PAYLOAD) return NO_SUCH_VALUE
    const row = this.#row + 1
    const begin = at - header - varintLength(row) - varintLength(payload)
    if (begin < least) return NO_ROOM
    let next = writeVarint(page, row, writeVarint(page, payload, begin))
    page[next++] = header
    for (let index = 0; index < values.length; index++) next = writeVarint(page, types[index] as number, next)
    return begin
  }

  /** To be called after the last row. */
  end(): void {
    if (this.#cells === 0 && this.pages.length > 0) return
    if (this.#page.length === 0) this.#page = this.#spare.take()
    beginLeaf(this.#page, 0, this.#cells, this.#cells === 0 ? PAGE : this.#end)
    this.pages.push({ page: this.#page, last: this.#row })
    this.#cells = 0
  }

  #nextPage(): boolean {
    if (this.#cells > 0) this.end()
    if (INTERIOR_HEADER + LEAF_ENTRY * (this.pages.length + 1) > PAGE) return false
    this.#page = this.#spare.take()
    this.#end = PAGE
    return true
  }
}

/** The pages of a whole file with these tables, in order. */
export function* filePages(tables: readonly FileTable[]): Generator<Buffer> {
  let next = 2
  const placed = tables.map((table) => {
    const root = next
    const { pages } = table.rows
    next += pages.length === 1 ? 1 : pages.length + 1
    return { ...table, root, pages }
  })
  yield firstPage(placed, next - 1)
  for (const { pages, root } of placed) {
    if (pages.length > 1)
      yield interiorPage(
        root,
        pages.map(({ last }) => last),
      )
    for (const { page } of pages) yield page
  }
}

/** The header of the file, and the list of its tables. */
function firstPage(tables: readonly (FileTable & { readonly root: number })[], count: number): Buffer {
  const page = Buffer.alloc(PAGE)
  page.write('SQLite format 3\0')
  // 65,536 bytes a page is written as 1; then format versions, no reserved bytes, and three fractions that are always these.
  page.set([0, 1, 1, 1, 0, 64, 32, 32], 16)
  const [changes, schemaVersion, schemaFormat, utf8, version] = [1, 1, 4, 1, 3_045_001]
  page.writeUInt32BE(changes, 24)
  page.writeUInt32BE(count, 28)
  page.writeUInt32BE(schemaVersion, 40)
  page.writeUInt32BE(schemaFormat, 44)
  page.writeUInt32BE(utf8, 56)
  page.writeUInt32BE(changes, 92)
  page.writeUInt32BE(version, 96)
  const list = new FileRows()
  for (const { name, columns, root } of tables) {
    list.add(['table', name, name, root, `CREATE TABLE "${name}" (${columns.map((column) => `"${column}"`).join(', ')})`])
  }
  list.end()
  const [leaf] = list.pages
  if (!leaf) return page
  // The list stands in a page like any other, but for the header of the file before it.
  const cells = leaf.page.readUInt16BE(3)
  beginLeaf(page, FILE_HEADER, cells, leaf.page.readUInt16BE(5))
  leaf.page.copy(page, FILE_HEADER + LEAF_HEADER, LEAF_HEADER, LEAF_HEADER + 2 * cells)
  leaf.page.copy(page, leaf.page.readUInt16BE(5), leaf.page.readUInt16BE(5))
  return page
}

/** The page above the leaves that follow it: which leaf holds rows up to which. */
function interiorPage(root: number, lastRows: readonly number[]): Buffer {
  const page = Buffer.alloc(PAGE)
  let end = PAGE
  const below = lastRows.slice(0, -1)
  below.forEach((last, index) => {
    end -= 4 + varintLength(last)
    page.writeUInt32BE(root + 1 + index, end)
    writeVarint(page, last, end + 4)
    page.writeUInt16BE(end, INTERIOR_HEADER + 2 * index)
  })
  page[0] = INTERIOR
  page.writeUInt16BE(below.length, 3)
  page.writeUInt16BE(end % PAGE, 5)
  page.writeUInt32BE(root + lastRows.length, 8)
  return page
}

function beginLeaf(page: Buffer, at: number, cells: number, end: number): void {
  page[at] = LEAF
  page.writeUInt16BE(0, at + 1)
  page.writeUInt16BE(cells, at + 3)
  page.writeUInt16BE(end % PAGE, at + 5)
  page[at + 7] = 0
}

/** How a number is stored; below zero for one that is no safe whole number. */
function numberType(value: number): number {
  if (!Number.isSafeInteger(value)) return -1
  if (value === 0 || value === 1) return 8 + value
  const magnitude = value < 0 ? -1 - value : value
  if (magnitude < 0x80) return 1
  if (magnitude < 0x8000) return 2
  if (magnitude < 0x80_0000) return 3
  if (magnitude < 0x8000_0000) return 4
  return magnitude < 0x8000_0000_0000 ? 5 : 6
}

/** Bytes of a number by its type. */
const WIDTHS = [0, 1, 2, 3, 4, 6, 8, 0, 0, 0] as const

/** Writes a number that ends before `end`. */
function numberIn(page: Buffer, type: number, value: number, end: number): void {
  if (type <= 4) {
    let rest = value
    for (let at = end - 1, first = end - (WIDTHS[type] as number); at >= first; at--) {
      page[at] = rest & 0xff
      rest >>= 8
    }
  } else if (type === 5) page.writeIntBE(value, end - 6, 6)
  else if (type === 6) page.writeBigInt64BE(BigInt(value), end - 8)
}

/** Writes a text that ends before `end`, ASCII byte by byte; answers its bytes, or less than zero when it would begin before `least`. */
function textIn(page: Buffer, text: string, end: number, least: number): number {
  const { length } = text
  const begin = end - length
  if (begin < least) return NO_ROOM
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code > 127) return wideTextIn(page, text, end, least)
    page[begin + index] = code
  }
  return length
}

function wideTextIn(page: Buffer, text: string, end: number, least: number): number {
  const bytes = Buffer.byteLength(text)
  if (end - bytes < least) return NO_ROOM
  page.write(text, end - bytes)
  return bytes
}

function varintLength(value: number): number {
  let length = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length++
  return length
}

/** Seven bits a byte, the highest first; all but the last have their eighth bit set. Answers where it ends. */
function writeVarint(page: Buffer, value: number, at: number): number {
  if (value < 128) {
    page[at] = value
    return at + 1
  }
  const end = at + varintLength(value)
  let rest = value
  for (let index = end - 1; index >= at; index--) {
    page[index] = (rest % 128) | (index === end - 1 ? 0 : 128)
    rest = Math.floor(rest / 128)
  }
  return end
}
