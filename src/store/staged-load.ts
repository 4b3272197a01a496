import { closeSync, openSync, writeSync } from 'node:fs'
import type Database from 'libsql'
import type { RecordValues, TableKey, Value } from '../domain/dataset/tables.ts'
import { quoted, quotedList, storedColumns } from './record-columns.ts'
import { FileRows, filePages } from './sqlite-file.ts'

/** Bytes of records that are staged; those of a larger book are inserted one statement after the other. */
const MOST_STAGED = 16 * 1024 * 1024

interface StagedTable {
  readonly book: number
  readonly columns: readonly string[]
  readonly rows: FileRows
}

/**
 * The records of a small book on their way into a temporary database: written as a database file of their own, from which SQLite
 * takes them table by table, inside of the transaction that is open. Handing a million values to a prepared statement one by one
 * takes three times as long as writing them and having them copied.
 */
export class StagedLoad {
  readonly #path: string
  readonly #tables = new Map<TableKey, StagedTable>()
  readonly #values: Value[] = []
  #isOver = false

  constructor(path: string) {
    this.#path = path
  }

  /** Whether records wait to be copied. */
  get isPending(): boolean {
    return !this.#isOver && this.#tables.size > 0
  }

  /** Takes records as a Loader does, as long as there is room; answers how many it took. */
  take(
    table: TableKey,
    book: number,
    records: readonly RecordValues[],
    rows: readonly number[],
    derived: readonly RecordValues[] | undefined,
  ): number {
    if (this.#isOver || this.#isFull) return 0
    const staged = this.#tables.get(table) ?? {
      book,
      columns: ['row', ...storedColumns(table).map((column) => column.key)],
      rows: new FileRows(),
    }
    this.#tables.set(table, staged)
    for (let index = 0; index < records.length; index++) {
      if (!staged.rows.add(this.#rowOf(rows[index] ?? 0, records[index] ?? [], derived?.[index]))) return index
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

  /** Copies all into their tables; what comes after is not staged any more. */
  copyInto(database: Database.Database): void {
    this.#isOver = true
    const tables = [...this.#tables].map(([name, staged]) => ({ name, ...staged }))
    this.#tables.clear()
    for (const { rows } of tables) rows.end()
    const file = openSync(this.#path, 'w')
    try {
      for (const page of filePages(tables)) writeSync(file, page)
    } finally {
      closeSync(file)
    }
    database.prepare('ATTACH ? AS staged').run([this.#path])
    for (const { name, book, columns } of tables) {
      const names = quotedList(columns)
      database.exec(
        `INSERT INTO main.${quoted(name)} (book, ${names}) SELECT ${Math.trunc(book)}, ${names} FROM staged.${quoted(name)} ORDER BY rowid`,
      )
    }
  }
}
