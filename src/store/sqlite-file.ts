import type { Value } from '../domain/dataset/tables.ts'

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
    const types = this.#types
    let header = 1
    let body = 0
    for (let index = 0; index < values.length; index++) {
      const type = serialType(values[index] ?? null)
      if (type < 0) return false
      types[index] = type
      header += varintLength(type)
      body += bodyLength(type)
    }
    if (header > 127 || header + body > LARGEST_PAYLOAD) return false
    const row = this.#row + 1
    const size = varintLength(header + body) + varintLength(row) + header + body
    if (LEAF_HEADER + 2 * (this.#cells + 1) + size > this.#end && !this.#nextPage()) return false
    this.#row = row
    this.#end -= size
    this.#page.writeUInt16BE(this.#end, LEAF_HEADER + 2 * this.#cells++)
    let at = writeVarint(this.#page, header + body, this.#end)
    at = writeVarint(this.#page, row, at)
    this.#page[at++] = header
    for (let index = 0; index < values.length; index++) at = writeVarint(this.#page, types[index] as number, at)
    for (let index = 0; index < values.length; index++) at = writeBody(this.#page, types[index] as number, values[index] ?? null, at)
    return true
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

/** How a value is stored; below zero for one that is neither text nor a safe whole number nor nothing. */
function serialType(value: Value): number {
  if (value === null) return 0
  if (typeof value === 'string') return 13 + 2 * byteLength(value)
  if (!Number.isSafeInteger(value)) return -1
  if (value === 0 || value === 1) return 8 + value
  const magnitude = value < 0 ? -1 - value : value
  if (magnitude < 0x80) return 1
  if (magnitude < 0x8000) return 2
  if (magnitude < 0x80_0000) return 3
  if (magnitude < 0x8000_0000) return 4
  return magnitude < 0x8000_0000_0000 ? 5 : 6
}

const WIDTHS = [0, 1, 2, 3, 4, 6, 8, 0, 0, 0] as const

function bodyLength(type: number): number {
  return type >= 13 ? (type - 13) / 2 : (WIDTHS[type] ?? 0)
}

function writeBody(page: Buffer, type: number, value: Value, at: number): number {
  if (typeof value === 'string') {
    if (2 * value.length === type - 13) for (let index = 0; index < value.length; index++) page[at + index] = value.charCodeAt(index)
    else page.write(value, at)
  } else if (typeof value === 'number') {
    if (type <= 4) {
      let rest = value
      for (let last = at + (WIDTHS[type] ?? 0) - 1; last >= at; last--) {
        page[last] = rest & 0xff
        rest >>= 8
      }
    } else if (type === 5) page.writeIntBE(value, at, 6)
    else if (type === 6) page.writeBigInt64BE(BigInt(value), at)
  }
  return at + bodyLength(type)
}

function byteLength(text: string): number {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return Buffer.byteLength(text)
  return text.length
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
