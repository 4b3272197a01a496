import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'
import { assert } from '../../base/assert.ts'
import { isFullDisk } from '../../base/full-disk.ts'
import type { Cell, NamedRow } from './connection.ts'
import { namedRows } from './named-rows.ts'
import { PATIENCE_MS } from './patience.ts'
import { StoreError } from './store-error.ts'
import { type EndTurn, writeTurn } from './write-turns.ts'

export interface SqliteOptions {
  readonly path: string
  /** The address as errors show it. */
  readonly shownUrl: string
  /** A file that is thrown away: it may be lost with the machine's power, never with a killed program's transaction. */
  readonly temporary: boolean
  /** How long a writer waits for another's transaction. */
  readonly patienceMs?: number | undefined
  /** Ends the waiting of those who have not begun to write, when the store is closed. */
  readonly closing?: AbortSignal | undefined
}

const RETRY_MS = 20
const WITHIN_A_TRANSACTION = 'A lasting database is written inside of a transaction that was begun for it.'

/** What a statement answered: cells in the order of its columns. */
export interface SqliteAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string | null }[]
  readonly rows: readonly unknown[][]
  readonly changes: number
}

/**
 * One connection to an SQLite file, with the one discipline of writing: a lasting file is written inside of `begin` alone.
 *
 * In libsql 0.5 a prepared statement that meets another's lock stays in progress until it is collected. The next write outside of a
 * transaction then says that all is well, is not committed and keeps the lock for good; the next reading keeps its snapshot.
 * So outside of a transaction SQLite itself refuses to write (query_only), a transaction is begun by `exec`, which leaves
 * nothing in progress, and a reading that meets a lock is carried on as the same statement, or its connection is thrown away.
 */
export class SqliteSession {
  readonly #options: SqliteOptions
  #database: Database.Database
  #endTurn: EndTurn | undefined
  #isClosed = false

  private constructor(options: SqliteOptions, database: Database.Database) {
    this.#options = options
    this.#database = database
  }

  /** Opens a file, made when it is not there yet. Rejects with a StoreError when it cannot be opened or is none. */
  static async open(options: SqliteOptions): Promise<SqliteSession> {
    return new SqliteSession(options, await patiently(deadlineOf(options), options, () => opened(options)))
  }

  /** The database itself, for what is handed to it in bulk inside of a transaction. */
  get database(): Database.Database {
    return this.#database
  }

