import { byCodePoint } from '../base/text-order.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey, type Value } from '../domain/dataset/tables.ts'
import { storageOf } from './record-columns.ts'

/** Bytes of content that are kept while a book is loaded; the content of a larger book is asked of the database. */
const MOST_HELD = 16 * 1024 * 1024
const PIECE = 256 * 1024
/** Bytes that a number and its separator take at most: a sign and the 16 digits of a safe whole number. */
const NUMBER_ROOM = 20

interface HeldTable {
  readonly texts: readonly boolean[]
  readonly identity: readonly number[]
  last: RecordValues | undefined
  isOrdered: boolean
  pieces: Uint8Array[]
}

/**
 * The content of a book as book-hash.ts hashes it, written while its records go by, and whether they come in the order of their
 * identity. Exports nearly always do: such a table has no record twice and needs neither an index nor sorting to be hashed.
 * Of a table in any other order, and of all once they are too large to hold, nothing is kept.
 */
export class HeldContent {
  readonly #tables = new Map<TableKey, HeldTable>()
  readonly #most: number
  #total = 0
  #piece = Buffer.alloc(0)
  #at = 0

  constructor(most = MOST_HELD) {
    this.#most = most
  }

  add(table: TableKey, records: readonly RecordValues[]): void {
    const held = this.#tables.get(table) ?? heldTable(table)
    this.#tables.set(table, held)
    if (!held.isOrdered) return
    for (const record of records) {
      if (held.last !== undefined && !precedes(held.last, record, held.identity)) {
        this.#at = 0
        this.forget(table)
        return
      }
      held.last = record
      if (this.#total <= this.#most) this.#write(held, record)
    }
    this.#end(held)
  }

  /** Whether all records of the table came in the order of their identity by code point, no two of the same. */
  isOrdered(table: TableKey): boolean {
    return this.#tables.get(table)?.isOrdered ?? true
  }

  /** The lines of a table whose records came in order; undefined when they are not held. */
  linesOf(table: TableKey): readonly Uint8Array[] | undefined {
    const held = this.#tables.get(table)
    if (held === undefined) return []
    return held.isOrdered && this.#total <= this.#most ? held.pieces : undefined
  }

  /** What is held of a table is no longer what the database has. */
  forget(table: TableKey): void {
    const held = this.#tables.get(table)
    if (!held) return
    held.isOrdered = false
    held.last = undefined
    held.pieces = []
  }

  /** The line of a record: see recordLine in book-hash.ts, which has the database write the same. */
  #write(held: HeldTable, record: RecordValues): void {
    for (let index = 0; index < held.texts.length; index++) {
      const value = record[index] ?? null
      if (!held.texts[index]) this.#number(held, value)
      else if (value === null) this.#number(held, -1)
      else this.#text(held, String(value))
    }
    this.#room(held, 1)
    this.#piece[this.#at++] = LINE_BREAK
  }

  #number(held: HeldTable, value: Value): void {
    this.#room(held, NUMBER_ROOM)
    if (value === null) this.#piece[this.#at++] = MINUS
    else this.#digits(Number(value))
    this.#piece[this.#at++] = SEMICOLON
  }

  #digits(value: number): void {
    const piece = this.#piece
    if (value < 0) piece[this.#at++] = MINUS
    let rest = Math.abs(value)
    let end = this.#at + 1
    for (let power = 10; power <= rest; power *= 10) end++
    this.#at = end
    do {
      const tenth = Math.floor(rest / 10)
      piece[--end] = ZERO + (rest - tenth * 10)
      rest = tenth
    } while (rest > 0)
  }

  #text(held: HeldTable, text: string): void {
    const { length } = text
    this.#room(held, NUMBER_ROOM + 3 * length + 1)
    const piece = this.#piece
    const begin = this.#at
    this.#digits(length)
    piece[this.#at++] = SEMICOLON
    if (length === 0) return
    let at = this.#at
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index)
      if (code >= 0x80) {
        this.#at = begin
        this.#wideText(text)
        return
      }
      piece[at++] = code
    }
    piece[at++] = SEMICOLON
    this.#at = at
  }

  /** Text beyond ASCII: its length is counted in characters, as the databases count. */
  #wideText(text: string): void {
    let characters = 0
    for (const _ of text) characters++
    this.#digits(characters)
    this.#piece[this.#at++] = SEMICOLON
    this.#at += this.#piece.write(text, this.#at)
    this.#piece[this.#at++] = SEMICOLON
  }

  #room(held: HeldTable, bytes: number): void {
    if (this.#at + bytes <= this.#piece.length) return
    this.#end(held)
    if (this.#at + bytes <= this.#piece.length) return
    this.#piece = Buffer.allocUnsafe(Math.max(PIECE, bytes))
    this.#at = 0
  }

  /** Gives what was written since the last time to its table; the rest of the piece serves the next. */
  #end(held: HeldTable): void {
    if (this.#at === 0) return
    held.pieces.push(this.#piece.subarray(0, this.#at))
    this.#total += this.#at
    this.#piece = this.#piece.subarray(this.#at)
    this.#at = 0
    if (this.#total > this.#most) for (const each of this.#tables.values()) each.pieces = []
  }
}

const LINE_BREAK = 10
const MINUS = 45
const ZERO = 48
const SEMICOLON = 59

function heldTable(table: TableKey): HeldTable {
  const { columns, identity } = TABLES[table]
  return {
    texts: columns.map(({ type }) => storageOf(type) === 'text'),
    identity: identity.map((key) => columnIndex(table, key)),
    last: undefined,
    isOrdered: true,
    pieces: [],
  }
}

/** Whether a record stands before another in the order of their identity; a blank is the empty text. */
function precedes(a: RecordValues, b: RecordValues, identity: readonly number[]): boolean {
  for (const index of identity) {
    const [left, right] = [a[index] ?? '', b[index] ?? '']
    if (left === right) continue
    return typeof left === 'number' && typeof right === 'number' ? left < right : byCodePoint(String(left), String(right)) < 0
  }
  return false
}
