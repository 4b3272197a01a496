import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { RecordValues, TableKey, Value } from '../../domain/dataset/tables.ts'
import type { Cell, Loader, WritingConnection } from './connection.ts'
import { SQLITE } from './dialect.ts'
import { quoted, quotedList, storedColumns } from './record-columns.ts'
import { type SqliteOptions, SqliteSession } from './sqlite-session.ts'
import { StoreError } from './store-error.ts'

const ROWS_A_STATEMENT = 50

/**
 * Opens an SQLite file, made when it is not there yet; what writes to it is refused outside of `begin` unless it is a
 * temporary one. Rejects with a StoreError when it cannot be opened or is none.
 */
export async function openSqlite(options: SqliteOptions): Promise<WritingConnection> {
  const { path, shownUrl } = options
  if (!existsSync(dirname(path))) throw new StoreError('database_folder_must_exist', { url: shownUrl, folder: dirname(path) })
  const session = await SqliteSession.open(options)

  return {
    dialect: SQLITE,
    async all(sql, parameters = []) {
      return (await session.all(SQLITE.placeholders(sql), parameters)) as Cell[][]
    },
    rows: (sql, parameters = []) => session.rows(SQLITE.placeholders(sql), parameters),
    run: (script) => session.run(script),
    begin: () => session.begin(),
    loader: (table, book) => loaderOf(session, table, book),
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
