import { setMaxListeners } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Book, BookWriter } from './book/book.ts'
import { beginBook } from './book/book-writer.ts'
import { booksIn } from './book/books.ts'
import type { Connection, Reader, WritingConnection } from './database/connection.ts'
import { type DatabaseUrl, databaseUrl } from './database/database-url.ts'
import { MIGRATIONS, migrate, migrationsIn } from './database/migrations.ts'
import { openPrisma } from './database/prisma-client.ts'
import { type Records, recordsOf } from './database/records.ts'
import type { LeftOutIndexes } from './database/set-aside-indexes.ts'
import { openSqlite } from './database/sqlite-connection.ts'
import { StoreError } from './database/store-error.ts'
import { temporaryDatabase } from './database/temporary-database.ts'
import type { PrismaClient } from './generated/sqlite/client.ts'
import { type WriteTransaction, writing } from './trail/write.ts'

/** A database with its schema up to date. The measures of src/store/measures take a store as their first argument. */
export interface Store extends Records {
  /** What is kept in memory of a database is kept under this: it is the same for the store and for every unit of work on it. */
  readonly key: object
  /** The address it was opened with, its password included: for connections of one's own, never to be shown. */
  readonly address: string
  /** Begins to load a book; see BookWriter. Waits while another program loads. */
  beginBook(): Promise<BookWriter>
  /** The books in the database, oldest first. */
  books(): Promise<Book[]>
  /** One writing transaction; an answer that is not ok, or a failure, leaves nothing behind. Writers wait for each other. */
  write<T extends { readonly ok: boolean }>(use: (transaction: WriteTransaction) => Promise<T>): Promise<T>
  /** Writes a transaction without content; rejects with a StoreError where that is not done within so many milliseconds. */
  proveWriting(patienceMs: number): Promise<void>
  /** After so many milliseconds nobody waits any more for another's transaction on SQLite: what can begin at once still does. For the stop of a program. */
  hurry(milliseconds: number): void
  /** The folder that an SQLite file lies in; undefined where a server keeps the database. */
  readonly folder: string | undefined
  /** Prisma's client, by which the sign-in library reads and keeps what it has to remember. */
  prisma(): Promise<PrismaClient>
  /** Closes the database when the transactions under way have ended; who still waits to begin one is refused. A temporary one is gone then. */
  close(): Promise<void>
}

export interface StoreOptions {
  /** What relative paths resolve against; the current folder unless told. */
  readonly folder?: string
  /** An SQLite file that is not there is a mistake, not a new database. */
  readonly mustExist?: boolean
  /** Where the migrations are, for tests of a changed history. */
  readonly migrations?: string
  /** Looks at the database before its schema is brought up to date; what it rejects with is passed on. */
  readonly beforeMigrating?: ((reader: Reader) => Promise<void>) | undefined
  /** How long a writer waits for another's transaction, PATIENCE_MS unless told, before the database is busy. */
  readonly patienceMs?: number | undefined
}

/**
 * Opens a database and brings its schema up to date: a temporary SQLite file unless told, else what `url` names - an SQLite
 * file (a path or file:...) or PostgreSQL (postgres://...). Rejects with a StoreError that has words for every reason.
 */
export async function openStore(url?: string, options: StoreOptions = {}): Promise<Store> {
  const temporary = url === undefined ? temporaryDatabase() : undefined
  try {
    const place: DatabaseUrl = temporary
      ? { kind: 'sqlite', path: temporary.path, shownUrl: temporary.path }
      : databaseUrl(url ?? '', options.folder ?? process.cwd())
    if (options.mustExist && place.kind === 'sqlite' && !existsSync(place.path)) {
      throw new StoreError('backup_file_must_exist', { file: place.shownUrl })
    }
    const closing = new AbortController()
    // Every writer that waits listens; how many there are is no mistake.
    setMaxListeners(0, closing.signal)
    const waiting = { temporary: temporary !== undefined, patienceMs: options.patienceMs, closing: closing.signal }
    // A command on SQLite, as nearly all are, does not wait for PostgreSQL's driver to load.
    const postgres = () => import('./database/postgres-connection.ts')
    const openWriter = async (patienceMs = options.patienceMs): Promise<WritingConnection> =>
      place.kind === 'sqlite'
        ? openSqlite({ ...place, ...waiting, patienceMs })
        : (await postgres()).openPostgres({ ...place, ...waiting, patienceMs })

    const writer = await openWriter()
    try {
      await options.beforeMigrating?.(writer)
      await migrate(writer, migrationsIn(options.migrations ?? MIGRATIONS, place.kind), place.shownUrl)
    } catch (error) {
      await writer.close()
      throw error
    }
    const reader: Connection = place.kind === 'sqlite' ? writer : await (await postgres()).openPostgresPool({ ...place, ...waiting })
    if (reader !== writer) await writer.close()

    const leftOut: LeftOutIndexes | undefined = temporary ? [] : undefined
    const prisma = openPrisma(place, waiting)
    const writes = new Set<Promise<unknown>>()
    return {
      ...recordsOf(reader),
      key: {},
      address: place.kind === 'sqlite' ? `file:${place.path}` : place.url,
      beginBook: async () => beginBook(await openWriter(), leftOut),
      books: () => booksIn(reader),
      async write(use) {
        const write = openWriter().then(async (connection) => {
          try {
            return await writing(connection, use)
          } finally {
            await connection.close()
          }
        })
        writes.add(write)
        return write.finally(() => writes.delete(write))
      },
      async proveWriting(patienceMs) {
        const connection = await openWriter(patienceMs)
        try {
          await writing(connection, async () => ({ ok: (await connection.run(connection.dialect.proofOfWriting)) === undefined }))
        } finally {
          await connection.close()
        }
      },
      hurry: (milliseconds) => void setTimeout(() => closing.abort(), milliseconds).unref(),
      folder: place.kind === 'sqlite' ? dirname(place.path) : undefined,
      prisma: () => prisma.client(),
      async close() {
        closing.abort()
        await Promise.allSettled(writes)
        await prisma.close()
        await reader.close()
        temporary?.remove()
      },
    }
  } catch (error) {
    temporary?.remove()
    throw error
  }
}
