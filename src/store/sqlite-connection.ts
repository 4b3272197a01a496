import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'
import type { RecordValues, TableKey, Value } from '../domain/dataset/tables.ts'
import type { Cell, Loader, Parameter, WritingConnection } from './connection.ts'
import { SQLITE } from './dialect.ts'
import { quoted, quotedList, storedColumns } from './record-columns.ts'
import { StagedLoad } from './staged-load.ts'
import { StoreError } from './store-error.ts'

export interface SqliteOptions {
  readonly path: string
  /** The address as errors show it. */
  readonly shownUrl: string
  /** A file that is thrown away: it may be lost with the machine's power, never with a killed program's transaction. */
  readonly temporary: boolean
}

/** How long a writer waits for another program's transaction: a load of millions of rows takes some seconds. */
const PATIENCE_MS = 60_000
const ROWS_A_STATEMENT = 50

/** Opens an SQLite file, made when it is not there yet. Rejects with a StoreError when it cannot be opened or is none. */
export async function openSqlite({ path, shownUrl, temporary }: SqliteOptions): Promise<WritingConnection> {
  if (!existsSync(dirname(path))) throw new StoreError('database_folder_must_exist', { url: shownUrl, folder: dirname(path) })
  const database = opened(path, shownUrl)
  const inWords = (error: unknown): unknown => storeErrorOf(error, shownUrl)
  const staged = temporary ? new StagedLoad(`${path}-staged`) : undefined
  /** Whatever is asked of the database sees the records that were loaded. */
  const copyStaged = () => {
    if (staged?.isPending) guarded(inWords, () => staged.copyInto(database))
  }

  const connection: WritingConnection = {
    dialect: SQLITE,
    async all(sql, parameters = []) {
      copyStaged()
      return patiently(shownUrl, () => rowsOf(database, SQLITE.placeholders(sql), parameters))
    },
    async run(script) {
      copyStaged()
      guarded(inWords, () => database.exec(script))
    },
    async begin() {
      await patiently(shownUrl, () => database.exec('BEGIN IMMEDIATE'))
    },
    loader(table, book) {
      const load = loaderOf(database, table, book, inWords)
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
    async close() {
      database.close()
    },
  }
  try {
    await patiently(shownUrl, () => settle(database, temporary))
  } catch (error) {
    database.close()
    throw inWords(error)
  }
  return connection
}

function opened(path: string, shownUrl: string): Database.Database {
  try {
    return new Database(path)
  } catch (error) {
    throw new StoreError('database_must_be_reachable', { url: shownUrl, detail: messageOf(error) }, error)
  }
}

/**
 * A temporary file keeps its undo journal in memory, where a load of new pages needs next to none. It is written once
 * and then walked from end to end, so its pages are four times the usual size, and a cache of 8 MB does: with 32 MB an appraisal
 * of 1,000,000 transactions took 80 MB more and 7 % longer. A lasting one has a write-ahead log, so that others read while one
 * writes. Sorting spills to files, which the cache's size bounds: memory stays flat with the rows.
 */
function settle(database: Database.Database, temporary: boolean): void {
  database.exec('PRAGMA temp_store = FILE; PRAGMA threads = 2; PRAGMA foreign_keys = ON')
  if (temporary)
    database.exec('PRAGMA cache_size = -8000; PRAGMA page_size = 16384; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
  else {
    database.exec('PRAGMA cache_size = -32000')
    if (journalMode(database) !== 'wal') database.exec('PRAGMA journal_mode = WAL')
  }
}

function journalMode(database: Database.Database): Cell | undefined {
  return rowsOf(database, 'PRAGMA journal_mode', [])[0]?.[0]
}

function rowsOf(database: Database.Database, sql: string, parameters: readonly Parameter[]): Cell[][] {
  const statement = database.prepare(sql)
  if (statement.columns().length > 0) return statement.raw().safeIntegers(true).all(parameters) as Cell[][]
  statement.run(parameters)
  return []
}

/**
 * Rows go in fifty a statement: many times faster than one by one, and as fast as larger ones. The book is part of the
 * text, so that each row binds only what is its own.
 */
function loaderOf(database: Database.Database, table: TableKey, book: number, inWords: (error: unknown) => unknown): Loader {
  const columns = storedColumns(table).map((column) => column.key)
  const head = `INSERT INTO ${quoted(table)} (book, "row", ${quotedList(columns)}) VALUES `
  const place = `(${book}, ${Array.from({ length: columns.length + 1 }, () => '?').join(', ')})`
  const prepared = (rows: number) => database.prepare(head + Array.from({ length: rows }, () => place).join(', '))
  const many = prepared(ROWS_A_STATEMENT)
  const one = prepared(1)
  const values: Value[] = []

  return async (records, rows, derived) => {
    guarded(inWords, () => {
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

/** Tries again while another connection writes, without blocking this program meanwhile. */
async function patiently<T>(shownUrl: string, attempt: () => T): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error)) throw storeErrorOf(error, shownUrl)
      if (Date.now() > deadline) throw new StoreError('database_must_not_be_busy', { url: shownUrl }, error)
      await pause(25)
    }
  }
}

function guarded<T>(inWords: (error: unknown) => unknown, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw inWords(error)
  }
}

/** What the disk, another program or a foreign file did becomes a problem; a mistake in our own SQL stays what it is. */
function storeErrorOf(error: unknown, shownUrl: string): unknown {
  if (error instanceof StoreError) return error
  if (isSystemError(error)) return new StoreError('database_must_answer', { url: shownUrl, detail: messageOf(error) }, error)
  if (!(error instanceof Database.SqliteError)) return error
  const values = { url: shownUrl, detail: messageOf(error) }
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) {
    return new StoreError('database_must_not_be_busy', values, error)
  }
  if (/^SQLITE_(NOTADB|CANTOPEN|AUTH|PERM)/.test(error.code)) return new StoreError('database_must_be_reachable', values, error)
  if (/^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOMEM|INTERRUPT)/.test(error.code)) return new StoreError('database_must_answer', values, error)
  return error
}

/** What the system said of a file, such as that no space is left. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
