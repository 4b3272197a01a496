import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { type PostgresServer, startPostgres } from './embedded-postgres.ts'

export interface TestDatabase {
  readonly name: 'sqlite' | 'postgresql'
  /** The address of an empty database of its own. */
  fresh(): Promise<string>
}

/** Runs one suite on both databases. */
export async function onBothDatabases(suite: (database: TestDatabase) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let made = 0
  describe('SQLite', () => suite({ name: 'sqlite', fresh: async () => `file:${join(folder, `${++made}.sqlite`)}` }))
  await onPostgres(suite)
}

/**
 * Runs one suite on PostgreSQL. Where that does not start the suite is skipped, and the title says why; with
 * QUANHENG_REQUIRE_POSTGRES set it fails instead.
 */
export async function onPostgres(suite: (database: TestDatabase) => void): Promise<void> {
  const server = await startPostgres().catch((reason: unknown) => reason)
  if (!isServer(server)) {
    if (process.env.QUANHENG_REQUIRE_POSTGRES) throw server
    const reason = server instanceof Error ? (server.message.split('\n')[0] ?? '') : String(server)
    describe.skip(`PostgreSQL - SKIPPED, not tested here: ${reason}`, () => suite({ name: 'postgresql', fresh: async () => '' }))
    return
  }
  afterAll(() => server.stop())
  let made = 0
  describe('PostgreSQL', () => suite({ name: 'postgresql', fresh: () => server.createDatabase(`test_${++made}`) }))
}

function isServer(value: unknown): value is PostgresServer {
  return typeof value === 'object' && value !== null && 'createDatabase' in value
}