  /** The rows of one statement; whole numbers are BigInt. */
  async all(sql: string, parameters: readonly unknown[]): Promise<unknown[][]> {
    return this.#carriedOut(sql, (statement) => {
      if (statement.columns().length > 0) return statement.raw().safeIntegers(true).all(parameters) as unknown[][]
      statement.run(parameters)
      return []
    })
  }

  /** The rows of one statement by the names of its columns. */
  async rows(sql: string, parameters: readonly unknown[]): Promise<NamedRow[]> {
    return this.#carriedOut(sql, (statement) => {
      const columns = statement.columns().map(({ name, type }) => ({ name, isInt: type === 'INTEGER' }))
      if (columns.length > 0) return namedRows(columns, statement.raw().safeIntegers(true).all(parameters) as Cell[][])
      statement.run(parameters)
      return []
    })
  }

  /** One statement with all that it answers; whole numbers are numbers. */
  async answer(sql: string, parameters: readonly unknown[]): Promise<SqliteAnswer> {
    return this.#carriedOut(sql, (statement) => {
      const columns = statement.columns()
      if (columns.length === 0) return { columns, rows: [], changes: statement.run(parameters).changes }
      return { columns, rows: statement.raw().all(parameters) as unknown[][], changes: 0 }
    })
  }

  /** Runs a script, which may end a transaction. */
  async run(script: string): Promise<void> {
    try {
      // A file without a write-ahead log is committed when its readers have finished; until then the transaction stays open.
      if (script === 'COMMIT') await this.#patiently(() => this.#database.exec(script))
      else this.guarded(() => this.#database.exec(script))
    } finally {
      if (!this.#isClosed && !this.#database.inTransaction) this.#ended()
    }
  }

  /** Begins the one writing transaction, in turn among this program's writers and without holding up the program meanwhile. */
  async begin(): Promise<void> {
    const { path, closing } = this.#options
    const deadline = deadlineOf(this.#options)
    const endTurn = await writeTurn(path, deadline, closing)
    if (endTurn === undefined) throw busy(this.#options)
    this.#endTurn = endTurn
    try {
      await patiently(deadline, this.#options, () => {
        this.#mustBeOpen()
        this.#database.exec(this.#options.temporary ? 'BEGIN IMMEDIATE' : 'PRAGMA query_only = OFF; BEGIN IMMEDIATE')
      })
    } catch (failure) {
      this.#ended()
      throw failure
    }
  }

  /** Rolls back what is open and closes: a statement that is not collected yet would keep the file open, and its lock. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    try {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
    } catch {
      // What the disk does not let go of goes with the connection.
    } finally {
      this.#endTurn?.()
      this.#database.close()
    }
  }

  /** Does something with the database; what the disk, another program or a foreign file did becomes a StoreError. */
  guarded<T>(action: () => T): T {
    try {
      this.#mustBeOpen()
      return action()
    } catch (error) {
      assert(!this.#isForbidden(error), WITHIN_A_TRANSACTION)
      throw storeErrorOf(error, this.#options)
    }
  }

  /** The driver takes the whole process down when it is asked for anything after its database was closed. */
  #mustBeOpen(): void {
    if (this.#isClosed) throw new StoreError('database_must_answer', { url: this.#options.shownUrl, detail: 'it was closed' })
  }

  #isForbidden(error: unknown): boolean {
    return !this.#options.temporary && isReadOnly(error) && this.#endTurn === undefined
  }

  async #carriedOut<T>(sql: string, use: (statement: Database.Statement) => T): Promise<T> {
    const statement = await this.#patiently(() => this.#database.prepare(sql))
    return this.#patiently(() => use(statement))
  }

  async #patiently<T>(attempt: () => T): Promise<T> {
    try {
      return await patiently(deadlineOf(this.#options), this.#options, () => {
        this.#mustBeOpen()
        return attempt()
      })
    } catch (failure) {
      assert(!(failure instanceof StoreError && this.#isForbidden(failure.cause)), WITHIN_A_TRANSACTION)
      if (isStoreBusy(failure) && !this.#isClosed && !this.#database.inTransaction) this.#renew()
      throw failure
    }
  }

  #renew(): void {
    const stuck = this.#database
    this.#database = this.guarded(() => opened(this.#options))
    stuck.close()
  }

  #ended(): void {
    try {
      if (!this.#options.temporary && !this.#isClosed) this.#database.exec('PRAGMA query_only = ON')
    } finally {
      this.#endTurn?.()
      this.#endTurn = undefined
    }
  }
}

/** Copies a database as it stands into a new file, while others write. */
export async function copySqlite(options: Omit<SqliteOptions, 'temporary'>, file: string): Promise<void> {
  // VACUUM INTO reads the file it copies: of another's lock it knows nothing, and query_only would refuse the copy.
  const source = await SqliteSession.open({ ...options, temporary: false })
  try {
    source.guarded(() => source.database.exec('PRAGMA query_only = OFF'))
    await source.all('VACUUM INTO ?', [file])
  } finally {
    await source.close()
  }
}

function deadlineOf({ patienceMs = PATIENCE_MS }: SqliteOptions): number {
  return Date.now() + patienceMs
}

function opened(options: SqliteOptions): Database.Database {
  let database: Database.Database
  try {
    database = new Database(options.path)
  } catch (error) {
    if (isBusy(error)) throw error
    throw new StoreError('database_must_be_reachable', { url: options.shownUrl, detail: messageOf(error) }, error)
  }
  try {
    settle(database, options.temporary)
    return database
  } catch (error) {
    database.close()
    throw error
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
    const [mode] = database.prepare('PRAGMA journal_mode').raw().all() as unknown[][]
    if (mode?.[0] !== 'wal') database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA query_only = ON')
  }
}

/** Tries again while another connection writes, without blocking this program meanwhile. */
async function patiently<T>(deadline: number, options: SqliteOptions, attempt: () => T): Promise<T> {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error)) throw storeErrorOf(error, options)
      if (Date.now() > deadline || options.closing?.aborted) throw busy(options, error)
      await pause(RETRY_MS)
    }
  }
}

function busy({ shownUrl }: SqliteOptions, cause?: unknown): StoreError {
  return new StoreError('database_must_not_be_busy', { url: shownUrl }, cause)
}

/** What the disk, another program or a foreign file did becomes a problem; a mistake in our own SQL stays what it is. */
function storeErrorOf(error: unknown, { path, shownUrl }: SqliteOptions): unknown {
  if (error instanceof StoreError) return error
  const values = { url: shownUrl, detail: messageOf(error) }
  if (isFullDisk(error)) return new StoreError('database_must_have_room', values, error)
  if (isSystemError(error)) return new StoreError('database_must_answer', values, error)
  if (!(error instanceof Database.SqliteError)) return error
  if (isBusy(error)) return new StoreError('database_must_not_be_busy', values, error)
  // Of a log or an index of it that does not fit any more SQLite says no more than that it cannot be written.
  if (/^SQLITE_(CANTOPEN|IOERR)/.test(error.code) && isDiskOfFull(path)) return new StoreError('database_must_have_room', values, error)
  if (/^SQLITE_(NOTADB|CANTOPEN|AUTH|PERM)/.test(error.code)) return new StoreError('database_must_be_reachable', values, error)
  if (/^SQLITE_(IOERR|READONLY|CORRUPT|NOMEM|INTERRUPT)/.test(error.code)) return new StoreError('database_must_answer', values, error)
  return error
}

function isDiskOfFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize < 64 * 1024
  } catch {
    return false
  }
}

/** What the system said of a file, such as that no space is left. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code)
}

function isReadOnly(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_READONLY')
}

function isStoreBusy(failure: unknown): boolean {
  return failure instanceof StoreError && failure.problem.code === 'database_must_not_be_busy'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
