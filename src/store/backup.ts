import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WritingConnection } from './database/connection.ts'
import { copyTables, isEmpty } from './database/copy-tables.ts'
import { type DatabaseUrl, databaseUrl } from './database/database-url.ts'
import { MIGRATIONS, migrate, migrationsIn } from './database/migrations.ts'
import { openSqlite } from './database/sqlite-connection.ts'
import { copySqlite } from './database/sqlite-session.ts'
import { StoreError } from './database/store-error.ts'
import { transactionOn, type WriteTransaction } from './trail/write.ts'

/** What is to be done with a copy before it counts; what it throws leaves nothing behind. */
export type UseOfCopy = (transaction: WriteTransaction) => Promise<void>

/**
 * Copies a database as it stands at one moment into a file, while the service runs. The file is an SQLite database of the
 * same schema, whichever database it comes from, so that a backup of one can be restored into the other. Sessions are
 * left out: whoever was signed in signs in again. `finish` writes what only the copy has. Rejects with a StoreError; an existing
 * file is never overwritten.
 */
export async function backup(url: string, folder: string, file: string, finish: UseOfCopy): Promise<void> {
  if (existsSync(file)) throw new StoreError('backup_file_must_not_exist', { file })
  const unfinished = `${file}.${process.pid}.unfinished`
  try {
    const place = databaseUrl(url, folder)
    if (place.kind === 'sqlite') await vacuumInto(place, unfinished, finish)
    else await copyFromPostgres(place, unfinished, finish)
    await rename(unfinished, file)
  } catch (failure) {
    await rm(unfinished, { force: true })
    throw failure
  }
}

/**
 * Brings a backup into a database that has nothing in it yet; whole or not at all. `check` looks at a copy of the schema of
 * today, and refuses it with a StoreError; the backup itself is only read.
 */
export async function restore(file: string, url: string, folder: string, check: UseOfCopy): Promise<void> {
  if (!existsSync(file)) throw new StoreError('backup_file_must_exist', { file })
  if ((await stat(file)).size === 0) throw new StoreError('backup_must_hold_a_database', { file })
  const place = databaseUrl(url, folder)
  if (place.kind === 'sqlite' && existsSync(place.path)) throw new StoreError('database_must_be_empty', { url: place.shownUrl })
  const passing = place.kind === 'sqlite' ? undefined : await mkdtemp(join(tmpdir(), 'quanheng-restore-'))
  const unfinished = place.kind === 'sqlite' ? `${place.path}.${process.pid}.unfinished` : join(passing ?? '', 'backup.sqlite')
  try {
    await copyBackup(file, unfinished)
    const copy = await openSqlite({ path: unfinished, shownUrl: file, temporary: true })
    try {
      await migrate(copy, migrationsIn(MIGRATIONS, 'sqlite'), file)
      await inTransaction(copy, () => check(transactionOn(copy)))
      if (place.kind === 'postgresql') await restorePostgres(copy, place)
    } finally {
      await copy.close()
    }
    if (place.kind === 'sqlite') await rename(unfinished, place.path)
  } finally {
    await rm(passing ?? unfinished, { recursive: true, force: true })
  }
}

/** A file that is no backup is refused before anything is made of it. */
async function copyBackup(file: string, copy: string): Promise<void> {
  const source = await openSqlite({ path: file, shownUrl: file, temporary: true })
  try {
    const [row] = await source.all(`SELECT count(*) FROM sqlite_master WHERE name IN ('_prisma_migrations', 'audit_entries')`)
    if (row?.[0] !== 2n) throw new StoreError('backup_must_hold_a_database', { file })
    await source.all('VACUUM INTO $1', [copy])
  } finally {
    await source.close()
  }
}

async function vacuumInto(place: DatabaseUrl & { kind: 'sqlite' }, file: string, finish: UseOfCopy): Promise<void> {
  if (!existsSync(place.path)) throw new StoreError('backup_file_must_exist', { file: place.shownUrl })
  await copySqlite(place, file)
  const copy = await openSqlite({ path: file, shownUrl: file, temporary: true })
  try {
    await inTransaction(copy, async () => {
      await copy.run('DELETE FROM sessions; DELETE FROM verifications; DELETE FROM server_leases')
      await finish(transactionOn(copy))
    })
  } finally {
    await copy.close()
  }
}

async function copyFromPostgres(place: DatabaseUrl & { kind: 'postgresql' }, file: string, finish: UseOfCopy): Promise<void> {
  const { openPostgres } = await import('./database/postgres-connection.ts')
  const source = await openPostgres(place)
  const target = await openSqlite({ path: file, shownUrl: file, temporary: true })
  try {
    await migrate(target, migrationsIn(MIGRATIONS, 'sqlite'), file)
    await source.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await inTransaction(target, async () => {
      await copyTables(source, target)
      await finish(transactionOn(target))
    })
    await source.run('COMMIT')
  } finally {
    await target.close()
    await source.close()
  }
}

async function restorePostgres(source: WritingConnection, place: DatabaseUrl & { kind: 'postgresql' }): Promise<void> {
  const { openPostgres } = await import('./database/postgres-connection.ts')
  const target = await openPostgres(place)
  try {
    await migrate(target, migrationsIn(MIGRATIONS, 'postgresql'), place.shownUrl)
    if (!(await isEmpty(target))) throw new StoreError('database_must_be_empty', { url: place.shownUrl })
    await inTransaction(target, () => copyTables(source, target))
  } finally {
    await target.close()
  }
}

async function inTransaction(connection: WritingConnection, use: () => Promise<void>): Promise<void> {
  await connection.begin()
  try {
    await use()
    await connection.run('COMMIT')
  } catch (failure) {
    await connection.run('ROLLBACK').catch(() => undefined)
    throw failure
  }
}
