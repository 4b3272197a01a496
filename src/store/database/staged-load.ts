import { closeSync, openSync, writeSync } from 'node:fs'
import type Database from 'libsql'
import type { RecordValues, TableKey, Value } from '../../domain/dataset/tables.ts'
import { quoted, quotedList, storedColumns } from './record-columns.ts'
import { FileRows, filePages, SparePages } from './sqlite-file.ts'

/** Bytes of records that are staged at once. */
const MOST_STAGED = 16 * 1024 * 1024
/** Files that a transaction may take records from: none can be let go before its end. What is beyond them is inserted in statements. */
const MOST_FILES = 8

interface StagedTable {
  readonly book: number
  readonly columns: readonly string[]
  readonly rows: FileRows
}

/**
 * The records of a book on their way into a temporary database: written as database files of their own, from which SQLite takes
 * them table by table, inside of the transaction that is open. Handing a million values to a prepared statement one by one
 * takes three times as long as writing them and having them copied.
 */
export class StagedLoad {
  readonly #path: string
  readonly #tables = new Map<TableKey, StagedTable>()
  readonly #values: Value[] = []
  readonly #spare = new SparePages()
  #files = 0
  #waiting = 0

  constructor(path: string) {
    this.#path = path
  }

  /** Whether records wait to be copied. */
  get isPending(): boolean {
    return this.#waiting > 0
  }

  /** Takes records as a Loader does, as long as there is room; answers how many it took. */
  take(
    table: TableKey,
    book: number,
    records: readonly RecordValues[],
    rows: readonly number[],
    derived: readonly RecordValues[] | undefined,
  ): number {
    if (this.#files === MOST_FILES || this.#isFull) return 0
    const staged = this.#tables.get(table) ?? {
      book,
      columns: ['row', ...storedColumns(table).map((column) => column.key)],
      rows: new FileRows(this.#spare),
    }
    this.#tables.set(table, staged)
    for (let index = 0; index < records.length; index++) {
      if (!staged.rows.add(this.#rowOf(rows[index] ?? 0, records[index] ?? [], derived?.[index]))) return index
      this.#waiting++
    }
    return records.length
  }

  get #isFull(): boolean {
    let size = 0
    for (const { rows } of this.#tables.values()) size += rows.size
    return size > MOST_STAGED
  }

  #rowOf(row: number, record: RecordValues, derived: RecordValues | undefined): readonly Value[] {
    const values = this.#values
    let at = 0
    values[at++] = row
    for (let column = 0; column < record.length; column++) values[at++] = record[column] ?? null
    if (derived) for (const value of derived) values[at++] = value
    values.length = at
    return values
  }

  /** Copies what is staged into its tables. */
  copyInto(database: Database.Database): void {
    const schema = `staged_${++this.#files}`
    const path = `${this.#path}-${this.#files}`
    const tables = [...this.#tables].map(([name, staged]) => ({ name, ...staged }))
    this.#tables.clear()
    this.#waiting = 0
    for (const { rows } of tables) rows.end()
    const file = openSync(path, 'w')
    try {
      for (const page of filePages(tables)) writeSync(file, page)
    } finally {
      closeSync(file)
    }
    for (const { rows } of tables) this.#spare.give(rows)
    database.prepare(`ATTACH ? AS ${schema}`).run([path])
    for (const { name, book, columns } of tables) {
      const names = quotedList(columns)
      database.exec(
        `INSERT INTO main.${quoted(name)} (book, ${names}) SELECT ${Math.trunc(book)}, ${names} FROM ${schema}.${quoted(name)} ORDER BY rowid`,
      )
    }
  }
}
