import { byCodePoint } from '../../base/text-order.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import { storageOf } from '../database/record-columns.ts'

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
    const { texts } = held
    let room = 1
    for (let index = 0; index < texts.length; index++) {
      const value = record[index]
      room += 2 * NUMBER_ROOM + (typeof value === 'string' ? 3 * value.length : 0)
    }
    this.#room(held, room)
    const piece = this.#piece
    let at = this.#at
    for (let index = 0; index < texts.length; index++) {
      const value = record[index] ?? null
      if (!texts[index]) at = numberInto(piece, at, value)
      else at = value === null ? numberInto(piece, at, -1) : textInto(piece, at, String(value))
    }
    piece[at++] = LINE_BREAK
    this.#at = at
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
const LARGEST_SMALL = 0x7fff_ffff

/** Writes a number and its separator; answers where they end. */
function numberInto(piece: Buffer, begin: number, value: Value): number {
  let at = begin
  if (value === null) piece[at++] = MINUS
  else at = digitsInto(piece, at, Number(value))
  piece[at++] = SEMICOLON
  return at
}

function digitsInto(piece: Buffer, begin: number, value: number): number {
  let at = begin
  if (value < 0) piece[at++] = MINUS
  let rest = Math.abs(value)
  let end = at + 1
  for (let power = 10; power <= rest; power *= 10) end++
  at = end
  while (rest > LARGEST_SMALL) {
    const tenth = Math.floor(rest / 10)
    piece[--at] = ZERO + (rest - tenth * 10)
    rest = tenth
  }
  // Nearly all are whole numbers of 32 bits, which are divided without fractions.
  let small = rest | 0
  do {
    const tenth = (small / 10) | 0
    piece[--at] = ZERO + (small - tenth * 10)
    small = tenth
  } while (small > 0)
  return end
}

/** Writes the length of a text, the text and its separators; answers where they end. */
function textInto(piece: Buffer, begin: number, text: string): number {
  const { length } = text
  let at = numberInto(piece, begin, length)
  if (length === 0) return at
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 0x80) return wideTextInto(piece, begin, text)
    piece[at++] = code
  }
  piece[at++] = SEMICOLON
  return at
}

/** Text beyond ASCII: its length is counted in characters, as the databases count. */
function wideTextInto(piece: Buffer, begin: number, text: string): number {
  let characters = 0
  for (const _ of text) characters++
  let at = numberInto(piece, begin, characters)
  at += piece.write(text, at)
  piece[at++] = SEMICOLON
  return at
}

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
