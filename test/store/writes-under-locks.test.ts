import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BrokenInvariant } from '../../src/base/assert.ts'
import { openSqlite } from '../../src/store/database/sqlite-connection.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'

let folder: string
let path: string
let store: Store
let child: ChildProcess | undefined

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-locks-'))
  path = join(folder, 'company.sqlite')
  store = await openStore(path, { patienceMs: 10_000 })
})
afterEach(async () => {
  child?.kill()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const HOLDER = fileURLToPath(new URL('lock-holder.mjs', import.meta.url))

/** Another program takes the write lock and keeps it for so long; resolves when it has it. */
async function heldElsewhere(milliseconds: number): Promise<void> {
  child = spawn(process.execPath, [HOLDER, path, String(milliseconds)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout as NodeJS.EventEmitter, 'data')
}

/** Whether another connection can take the write lock at once. */
function isFree(): boolean {
  const other = new Database(path)
  try {
    other.exec('BEGIN IMMEDIATE; ROLLBACK')
    return true
  } catch {
    return false
  } finally {
    other.close()
  }
}

const verification = (id: string) => ({ id, identifier: 'i', value: 'v', expiresAt: new Date(0) })
const link = (id: string) => ({ id, token_sha256: id, purpose: 'p', created_at: '', expires_at: '' })
const kept = async (table: string) => Number((await store.all(`SELECT count(*) FROM ${table}`))[0]?.[0])

/** What another connection sees of a table: what is really kept. */
function seenElsewhere(table: string): unknown {
  const other = new Database(path)
  try {
    return other.prepare(`SELECT count(*) FROM ${table}`).raw().get()
  } finally {
    other.close()
  }
}

describe('a write that meets the lock of another program', () => {
  test('waits for it, is kept, and leaves the lock free, whichever way it is written', async () => {
    const prisma = await store.prisma()
    await heldElsewhere(700)
    await Promise.all([
      prisma.verification.create({ data: verification('by itself') }),
      prisma.$transaction([
        prisma.verification.create({ data: verification('in a') }),
        prisma.verification.create({ data: verification('transaction') }),
      ]),
      prisma.verification.deleteMany({ where: { id: 'nobody' } }),
      store.write(async (transaction) => {
        await transaction.insert('one_time_links', link('a'))
        return { ok: true }
      }),
    ])
    expect([seenElsewhere('verifications'), seenElsewhere('one_time_links')]).toEqual([[3], [1]])
    expect(isFree()).toBe(true)
    await prisma.verification.create({ data: verification('the next') })
    expect(seenElsewhere('verifications')).toEqual([4])
    expect(isFree()).toBe(true)
  })

  test('is refused with words when its patience is over, has no effect, and the next is kept', async () => {
    const impatient = await openStore(path, { patienceMs: 300 })
    const prisma = await impatient.prisma()
    await heldElsewhere(1_500)
    const isBusy = { problem: { code: 'database_must_not_be_busy' } }
    const refused = await Promise.allSettled([
      prisma.verification.create({ data: verification('refused') }),
      prisma.$transaction([prisma.verification.create({ data: verification('refused as well') })]),
      impatient.write(async (transaction) => {
        await transaction.insert('one_time_links', link('refused'))
        return { ok: true }
      }),
      impatient.beginBook(),
    ])
    for (const { status, ...rest } of refused) expect([status, rest]).toMatchObject(['rejected', { reason: isBusy }])
    // Who reads waits for nobody.
    expect(await prisma.verification.count()).toBe(0)
    await once(child as ChildProcess, 'exit')
    await prisma.verification.create({ data: verification('later') })
    expect([seenElsewhere('verifications'), seenElsewhere('one_time_links')]).toEqual([[1], [0]])
    expect(isFree()).toBe(true)
    await impatient.close()
  })

  test('gives up when the store is closed: nothing keeps the program from ending', async () => {
    const closing = await openStore(path)
    await heldElsewhere(2_000)
    const waiting = Promise.allSettled([
      closing.write(async () => ({ ok: true })),
      closing.write(async () => ({ ok: true })),
      (await closing.prisma()).verification.create({ data: verification('waits') }),
    ])
    await pause(100)
    await closing.close()
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(isFree()).toBe(false)
  })
})

test('a program that is to stop does not wait any more, and still writes what it can at once', async () => {
  const stopping = await openStore(path)
  await heldElsewhere(1_000)
  const waiting = stopping.write(async () => ({ ok: true }))
  stopping.hurry(100)
  await expect(waiting).rejects.toMatchObject({ problem: { code: 'database_must_not_be_busy' } })
  expect(isFree()).toBe(false)
  await once(child as ChildProcess, 'exit')
  expect(await stopping.write(async () => ({ ok: true }))).toEqual({ ok: true })
  await stopping.close()
})

test('writers of one program have their turn in the order in which they came', async () => {
  const order: number[] = []
  await heldElsewhere(200)
  const prisma = await store.prisma()
  await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      if (index % 3 === 0) await prisma.verification.create({ data: verification(String(index)) })
      else
        await store.write(async (transaction) => {
          await transaction.insert('one_time_links', link(String(index)))
          order.push(index)
          return { ok: true }
        })
    }),
  )
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect([await kept('verifications'), await kept('one_time_links')]).toEqual([4, 8])
})

test('a write outside of a transaction is refused by the database itself, on every connection to a lasting file', async () => {
  const connection = await openSqlite({ path, shownUrl: path, temporary: false })
  const insert = `INSERT INTO one_time_links (id, token_sha256, purpose, created_at, expires_at) VALUES ('x', 'x', 'p', '', '')`
  for (const write of [
    insert,
    `${insert} RETURNING id`,
    'PRAGMA user_version = 7',
    'CREATE TABLE "more" (a)',
    'CREATE TEMP TABLE "more" (a)',
  ]) {
    await expect(connection.all(write), write).rejects.toThrow(BrokenInvariant)
    await expect(connection.run(write), write).rejects.toThrow(BrokenInvariant)
    await expect(store.all(write), write).rejects.toThrow(BrokenInvariant)
  }
  await connection.begin()
  await connection.all(insert)
  await connection.run('COMMIT')
  await expect(connection.all('DELETE FROM one_time_links')).rejects.toThrow(BrokenInvariant)
  // Closed in the middle: nothing is kept, the lock neither.
  await connection.begin()
  await connection.all('DELETE FROM one_time_links')
  await connection.close()
  expect(await kept('one_time_links')).toBe(1)
  expect(isFree()).toBe(true)
})
