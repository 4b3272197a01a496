import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, inject } from 'vitest'
import { runPostgres } from '../run-postgres.ts'

export interface TestDatabase {
  readonly name: 'sqlite' | 'postgresql'
  /** The address of a database of its own: empty, or on PostgreSQL a copy of another. */
  fresh(from?: string): Promise<string>
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
 * Runs one suite on PostgreSQL, in databases of its own on the server of the run. Where that does not start the suite is skipped, and the
 * title says why; with QUANHENG_REQUIRE_POSTGRES set it fails instead.
 */
export async function onPostgres(suite: (database: TestDatabase) => void): Promise<void> {
  const found = await runPostgres(inject('postgresPort'))
  if ('reason' in found) {
    if (process.env.QUANHENG_REQUIRE_POSTGRES) throw new Error(found.reason)
    const [reason] = found.reason.split('\n')
    describe.skip(`PostgreSQL - SKIPPED, not tested here: ${reason}`, () => suite({ name: 'postgresql', fresh: async () => '' }))
    return
  }
  const made: string[] = []
  afterAll(() => administer(found.address, ...made.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)))
  const fresh = async (from?: string) => {
    const name = uniqueName('test')
    made.push(name)
    await administer(found.address, `CREATE DATABASE ${name} TEMPLATE ${from ? nameOf(from) : 'template1'}`)
    return addressOf(found.address, name)
  }
  describe('PostgreSQL', () => suite({ name: 'postgresql', fresh }))
}

/**
 * Puts a copy of the database `template` in the place of another, which nobody is connected to. The first who asks for a template in a
 * run makes it: `make` fills the empty database of an address and leaves it.
 */
export async function replaceByCopy(address: string, template: string, make: (address: string) => Promise<void>): Promise<void> {
  const name = nameOf(address)
  await administering(address, async (client) => {
    await client.query('SELECT pg_advisory_lock(1)')
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) {
      const unfinished = uniqueName(template)
      await client.query(`CREATE DATABASE ${unfinished}`)
      await make(addressOf(address, unfinished))
      await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`)
    }
    await client.query('SELECT pg_advisory_unlock(1)')
    await client.query(`DROP DATABASE ${name}`)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
}

/** Runs statements that make and remove databases, on the server of an address. */
async function administer(address: string, ...statements: readonly string[]): Promise<void> {
  await administering(address, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

async function administering(address: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(address, 'postgres') })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function addressOf(server: string, name: string): string {
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

function nameOf(address: string): string {
  return new URL(address).pathname.slice(1)
}

function uniqueName(beginning: string): string {
  return `${beginning}_${randomUUID().replaceAll('-', '')}`
}
