import type { PrismaClient as SqlitePrismaClient } from '../generated/sqlite/client.ts'
import type { DatabaseUrl } from './database-url.ts'
import type { PostgresOptions } from './postgres-connection.ts'
import type { SqliteOptions } from './sqlite-session.ts'

/** Prisma's client, connected when it is first asked for: what only measures pays nothing for it. */
export interface LazyPrisma {
  client(): Promise<SqlitePrismaClient>
  close(): Promise<void>
}

/**
 * Prisma is for small reads and writes; records go in and measures come out by plain SQL, which is many times faster. A
 * generated client speaks one database only, so there are two, from one schema: the same models, the same types.
 */
export function openPrisma(place: DatabaseUrl, { temporary, patienceMs, closing }: Omit<SqliteOptions, 'path' | 'shownUrl'>): LazyPrisma {
  let opened: Promise<SqlitePrismaClient> | undefined
  return {
    client() {
      opened ??=
        place.kind === 'sqlite'
          ? sqliteClient({ path: place.path, shownUrl: place.shownUrl, temporary, patienceMs, closing })
          : postgresClient({ url: place.url, shownUrl: place.shownUrl, patienceMs })
      return opened
    },
    async close() {
      await (await opened)?.$disconnect()
    },
  }
}

async function sqliteClient(options: SqliteOptions): Promise<SqlitePrismaClient> {
  const [{ PrismaSqlite }, { PrismaClient }] = await Promise.all([import('./sqlite-prisma.ts'), import('../generated/sqlite/client.ts')])
  return new PrismaClient({ adapter: new PrismaSqlite(options) })
}

async function postgresClient(options: PostgresOptions): Promise<SqlitePrismaClient> {
  const [{ PrismaPostgres }, { PrismaClient }] = await Promise.all([
    import('./postgres-prisma.ts'),
    import('../generated/postgresql/client.ts'),
  ])
  const client: unknown = new PrismaClient({ adapter: new PrismaPostgres(options) })
  // Generated from the same models; its type differs only in writes that SQLite does not have.
  return client as SqlitePrismaClient
}
