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
  /** What a database of the former history lacks of it: FORMER_HISTORY. */
  readonly fromFormer?: string | undefined
}

/** The folder with the migrations of each database. */
export const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))

/** The migrations of a database, oldest first. */
export function migrationsIn(folder: string, provider: 'sqlite' | 'postgresql'): Migration[] {
  const home = `${folder}/${provider}`
  return readdirSync(home)
    .sort()
    .map((name) => ({ name, folder: `${home}/${name}` }))
    .filter(({ folder }) => existsSync(`${folder}/migration.sql`))
    .map(({ name, folder }) => {
      const script = scriptIn(`${folder}/migration.sql`)
      const former = `${folder}/from-former.sql`
      return {
        name,
        script,
        checksum: createHash('sha256').update(script).digest('hex'),
        fromFormer: existsSync(former) ? scriptIn(former) : undefined,
      }
    })
}

/** A checkout with CRLF line ends carries the same migration. */
function scriptIn(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
}

/**
 * The first migration was several until it was written anew: sixteen in the version before the second factor. How a database is
 * known that has exactly those, as SHA-256 over a line with name and checksum for each. It is brought to where the first one leads
 * by the script from-former.sql beside that, and its history is told as that one's. An older database is opened by the version
 * with the sixteen first; of it migration_must_be_known is said.
 */
const FORMER_HISTORY = {
  sqlite: 'a3c2a6f4d439941c77ade73f0cac6cf313a01cec7b0067d30bf2031f5e24ca55',
  postgresql: '284a2b90db249528459aa37c3be4d41b15500d0bd42145cdf55584994be617fc',
}

/**
 * Brings the database to the newest schema, all steps in one transaction and one program at a time, and records each in
 * `_prisma_migrations` as Prisma does, so that `prisma migrate deploy` and we can take turns. A database that is up to
 * date is only read. Refuses a database with a migration that is unknown, has changed since or was never finished.
 */
export async function migrate(connection: WritingConnection, migrations: readonly Migration[], shownUrl: string): Promise<void> {
  const before = await appliedTo(connection)
  if (!isFormer(connection, before) && pendingOf(before, migrations, shownUrl).length === 0) return
  await connection.begin()
  try {
    // Another program may have migrated while we waited for the lock.
    let applied = await appliedTo(connection)
    if (!applied) await connection.run(connection.dialect.migrationTable)
    if (isFormer(connection, applied)) {
      await connection.run('DELETE FROM "_prisma_migrations"')
      for (const first of migrations.slice(0, 1)) {
        await apply(connection, { ...first, script: first.fromFormer ?? '' }, shownUrl)
        await record(connection, first)
      }
      applied = await appliedTo(connection)
    }
    for (const migration of pendingOf(applied, migrations, shownUrl)) {
      await apply(connection, migration, shownUrl)
      await record(connection, migration)
    }
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
}

async function record(connection: WritingConnection, { name, checksum }: Migration): Promise<void> {
  await connection.all(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
     VALUES ($1, $2, $3, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)`,
    [randomUUID(), checksum, name],
  )
}

/** What `_prisma_migrations` says of a migration. */
interface Applied {
  readonly name: string
  readonly checksum: string
  readonly isFinished: boolean
}

/** The migrations of a database by name; undefined before the first. */
async function appliedTo(connection: WritingConnection): Promise<Applied[] | undefined> {
  const [table] = await connection.all(connection.dialect.hasMigrationTable)
  if (table?.[0] === 0n) return undefined
  const rows = await connection.rows(
    `SELECT "migration_name", "checksum", CASE WHEN "finished_at" IS NULL THEN 0 ELSE 1 END AS finished
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  )
  return rows.map((row) => ({ name: String(row.migration_name), checksum: String(row.checksum), isFinished: row.finished === 1n }))
}

function isFormer({ dialect }: WritingConnection, applied: readonly Applied[] | undefined): boolean {
  if (!applied?.every(({ isFinished }) => isFinished)) return false
  const lines = applied.map(({ name, checksum }) => `${name} ${checksum}\n`)
  return createHash('sha256').update(lines.join('')).digest('hex') === FORMER_HISTORY[dialect.name]
}

function pendingOf(applied: readonly Applied[] | undefined, migrations: readonly Migration[], shownUrl: string): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum, isFinished } of applied ?? []) {
    const values = { url: shownUrl, migration: name }
    const migration = known.get(name)
    if (!migration) throw new StoreError('migration_must_be_known', values)
    if (!isFinished) throw new StoreError('migration_must_have_finished', values)
    if (migration.checksum !== checksum) throw new StoreError('migration_must_be_unchanged', values)
    known.delete(name)
  }
  return migrations.filter((migration) => known.has(migration.name))
}
