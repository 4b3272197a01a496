import { PrismaLibSql } from '@prisma/adapter-libsql'
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils'
import { type SqliteOptions, SqliteSession } from './sqlite-session.ts'

/**
 * Prisma on our own connections to an SQLite file. Its adapter for libsql sends a write by itself, which loses that write and
 * keeps the lock once it has met another's (see SqliteSession), and waits by holding up the program. So every write
 * is a transaction of ours on a connection of its own, begun in turn with all other writers; only readings share a connection.
 */
export class PrismaSqlite implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite'
  readonly adapterName = 'quanheng-sqlite'
  readonly #options: SqliteOptions

  constructor(options: SqliteOptions) {
    this.#options = options
  }

  async connect(): Promise<SqlDriverAdapter> {
    const session = await SqliteSession.open(this.#options)
    const reading = await queryableOn(session)
    const written = async <T>(use: (queryable: SqlQueryable) => Promise<T>): Promise<T> => {
      const transaction = await this.#begun()
      try {
        const answer = await use(transaction)
        await transaction.commit()
        return answer
      } catch (failure) {
        await transaction.rollback()
        throw failure
      }
    }
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      queryRaw: (query) => (isReading(query) ? reading.queryRaw(query) : written((queryable) => queryable.queryRaw(query))),
      executeRaw: (query) => written((queryable) => queryable.executeRaw(query)),
      executeScript: (sql) => written(async (queryable) => void (await queryable.executeRaw({ sql, args: [], argTypes: [] }))),
      startTransaction: () => this.#begun(),
      dispose: () => session.close(),
    }
  }

  /** A transaction that has the lock already; its connection is closed at its end. */
  async #begun(): Promise<Transaction> {
    const session = await SqliteSession.open(this.#options)
    try {
      await session.begin()
    } catch (failure) {
      await session.close()
      throw failure
    }
    const { queryRaw, executeRaw } = await queryableOn(session)
    const savepoint = async (sql: string) => void (await session.run(sql))
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      // Prisma then leaves BEGIN, COMMIT and ROLLBACK to us.
      options: { usePhantomQuery: true },
      queryRaw,
      executeRaw,
      async commit() {
        try {
          await session.run('COMMIT')
        } finally {
          await session.close()
        }
      },
      rollback: () => session.close(),
      createSavepoint: (name) => savepoint(`SAVEPOINT ${name}`),
      rollbackToSavepoint: (name) => savepoint(`ROLLBACK TO ${name}`),
      releaseSavepoint: (name) => savepoint(`RELEASE ${name}`),
    }
  }
}

/** Anything that is not plainly a reading is carried out as a write; what would slip through, SQLite refuses. */
function isReading({ sql }: SqlQuery): boolean {
  return /^\s*SELECT\b/i.test(sql)
}

type Queryable = Pick<SqlQueryable, 'queryRaw' | 'executeRaw'>

/** Prisma's own conversion of values, on a connection of ours. */
async function queryableOn(session: SqliteSession): Promise<Queryable> {
  const adapter = await new OnSession(session).connect()
  return { queryRaw: (query) => adapter.queryRaw(query), executeRaw: (query) => adapter.executeRaw(query) }
}

type Client = ReturnType<PrismaLibSql['createClient']>

class OnSession extends PrismaLibSql {
  readonly #session: SqliteSession

  constructor(session: SqliteSession) {
    super({ url: 'file:' })
    this.#session = session
  }

  override createClient(): Client {
    const execute = async ({ sql, args = [] }: { sql: string; args?: readonly unknown[] }) => {
      const parameters = args.map((value) => (typeof value === 'boolean' ? Number(value) : value))
      const { columns, rows, changes } = await this.#session.answer(sql, parameters)
      return { columns: columns.map(({ name }) => name), columnTypes: columns.map(({ type }) => type ?? ''), rows, rowsAffected: changes }
    }
    // Of a client Prisma's adapter uses nothing else for a single statement.
    const client: Partial<Record<keyof Client, unknown>> = { execute }
    return client as Client
  }
}
