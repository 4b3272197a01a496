import { PrismaPg } from '@prisma/adapter-pg'
import {
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQueryable,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import { configOf, failureOf, type PostgresOptions } from './postgres-connection.ts'

/** Prisma on PostgreSQL. A lock that was not had, a full disk and a connection that was cut are StoreErrors, as everywhere in the store. */
export class PrismaPostgres implements SqlDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = 'quanheng-postgres'
  readonly #options: PostgresOptions

  constructor(options: PostgresOptions) {
    this.#options = options
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await new PrismaPg(configOf(this.#options)).connect()
    const { provider, adapterName } = this
    return {
      ...{ provider, adapterName },
      ...this.#inWords(adapter),
      executeScript: (script) => this.#worded(() => adapter.executeScript(script)),
      startTransaction: async (isolation) => this.#transaction(await this.#worded(() => adapter.startTransaction(isolation))),
      getConnectionInfo: () => adapter.getConnectionInfo(),
      dispose: () => adapter.dispose(),
    }
  }

  #transaction(transaction: Transaction): Transaction {
    const { provider, adapterName, options } = transaction
    return {
      ...{ provider, adapterName, options },
      ...this.#inWords(transaction),
      commit: () => transaction.commit(),
      rollback: () => transaction.rollback(),
      createSavepoint: async (name) => transaction.createSavepoint?.(name),
      rollbackToSavepoint: async (name) => transaction.rollbackToSavepoint?.(name),
      releaseSavepoint: async (name) => transaction.releaseSavepoint?.(name),
    }
  }

  #inWords(queryable: SqlQueryable): Pick<SqlQueryable, 'queryRaw' | 'executeRaw'> {
    return {
      queryRaw: (query) => this.#worded(() => queryable.queryRaw(query)),
      executeRaw: (query) => this.#worded(() => queryable.executeRaw(query)),
    }
  }

  async #worded<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action()
    } catch (error) {
      const { kind, originalCode } = isDriverAdapterError(error) ? error.cause : { kind: undefined, originalCode: undefined }
      // What neither the server nor the network said, such as a value of another type, Prisma has words for.
      if (originalCode === undefined && kind !== undefined && !NETWORK.has(kind)) throw error
      throw failureOf(error, originalCode, this.#options.shownUrl)
    }
  }
}

const NETWORK: ReadonlySet<string> = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TlsConnectionError'])
