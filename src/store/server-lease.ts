import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Reader } from './database/connection.ts'
import { type DatabaseUrl, databaseUrl } from './database/database-url.ts'
import { firstOf, rowsOf, tables } from './database/query.ts'
import { StoreError } from './database/store-error.ts'
import type { Store } from './open-store.ts'

/** The one server that a database is served by. It says again and again that it is there, for as long as it is. */
export interface ServerLease {
  /** Resolves when another server has taken the database over, with words for it; this one must not go on then. */
  readonly lost: Promise<StoreError>
  /** Gives the database free for the next server. */
  release(): Promise<void>
}

export interface LeaseTimes {
  /** How often a server says that it is there. */
  readonly beatMs: number
  /** How long it may say nothing before another takes its place: longer than a writer waits for an ordinary transaction. */
  readonly silenceMs: number
  /** Told when a start has to wait to see whether the server before it is still there. */
  readonly onWait?: ((milliseconds: number) => void) | undefined
}

export const LEASE_TIMES: LeaseTimes = { beatMs: 5_000, silenceMs: 20_000 }

/** A wait for the lock longer than this may have kept the other server from saying that it is there. */
const SHORT_WAIT_MS = 2_000

interface Holder {
  readonly id: string
  /** The machine, its present start, the process space and the database: where process numbers mean the same. */
  readonly place: string
  readonly host: string
  readonly pid: number
  /** When the process began, as its machine counts; empty where that cannot be told. */
  readonly born: string
  readonly since: string
  readonly beats: number
}

/**
 * Rejects with database_must_have_one_server while another server is there: at once where its process can be looked up, else
 * as soon as it is heard of. For the time before a newer program changes the schema under an older one that runs.
 */
export async function otherServerGone(reader: Reader, address: string, folder: string, times: LeaseTimes = LEASE_TIMES): Promise<void> {
  const place = databaseUrl(address, folder)
  if (await hasTable(reader)) await silentHolder(reader, place, times)
}

/**
 * Takes the lease of a database: the one before was given back, its process is gone, or nothing was heard of it for as long as
 * `silenceMs`. Rejects with database_must_have_one_server otherwise.
 */
export async function takeLease(store: Store, now: () => Date, times: LeaseTimes = LEASE_TIMES): Promise<ServerLease> {
  const place = databaseUrl(store.address, '/')
  const id = randomUUID()
  for (;;) {
    const { holder: before, certain } = await silentHolder(store, place, times)
    const asked = performance.now()
    const taken = await store.write(async (transaction) => {
      if (!certain && performance.now() - asked > SHORT_WAIT_MS) return { ok: false }
      const standing = await holderOf(transaction)
      if (standing?.id !== before?.id || standing?.beats !== before?.beats) return { ok: false }
      await rowsOf(transaction, tables.deleteFrom('server_leases'))
      const own = { name: 'server', holder: id, place: await placeOf(transaction, place), host: hostname(), pid: process.pid, beats: 0 }
      await transaction.insert('server_leases', { ...own, born: birthOf('self') ?? '', since: now().toISOString() })
      return { ok: true }
    })
    if (taken.ok) return heldLease(store, id, place, times)
  }
}

/** Says that the server is there until it gives the lease back. */
function heldLease(store: Store, id: string, place: DatabaseUrl, { beatMs }: LeaseTimes): ServerLease {
  const stopping = new AbortController()
  let tell: (lost: StoreError) => void = () => undefined
  const lost = new Promise<StoreError>((resolve) => {
    tell = resolve
  })
  const beating = (async () => {
    while (!stopping.signal.aborted) {
      await pause(beatMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
      if (stopping.signal.aborted) return
      // A database that is busy or away takes no other server either; the next time is soon.
      const beat = await store.write(async (transaction) => beatOf(await transaction.all(BEAT, [id]))).catch(() => undefined)
      if (beat?.ok !== false) continue
      const other = await holderOf(store).catch(() => undefined)
      return tell(
        new StoreError('database_must_stay_with_one_server', {
          url: place.shownUrl,
          host: other?.host ?? '?',
          pid: String(other?.pid ?? '?'),
        }),
      )
    }
  })()
  return {
    lost,
    async release() {
      stopping.abort()
      await beating
      await store.write(async (transaction) => {
        await rowsOf(transaction, tables.deleteFrom('server_leases').where('holder', '=', id))
        return { ok: true }
      })
    },
  }
}

const BEAT = 'UPDATE server_leases SET beats = beats + 1 WHERE holder = $1 RETURNING 1'
const beatOf = (rows: readonly unknown[]) => ({ ok: rows.length > 0 })

/** The holder that is there no more, or none; `certain` when no waiting was needed to know. */
async function silentHolder(
  reader: Reader,
  place: DatabaseUrl,
  times: LeaseTimes,
): Promise<{ holder: Holder | undefined; certain: boolean }> {
  const holder = await holderOf(reader)
  if (!holder) return { holder, certain: true }
  const refusal = () => {
    const { host, pid, since } = holder
    return new StoreError('database_must_have_one_server', { url: place.shownUrl, host, pid: String(pid), since })
  }
  const lives = holder.place === (await placeOf(reader, place)) ? isThere(holder) : undefined
  if (lives === false) return { holder, certain: true }
  if (lives) throw refusal()
  times.onWait?.(times.silenceMs)
  const end = performance.now() + times.silenceMs
  while (performance.now() < end) {
    await pause(Math.min(500, times.silenceMs / 4))
    const now = await holderOf(reader)
    if (now?.id !== holder.id) return silentHolder(reader, place, times)
    if (now.beats !== holder.beats) throw refusal()
  }
  return { holder, certain: false }
}

/** Whether a process of this very place is still the one that took the lease; undefined when that cannot be told. */
function isThere({ pid, born }: Holder): boolean | undefined {
  try {
    process.kill(pid, 0)
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ESRCH') return false
  }
  const now = birthOf(String(pid))
  return now === undefined || born === '' ? undefined : now === born
}

/** When a process began, in ticks of its machine's clock; Linux tells. */
function birthOf(pid: string): string | undefined {
  const text = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The program's name stands in brackets and may hold anything; the time is the 20th field after it.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19]
}

async function placeOf(reader: Reader, place: DatabaseUrl): Promise<string> {
  const boot = quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? ''
  const space = quietly(() => readlinkSync('/proc/self/ns/pid')) ?? ''
  // A copy of a database carries the lease of the original, which is none of its own.
  const database =
    place.kind === 'sqlite'
      ? quietly(() => `${statSync(place.path).dev}:${statSync(place.path).ino}`)
      : String((await reader.all('SELECT oid::text FROM pg_database WHERE datname = current_database()'))[0]?.[0])
  return [hostname(), boot, space, database].join(' ')
}

async function hasTable(reader: Reader): Promise<boolean> {
  const [row] = await reader.all(
    reader.dialect.name === 'sqlite'
      ? "SELECT count(*) FROM sqlite_master WHERE name = 'server_leases'"
      : "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'server_leases'",
  )
  return row?.[0] !== 0n
}

async function holderOf(reader: Reader): Promise<Holder | undefined> {
  const leases = tables.selectFrom('server_leases').select(['holder as id', 'place', 'host', 'pid', 'born', 'since', 'beats'])
  return firstOf(reader, leases)
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
