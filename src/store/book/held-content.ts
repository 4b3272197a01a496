import { byCodePoint } from '../../base/text-order.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import { storageOf } from '../database/record-columns.ts'

/** Characters of content that are kept while a book is loaded; the content of a larger book is asked of the database. */
const MOST_HELD = 16 * 1024 * 1024

interface HeldTable {
  readonly texts: readonly boolean[]
  /** Of the last columns, those that were added later: what each begins with, and what a blank is. */
  readonly added: readonly { readonly at: number; readonly key: string; readonly blank: Value; readonly isText: boolean }[]
  readonly identity: readonly number[]
  last: RecordValues | undefined
  isOrdered: boolean
  pieces: string[]
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

  constructor(most = MOST_HELD) {
    this.#most = most
  }

  add(table: TableKey, records: readonly RecordValues[]): void {
    const held = this.#tables.get(table) ?? heldTable(table)
    this.#tables.set(table, held)
    if (!held.isOrdered) return
    let piece = ''
    for (const record of records) {
      if (held.last !== undefined && !precedes(held.last, record, held.identity)) {
        this.forget(table)
        return
      }
      held.last = record
      if (this.#total <= this.#most) piece += lineOf(record, held)
    }
    held.pieces.push(piece)
    this.#total += piece.length
    if (this.#total > this.#most) for (const each of this.#tables.values()) each.pieces = []
  }

  /** Whether all records of the table came in the order of their identity by code point, no two of the same. */
  isOrdered(table: TableKey): boolean {
    return this.#tables.get(table)?.isOrdered ?? true
  }

  /** The lines of a table whose records came in order; undefined when they are not held. */
  linesOf(table: TableKey): readonly string[] | undefined {
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
}

/** The line of a record: see recordLine in book-hash.ts, which has the database write the same. */
function lineOf(record: RecordValues, { texts, added }: HeldTable): string {
  let line = ''
  for (let index = 0; index < texts.length; index++) {
    const value = record[index] ?? null
    if (!texts[index]) line += `${value ?? '-'};`
    else line += value === null ? '-1;' : textOf(value)
  }
  for (const { at, key, blank, isText } of added) {
    const value = record[at] ?? null
    if (value !== blank) line += `+${key};${isText ? textOf(value) : `${value};`}`
  }
  return `${line}\n`
}

function textOf(value: Value): string {
  return value === '' ? '0;' : `${charactersIn(String(value))};${value};`
}

/** Characters as the databases count them: those beyond the basic plane are one, not two. */
function charactersIn(text: string): number {
  let count = text.length
  for (const pair of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) count -= pair[0].length - 1
  return count
}

function heldTable(table: TableKey): HeldTable {
  const { columns, identity } = TABLES[table]
  const isText = columns.map(({ type }) => storageOf(type) === 'text')
  return {
    texts: isText.filter((_, at) => !columns[at]?.added),
    added: columns.flatMap(({ key, added, blank }, at) => (added ? [{ at, key, blank: blank ?? null, isText: isText[at] === true }] : [])),
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
