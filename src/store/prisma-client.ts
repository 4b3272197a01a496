import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseUrl } from './database-url.ts'
import type { PrismaClient as SqlitePrismaClient } from './generated/sqlite/client.ts'

/** Prisma's client, connected when it is first asked for: what only measures pays nothing for it. */
export interface LazyPrisma {
  client(): Promise<SqlitePrismaClient>
  close(): Promise<void>
}

/**
 * Prisma is for small reads and writes; records go in and measures come out by plain SQL, which is many times faster. A
 * generated client speaks one database only, so there are two, from one schema: the same models, the same types.
 */
export function openPrisma(place: DatabaseUrl): LazyPrisma {
  let opened: Promise<SqlitePrismaClient> | undefined
  return {
    client() {
      opened ??= place.kind === 'sqlite' ? sqliteClient(place.path) : postgresClient(place.url)
      return opened
    },
    async close() {
      await (await opened)?.$disconnect()
    },
  }
}

async function sqliteClient(path: string): Promise<SqlitePrismaClient> {
  const [{ PrismaLibSql }, { PrismaClient }] = await Promise.all([import('@prisma/adapter-libsql'), import('./generated/sqlite/client.ts')])
  const client: unknown = new PrismaClient({ adapter: new PrismaLibSql({ url: `file:${path}` }) }).$extends({
    query: { $allOperations: async ({ args, query }) => patiently(() => query(args)) },
  })
  // An extended client has the same models; what its type lacks is event listeners, which nobody here asks for.
  return client as SqlitePrismaClient
}

/** How long a write through Prisma waits for a transaction of ours, as src/store/sqlite-connection.ts waits. */
const PATIENCE_MS = 60_000

/** Tries again while another connection to the SQLite file writes; Prisma's own wait would hold up the very program that it waits for. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error
      await pause(25)
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P1008'
}

async function postgresClient(connectionString: string): Promise<SqlitePrismaClient> {
  const [{ PrismaPg }, { PrismaClient }] = await Promise.all([import('@prisma/adapter-pg'), import('./generated/postgresql/client.ts')])
  const client: unknown = new PrismaClient({ adapter: new PrismaPg({ connectionString }) })
  // Generated from the same models; its type differs only in writes that SQLite does not have.
  return client as SqlitePrismaClient
}
