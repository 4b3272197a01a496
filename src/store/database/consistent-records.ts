import type { WritingConnection } from './connection.ts'
import { databaseUrl } from './database-url.ts'
import { type Records, recordsOf } from './records.ts'

/** One consistent state of a database: whatever others write meanwhile, every statement sees the same records. */
export interface ConsistentRecords extends Records {
  close(): Promise<void>
}

/**
 * Opens a reading transaction on a connection of its own: nobody waits for it and it waits for nobody. SQLite keeps the state
 * by its write-ahead log, PostgreSQL by a repeatable reading that may not write. `address` is that of an open store.
 */
export async function openConsistentRecords(address: string): Promise<ConsistentRecords> {
  const place = databaseUrl(address, process.cwd())
  const connection =
    place.kind === 'sqlite'
      ? await (await import('./sqlite-connection.ts')).openSqlite({ ...place, temporary: false })
      : await (await import('./postgres-connection.ts')).openPostgres(place)
  try {
    await begin(connection)
  } catch (failure) {
    await connection.close()
    throw failure
  }
  return {
    ...recordsOf(connection),
    async close() {
      await connection.run('ROLLBACK').catch(() => undefined)
      await connection.close()
    },
  }
}

/** Both databases choose the state at the first statement that reads, so one is read at once. */
async function begin(connection: WritingConnection): Promise<void> {
  await connection.run(connection.dialect.name === 'sqlite' ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  await connection.all('SELECT count(*) FROM "_prisma_migrations"')
}
