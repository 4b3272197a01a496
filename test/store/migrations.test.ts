import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { differenceToSchema, schemaEngine } from '../../prisma/schema-engine.ts'
import { listProfiles, versionsOf } from '../../src/store/aggregates/mapping-profiles.ts'
import { MIGRATIONS, migrationsIn } from '../../src/store/database/migrations.ts'
import { openStore } from '../../src/store/open-store.ts'
import { onBothDatabases } from './databases.ts'
import FORMER from './former-history.json' with { type: 'json' }
import { loadBook } from './load-book.ts'

/** Takes a database back to where the former history led: the version before the second factor. */
const BEFORE_SECOND_FACTOR = {
  sqlite: ['DROP TABLE second_factors', 'DROP TABLE backup_codes', 'ALTER TABLE sessions DROP COLUMN way'],
  postgresql: [
    'DROP TABLE second_factors',
    'DROP TABLE backup_codes',
    'ALTER TABLE sessions DROP COLUMN way',
    'ALTER TABLE audit_entries ALTER COLUMN key_id TYPE text COLLATE "default"',
  ],
} as const

const home = mkdtempSync(join(tmpdir(), 'quanheng-migrations-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

await onBothDatabases((database) => {
  let url: string
  /** A copy of the migrations that a test may change. */
  let migrations: string
  beforeEach(async () => {
    url = await database.fresh()
    migrations = mkdtempSync(join(home, 'copy-'))
    cpSync(MIGRATIONS, migrations, { recursive: true })
  })
  const addMigration = (name: string, script: string) => {
    mkdirSync(join(migrations, database.name, name))
    writeFileSync(join(migrations, database.name, name, 'migration.sql'), script)
  }
  const opened = async (options = {}) => (await openStore(url, options)).close()

  test('the migrations lead to exactly the schema', async () => {
    await opened()
    expect(await differenceToSchema(database.name, url)).toBeUndefined()
  })

  test.runIf(database.name === 'postgresql')(
    'every text is ordered by code point, whatever language the server was set up with',
    async () => {
      const store = await openStore(url)
      const otherwise = await store.all(
        `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()
       AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' AND table_name <> '_prisma_migrations'`,
      )
      expect(otherwise).toEqual([])
      await store.close()
    },
  )

  test('a table that the schema has not is a difference', async () => {
    addMigration('99990101000000_more', 'CREATE TABLE "stray" ("id" INTEGER NOT NULL PRIMARY KEY);')
    await opened({ migrations })
    expect(await differenceToSchema(database.name, url)).toContain('stray')
  })

  test("Prisma's own engine finds the history in order", async () => {
    await opened()
    const engine = await schemaEngine(database.name, url)
    const found = await engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: 'migration_lock.toml', content: `provider = "${database.name}"` },
        shadowDbInitScript: '',
        migrationDirectories: migrationsIn(MIGRATIONS, database.name).map(({ name, script }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
        })),
      },
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    })
    expect(found).toMatchObject({ history: null, editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true })
  })

  test('opening again changes nothing and keeps the books', async () => {
    const store = await openStore(url)
    const book = await loadBook(store, { regions: [['EAST', '华东']] })
    const history = await store.all('SELECT * FROM "_prisma_migrations"')
    await store.close()
    const again = await openStore(url)
    expect(await again.all('SELECT * FROM "_prisma_migrations"')).toEqual(history)
    expect(await again.books()).toEqual([book])
    await again.close()
  })

  test('a later migration is applied to a database with books', async () => {
    const store = await openStore(url)
    await loadBook(store, { regions: [['EAST', '华东']] })
    await store.close()
    addMigration('99990101000000_more', 'CREATE TABLE "more" ("id" INTEGER NOT NULL PRIMARY KEY);\nINSERT INTO "more" VALUES (7);')
    const later = await openStore(url, { migrations })
    expect(await later.all('SELECT id FROM more')).toEqual([[7n]])
    expect(await later.books()).toHaveLength(1)
    await later.close()
  })

  test('a database of the history before it was written anew is opened, keeps its books and tells the new one', async () => {
    const former = Object.entries(FORMER[database.name])
    const withFormerHistory = async (rows: readonly (readonly [string, string])[]) => {
      for (const later of readdirSync(join(migrations, database.name)).sort().slice(1)) {
        if (/^\d/.test(later)) rmSync(join(migrations, database.name, later), { recursive: true })
      }
      const store = await openStore(url, { migrations })
      const book = await loadBook(store, { regions: [['EAST', '华东']] })
      await store.write(async (transaction) => {
        for (const statement of BEFORE_SECOND_FACTOR[database.name]) await transaction.all(statement)
        await transaction.all('DELETE FROM "_prisma_migrations"')
        for (const [name, checksum] of rows) {
          await transaction.all(
            `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at") VALUES ($1, $2, $3, CURRENT_TIMESTAMP)`,
            [checksum.slice(0, 36), checksum, name],
          )
        }
        return { ok: true }
      })
      await store.close()
      return book
    }
    const book = await withFormerHistory(former)
    const stores = await Promise.all([1, 2, 3].map(() => openStore(url)))
    expect(await stores[0]?.books()).toEqual([book])
    const now = migrationsIn(MIGRATIONS, database.name).map(({ name, checksum }) => [name, checksum])
    expect(await stores[0]?.all('SELECT migration_name, checksum FROM "_prisma_migrations" ORDER BY 1')).toEqual(now)
    await Promise.all(stores.map((store) => store.close()))
    expect(await differenceToSchema(database.name, url)).toBeUndefined()
    // Of an older one it is not known where it stands.
    url = await database.fresh()
    await withFormerHistory(former.slice(0, -1))
    await expect(openStore(url)).rejects.toMatchObject({ problem: { code: 'migration_must_be_known' } })
  })

  test('kept mappings of before are carried to their later form: what each said is its first version', async () => {
    const all = migrationsIn(MIGRATIONS, database.name).map(({ name }) => name)
    const isLater = (name: string) => all.indexOf(name) >= all.findIndex((each) => each.endsWith('_mapping-versions'))
    const later = all.filter(isLater)
    expect(later[0]).toMatch(/_mapping-versions$/)
    for (const name of later) rmSync(join(migrations, database.name, name), { recursive: true })
    const before = await openStore(url, { migrations })
    const said = {
      name: '金蝶收款',
      headers: '["单据编号","单据状态"]',
      columns: '{"单据编号":"number"}',
      meanings: '{"status":{"已审核":"audited"}}',
      further: '{"forms":{"dates":"dmy"},"fill":true}',
    }
    const made = ['collections', 'f-1', '2026-10-02T03:04:05Z', 'U1', '2026-11-01T00:00:00Z']
    await before.write(async (transaction) => {
      await transaction.all(
        `INSERT INTO mapping_profiles (name, headers, columns, meanings, further, "table", fingerprint, created_at, created_by, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [...Object.values(said), ...made],
      )
      return { ok: true }
    })
    await before.close()

    const after = await openStore(url)
    const [profile, ...others] = await listProfiles(after, { table: undefined, after: undefined, limit: 10 })
    expect(others).toEqual([])
    const content = {
      name: said.name,
      headers: JSON.parse(said.headers),
      columns: JSON.parse(said.columns),
      meanings: JSON.parse(said.meanings),
      further: JSON.parse(said.further),
    }
    expect(profile).toMatchObject({
      ...content,
      table: 'collections',
      fingerprint: 'f-1',
      version: 1,
      savedBy: 'U1',
      savedAt: made[2],
      usedAt: made[4],
    })
    expect(await versionsOf(after, profile?.id ?? 0)).toMatchObject([{ ...content, number: 1, by: 'U1', at: made[2] }])
    await after.close()
  })

  test('a migration that fails leaves the database as it was, and is named', async () => {
    await opened()
    addMigration('99990101000000_broken', 'CREATE TABLE "half" ("id" INTEGER);\nCREATE TABLE "regions" ("id" INTEGER);')
    await expect(openStore(url, { migrations })).rejects.toMatchObject({
      problem: { code: 'migration_must_apply', values: { migration: '99990101000000_broken' } },
    })
    const store = await openStore(url)
    await expect(store.all('SELECT * FROM half')).rejects.toThrow()
    await store.close()
  })

  test('a migration that has changed since is refused', async () => {
    await opened()
    const [name = ''] = readdirSync(join(migrations, database.name)).sort()
    writeFileSync(join(migrations, database.name, name, 'migration.sql'), '-- something else')
    await expect(openStore(url, { migrations })).rejects.toMatchObject({
      problem: { code: 'migration_must_be_unchanged', values: { migration: name } },
    })
  })

  test('a database of a newer version is refused', async () => {
    addMigration('99990101000000_newer', 'CREATE TABLE "newer" ("id" INTEGER);')
    await opened({ migrations })
    await expect(openStore(url)).rejects.toMatchObject({
      problem: { code: 'migration_must_be_known', values: { migration: '99990101000000_newer' } },
    })
  })

  test('a migration that another program began and never finished is refused', async () => {
    const store = await openStore(url)
    await store.write(async (transaction) => {
      await transaction.all('UPDATE "_prisma_migrations" SET finished_at = NULL')
      return { ok: true }
    })
    await store.close()
    await expect(openStore(url)).rejects.toMatchObject({ problem: { code: 'migration_must_have_finished' } })
  })

  test('several programs may open an empty database at once', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(url)))
    expect(await stores[0]?.all('SELECT count(*) FROM "_prisma_migrations"')).toEqual([
      [BigInt(migrationsIn(MIGRATIONS, database.name).length)],
    ])
    await Promise.all(stores.map((store) => store.close()))
  })
})

test('both databases have the same history', () => {
  const names = (provider: 'sqlite' | 'postgresql') => migrationsIn(MIGRATIONS, provider).map(({ name }) => name)
  expect(names('postgresql')).toEqual(names('sqlite'))
})
