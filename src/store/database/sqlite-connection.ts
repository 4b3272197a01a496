import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RecordValues, TableKey, Value } from '../../domain/dataset/tables.ts'
import type { Cell, Loader, WritingConnection } from './connection.ts'
import { SQLITE } from './dialect.ts'
import { quoted, quotedList, storedColumns } from './record-columns.ts'
import { type SqliteOptions, SqliteSession } from './sqlite-session.ts'
import { StagedLoad } from './staged-load.ts'
import { StoreError } from './store-error.ts'

const ROWS_A_STATEMENT = 50

/**
 * Opens an SQLite file, made when it is not there yet; what writes to it is refused outside of `begin` unless it is a
 * temporary one. Rejects with a StoreError when it cannot be opened or is none.
 */
export async function openSqlite(options: SqliteOptions): Promise<WritingConnection> {
  const { path, shownUrl, temporary } = options
  if (!existsSync(dirname(path))) throw new StoreError('database_folder_must_exist', { url: shownUrl, folder: dirname(path) })
  const session = await SqliteSession.open(options)
  const staged = temporary ? new StagedLoad(`${path}-staged`) : undefined
  /** Whatever is asked of the database sees the records that were loaded. */
  const copyStaged = () => {
    if (staged?.isPending) session.guarded(() => staged.copyInto(session.database))
  }

  return {
    dialect: SQLITE,
    async all(sql, parameters = []) {
      copyStaged()
      return (await session.all(SQLITE.placeholders(sql), parameters)) as Cell[][]
    },
    async run(script) {
      copyStaged()
      await session.run(script)
    },
    begin: () => session.begin(),
    loader(table, book) {
      const load = loaderOf(session, table, book)
      if (!staged) return load
      return async (records, rows, derived) => {
        for (let first = 0; first < records.length; ) {
          const [some, someRows, someDerived] = [records.slice(first), rows.slice(first), derived?.slice(first)]
          const taken = staged.take(table, book, some, someRows, someDerived)
          first += taken
          if (first === records.length) return
          const wasPending = staged.isPending
          copyStaged()
          // What a fresh file does not take either goes the other way.
          if (taken === 0 && !wasPending) return load(some, someRows, someDerived)
        }
      }
    },
    close: () => session.close(),
  }
}

/**
 * Rows go in fifty a statement: many times faster than one by one, and as fast as larger ones. The book is part of the
 * text, so that each row binds only what is its own.
 */
function loaderOf(session: SqliteSession, table: TableKey, book: number): Loader {
  const columns = storedColumns(table).map((column) => column.key)
  const head = `INSERT INTO ${quoted(table)} (book, "row", ${quotedList(columns)}) VALUES `
  const place = `(${book}, ${Array.from({ length: columns.length + 1 }, () => '?').join(', ')})`
  const prepared = (rows: number) => session.database.prepare(head + Array.from({ length: rows }, () => place).join(', '))
  const many = prepared(ROWS_A_STATEMENT)
  const one = prepared(1)
  const values: Value[] = []

  return async (records, rows, derived) => {
    session.guarded(() => {
      let index = 0
      for (; index + ROWS_A_STATEMENT <= records.length; index += ROWS_A_STATEMENT) {
        values.length = 0
        for (let each = index; each < index + ROWS_A_STATEMENT; each++) append(values, records, rows, derived, each)
        many.run(values)
      }
      for (; index < records.length; index++) {
        values.length = 0
        append(values, records, rows, derived, index)
        one.run(values)
      }
    })
  }
}

function append(
  values: Value[],
  records: readonly RecordValues[],
  rows: readonly number[],
  derived: readonly RecordValues[] | undefined,
  index: number,
): void {
  values.push(rows[index] ?? 0)
  const record = records[index] ?? []
  for (let column = 0; column < record.length; column++) values.push(record[column] ?? null)
  const more = derived?.[index]
  if (more) for (const value of more) values.push(value)
}
