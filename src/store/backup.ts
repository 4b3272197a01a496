import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { verifyAudit } from './audit.ts'
import type { WritingConnection } from './connection.ts'
import { copyTables, isEmpty } from './copy-tables.ts'
import { type DatabaseUrl, databaseUrl } from './database-url.ts'
import { MIGRATIONS, migrate, migrationsIn } from './migrations.ts'
import { openSqlite } from './sqlite-connection.ts'
import { copySqlite } from './sqlite-session.ts'
import { StoreError } from './store-error.ts'

/**
 * Copies a database as it stands at one moment into a file, while the service runs. The file is an SQLite database of the
 * same schema, whichever database it comes from, so that a backup of one can be restored into the other. Sessions are
 * left out: whoever was signed in signs in again. Rejects with a StoreError; an existing file is never overwritten.
 */
export async function backup(url: string, folder: string, file: string): Promise<void> {
  if (existsSync(file)) throw new StoreError('backup_file_must_not_exist', { file })
  const unfinished = `${file}.${process.pid}.unfinished`
  try {
    const place = databaseUrl(url, folder)
    if (place.kind === 'sqlite') await vacuumInto(place, unfinished)
    else await copyFromPostgres(place, unfinished)
    await rename(unfinished, file)
  } catch (failure) {
    await rm(unfinished, { force: true })
    throw failure
  }
}

/** Brings a backup into a database that has nothing in it yet; whole or not at all. The backup's audit trail must hold. */
export async function restore(file: string, url: string, folder: string): Promise<void> {
  if (!existsSync(file)) throw new StoreError('backup_file_must_exist', { file })
  const source = await openSqlite({ path: file, shownUrl: file, temporary: true })
  try {
    await migrate(source, migrationsIn(MIGRATIONS, 'sqlite'), file)
    const { firstBreak } = await verifyAudit(source)
    if (firstBreak) throw new StoreError('backup_must_be_whole', { file, entry: String(firstBreak.sequence) })
    const place = databaseUrl(url, folder)
    if (place.kind === 'sqlite') await restoreSqlite(source, place)
    else await restorePostgres(source, place)
  } finally {
    await source.close()
  }
}

async function vacuumInto(place: DatabaseUrl & { kind: 'sqlite' }, file: string): Promise<void> {
  if (!existsSync(place.path)) throw new StoreError('backup_file_must_exist', { file: place.shownUrl })
  await copySqlite(place, file)
  const copy = await openSqlite({ path: file, shownUrl: file, temporary: true })
  try {
    await inTransaction(copy, () => copy.run('DELETE FROM sessions; DELETE FROM verifications; DELETE FROM server_leases'))
  } finally {
    await copy.close()
  }
}

async function copyFromPostgres(place: DatabaseUrl & { kind: 'postgresql' }, file: string): Promise<void> {
  const { openPostgres } = await import('./postgres-connection.ts')
  const source = await openPostgres(place)
  const target = await openSqlite({ path: file, shownUrl: file, temporary: true })
  try {
    await migrate(target, migrationsIn(MIGRATIONS, 'sqlite'), file)
    await source.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await inTransaction(target, () => copyTables(source, target))
    await source.run('COMMIT')
  } finally {
    await target.close()
    await source.close()
  }
}

async function restoreSqlite(source: WritingConnection, place: DatabaseUrl & { kind: 'sqlite' }): Promise<void> {
  if (existsSync(place.path)) throw new StoreError('database_must_be_empty', { url: place.shownUrl })
  const unfinished = `${place.path}.${process.pid}.unfinished`
  try {
    await source.all('VACUUM INTO $1', [unfinished])
    await rename(unfinished, place.path)
  } catch (failure) {
    await rm(unfinished, { force: true })
    throw failure
  }
}

async function restorePostgres(source: WritingConnection, place: DatabaseUrl & { kind: 'postgresql' }): Promise<void> {
  const { openPostgres } = await import('./postgres-connection.ts')
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
