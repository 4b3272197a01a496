import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** Somebody else who writes to the same database. */
export interface OtherWriter {
  /** Resolves when the lock was had the last time and given back. */
  readonly done: Promise<unknown>
  end(): void
}

const HOLDER = fileURLToPath(new URL('lock-holder.mjs', import.meta.url))

/**
 * A second process takes the write lock of an SQLite file again and again: kept, left, kept ... for so many milliseconds. On
 * PostgreSQL a session of its own does, and keeps everybody from the sessions and records too. Resolves when it has the lock.
 */
export async function otherWriter(address: string, durations: readonly number[]): Promise<OtherWriter> {
  return address.startsWith('file:') ? otherProcess(address.slice('file:'.length), durations) : otherSession(address, durations)
}

async function otherProcess(path: string, durations: readonly number[]): Promise<OtherWriter> {
  const child = spawn(process.execPath, [HOLDER, path, ...durations.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const done = once(child, 'exit')
  await once(child.stdout, 'data')
  return { done, end: () => child.kill() }
}

async function otherSession(address: string, durations: readonly number[]): Promise<OtherWriter> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  const take = async () => {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(72707369)')
    await client.query('LOCK TABLE sessions, collections, evaluations IN SHARE MODE')
  }
  await take()
  const done = (async () => {
    for (let index = 0; index < durations.length; index += 2) {
      if (index > 0) await take()
      await pause(durations[index])
      await client.query('COMMIT')
      await pause(durations[index + 1] ?? 0)
    }
    await client.end()
  })()
  return { done, end: () => undefined }
}

/** Cuts one connection after the other of a PostgreSQL database, its own excepted, for so long. */
export async function cutConnections(address: string, milliseconds: number, everyMs: number): Promise<number> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  let cut = 0
  for (const until = Date.now() + milliseconds; Date.now() < until; await pause(everyMs)) {
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`,
    )
    cut += rowCount ?? 0
  }
  await client.end()
  return cut
}
