import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { WritingConnection } from './connection.ts'
import { StoreError } from './store-error.ts'

/** One step of the schema's history, as Prisma keeps it: a folder named by its time and purpose with one SQL script. */
export interface Migration {
  readonly name: string
  readonly script: string
  /** SHA-256 of the script, as Prisma records it. */
  readonly checksum: string
}

/** The folder with the migrations of each database. */
export const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))

/** The migrations of a database, oldest first. */
export function migrationsIn(folder: string, provider: 'sqlite' | 'postgresql'): Migration[] {
  const home = `${folder}/${provider}`
  return readdirSync(home)
    .sort()
    .map((name) => ({ name, file: `${home}/${name}/migration.sql` }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      // A checkout with CRLF line ends carries the same migration.
      const script = readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    })
}

/**
 * Brings the database to the newest schema, all steps in one transaction and one program at a time, and records each in
 * `_prisma_migrations` as Prisma does, so that `prisma migrate deploy` and we can take turns. A database that is up to
 * date is only read. Refuses a database with a migration that is unknown, has changed since or was never finished.
 */
export async function migrate(connection: WritingConnection, migrations: readonly Migration[], shownUrl: string): Promise<void> {
  if ((await pendingOf(connection, migrations, shownUrl)).length === 0) return
  await connection.begin()
  try {
    // Another program may have migrated while we waited for the lock.
    const pending = await pendingOf(connection, migrations, shownUrl)
    if (!(await hasMigrationTable(connection))) await connection.run(connection.dialect.migrationTable)
    for (const migration of pending) await apply(connection, migration, shownUrl)
    await connection.run('COMMIT')
  } catch (error) {
    await connection.run('ROLLBACK')
    throw error
  }
}

async function apply(connection: WritingConnection, migration: Migration, shownUrl: string): Promise<void> {
  try {
    await connection.run(migration.script)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new StoreError('migration_must_apply', { url: shownUrl, migration: migration.name, detail }, error)
  }
  await connection.all(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
     VALUES ($1, $2, $3, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)`,
    [randomUUID(), migration.checksum, migration.name],
  )
}

async function pendingOf(connection: WritingConnection, migrations: readonly Migration[], shownUrl: string): Promise<Migration[]> {
  if (!(await hasMigrationTable(connection))) return [...migrations]
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  const rows = await connection.all(
    `SELECT "migration_name", "checksum", CASE WHEN "finished_at" IS NULL THEN 0 ELSE 1 END
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  )
  for (const [name, checksum, finished] of rows) {
    const values = { url: shownUrl, migration: String(name) }
    const migration = known.get(String(name))
    if (!migration) throw new StoreError('migration_must_be_known', values)
    if (finished !== 1n) throw new StoreError('migration_must_have_finished', values)
    if (migration.checksum !== checksum) throw new StoreError('migration_must_be_unchanged', values)
    known.delete(migration.name)
  }
  return migrations.filter((migration) => known.has(migration.name))
}

async function hasMigrationTable(connection: WritingConnection): Promise<boolean> {
  const [row] = await connection.all(connection.dialect.hasMigrationTable)
  return row?.[0] !== 0n
}
