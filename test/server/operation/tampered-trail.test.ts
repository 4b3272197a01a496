import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { present } from '../../../src/base/assert.ts'
import { addUser } from '../../../src/server/operation/administer-accounts.ts'
import { demoWorld } from '../../../src/server/operation/demo-world.ts'
import {
  backupDatabase,
  restoreDatabase,
  rotateTrailKey,
  sealAuditTrail,
  verifyAuditTrail,
} from '../../../src/server/operation/keep-database.ts'
import type { ServerPlace } from '../../../src/server/operation/server-place.ts'
import { readAnchors, trailFiles } from '../../../src/store/trail/trail-files.ts'
import type { TrailVerified } from '../../../src/store/trail/verify-trail.ts'

import { CONTENT_ATTACKS, TRAIL_ATTACKS } from './attacks.ts'

/**
 * Attacks on the database of a company by somebody who may write anything into it and has nothing else: opens the file,
 * drops every trigger and does what it likes.
 */
const root = mkdtempSync(join(tmpdir(), 'quanheng-tampered-'))
const MINUTE = 60_000
beforeAll(async () => void (await demoWorld(join(root, 'demo'))), 5 * MINUTE)
afterAll(() => rmSync(root, { recursive: true, force: true }))

let worlds = 0
function newWorld(): ServerPlace {
  const home = join(root, `world-${++worlds}`)
  cpSync(join(root, 'demo'), home, { recursive: true })
  const dataFolder = join(home, 'data')
  return { database: `file:${join(home, 'quanheng.sqlite')}`, dataFolder, trail: trailFiles(dataFolder) }
}

const pathOf = ({ database }: Pick<ServerPlace, 'database'>) => database.slice('file:'.length)

type Tampering = string | ((database: Database.Database) => void)

/** Does it behind the back of whatever the product has open, without the triggers. */
function tamper(path: string, tampering: Tampering): void {
  const database = new Database(path)
  try {
    const triggers = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").raw().all() as string[][]
    for (const [name] of triggers) database.exec(`DROP TRIGGER "${name}"`)
    const before = changesOf(database)
    if (typeof tampering === 'string') database.exec(tampering)
    else tampering(database)
    expect(changesOf(database), 'something was changed').not.toBe(before)
  } finally {
    database.close()
  }
}

function changesOf(database: Database.Database): unknown {
  const [[changes] = []] = database.prepare('SELECT total_changes()').raw().all() as unknown[][]
  return changes
}

async function verified(place: ServerPlace, expected: readonly string[] = []): Promise<TrailVerified> {
  const answer = await verifyAuditTrail(place, expected)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer
}

/** Makes every hash anew as it was made before there was a key, so that the chain of hashes fits whatever stands in it. */
const rebuiltUnder =
  (key: string): Tampering =>
  (database) => {
    const rows = database.prepare('SELECT * FROM audit_entries ORDER BY sequence').all() as Record<string, unknown>[]
    let previous = '0'.repeat(64)
    rows.forEach((row, index) => {
      const { at, actor, actor_name, address, action, subject, period, before, after, reason } = row
      const cells = [index + 1, previous, at, actor, actor_name, address, action, subject, period, before, after, reason]
      const made = createHash('sha256').update(JSON.stringify(cells)).digest('hex')
      const update = database.prepare(`UPDATE audit_entries SET previous_hash = ?, hash = ?, key_id = ${key} WHERE sequence = ?`)
      update.run([previous, made, row.sequence])
      previous = made
    })
  }
const WITHOUT_KEY = rebuiltUnder('NULL')

const OLD_SUM = "UPDATE run_people SET score = '100.00' WHERE rowid = (SELECT min(rowid) FROM run_people)"

test('a demo company holds: every entry keyed, everything compared, with what was written down at the closing', async () => {
  const place = newWorld()
  const found = await verified(place)
  expect(found).toMatchObject({ firstBreak: undefined, keyedFrom: 1, missingKeys: [], contents: [] })
  expect(found.compared).toBeGreaterThan(20)
  const closing = present(
    readAnchors(place.trail).find(({ why }) => why === 'period.close 2026-08'),
    'A month is closed.',
  )
  expect((await verified(place, [closing.hash])).firstBreak).toBeUndefined()
  expect((await verified(place, ['0'.repeat(64)])).firstBreak).toMatchObject({ kind: 'unexpected' })
})

test.each([
  ...TRAIL_ATTACKS,
  { attack: 'the chain is rebuilt without keys', kind: 'unsealed', script: WITHOUT_KEY },
  { attack: 'the chain is rebuilt under its key', kind: 'changed', script: rebuiltUnder('key_id') },
])('$attack: $kind', async ({ kind, script }: { kind: string; script: Tampering }) => {
  const place = newWorld()
  tamper(pathOf(place), script)
  expect((await verified(place)).firstBreak).toMatchObject({ kind })
})

test.each(CONTENT_ATTACKS)('$attack in the database is found', async ({ what, script }: { what: RegExp; script: string }) => {
  const place = newWorld()
  tamper(pathOf(place), script)
  const { firstBreak, contents } = await verified(place)
  expect(firstBreak).toMatchObject({ kind: 'content' })
  expect(contents.map((each) => each.what)).toContainEqual(expect.stringMatching(what))
})

test('entries deleted while the server goes on writing are found too', async () => {
  const place = newWorld()
  tamper(pathOf(place), 'DELETE FROM audit_entries WHERE sequence > (SELECT max(sequence) - 2 FROM audit_entries)')
  for (const username of ['li', 'wu', 'xu']) await addUser(place, { username, name: username, positions: ['hr'] })
  expect((await verified(place)).firstBreak).toMatchObject({ kind: 'unexpected' })
  expect(await sealAuditTrail(place, '查明：演练')).toMatchObject({ ok: true })
  const sealed = await verified(place)
  expect(sealed).toMatchObject({ firstBreak: undefined, sealedAnew: [sealed.entries] })
})

test('without the key nothing is written, and verification says what it could not check', async () => {
  const place = newWorld()
  rmSync(place.trail.key)
  expect(await addUser(place, { username: 'li', name: '李', positions: ['hr'] })).toMatchObject({
    ok: false,
    problems: [{ code: 'trail_key_must_be_there' }],
  })
  const found = await verified(place)
  expect(found.firstBreak).toBeUndefined()
  expect(found.missingKeys).toHaveLength(1)
  tamper(pathOf(place), "UPDATE run_people SET score = '99.99'")
  expect((await verified(place)).firstBreak).toMatchObject({ kind: 'content' })
})

test('a key is replaced: old entries are proved by the old one, which proves nothing new', async () => {
  const place = newWorld()
  const old = readFileSync(place.trail.key, 'utf8')
  expect(await rotateTrailKey(place)).toMatchObject({ ok: true })
  expect(readFileSync(place.trail.key, 'utf8').startsWith(old)).toBe(true)
  expect(await addUser(place, { username: 'li', name: '李', positions: ['hr'] })).toMatchObject({ ok: true })
  expect(await verified(place)).toMatchObject({ firstBreak: undefined, missingKeys: [] })
  tamper(
    pathOf(place),
    'UPDATE audit_entries SET key_id = (SELECT key_id FROM audit_entries WHERE sequence = 1) WHERE sequence = (SELECT max(sequence) FROM audit_entries)',
  )
  expect((await verified(place)).firstBreak).toMatchObject({ kind: 'unkeyed' })
})

test('a trail of a version without keys is sealed, and what it holds is proved from then on', async () => {
  const place = newWorld()
  tamper(pathOf(place), WITHOUT_KEY)
  tamper(pathOf(place), 'UPDATE audit_entries SET contents = NULL')
  for (const file of [place.trail.key, place.trail.head, place.trail.anchors]) rmSync(file)
  const before = await verified(place)
  expect(before).toMatchObject({ firstBreak: undefined, keyedFrom: undefined, compared: undefined })
  await demoServed(place)
  const after = await verified(place)
  expect(after).toMatchObject({ firstBreak: undefined, keyedFrom: before.entries + 1, contents: [] })
  tamper(pathOf(place), OLD_SUM)
  expect((await verified(place)).firstBreak).toMatchObject({ kind: 'content' })
})

test('a start refuses a trail that was emptied or made anew without its key, until somebody says why', async () => {
  const place = newWorld()
  tamper(pathOf(place), WITHOUT_KEY)
  await expect(demoServed(place)).rejects.toMatchObject({ problem: { code: 'trail_must_be_as_written_down' } })
  tamper(pathOf(place), 'DELETE FROM audit_entries')
  await expect(demoServed(place)).rejects.toMatchObject({ problem: { code: 'trail_must_be_as_written_down' } })
  rmSync(place.trail.head)
  await expect(demoServed(place)).rejects.toMatchObject({ problem: { code: 'trail_must_not_be_empty' } })
  expect(await sealAuditTrail(place, '查明：演练')).toMatchObject({ ok: true, anchor: { entry: 1 } })
  await demoServed(place)
  expect((await verified(place)).firstBreak).toBeUndefined()
})

const backups = { from: undefined as ServerPlace | undefined, file: '' }
async function aBackup(): Promise<{ readonly from: ServerPlace; readonly file: string }> {
  const from = backups.from ?? newWorld()
  if (!backups.from) {
    backups.from = from
    backups.file = join(root, 'kept.sqlite')
    expect(await backupDatabase(from, backups.file)).toMatchObject({ ok: true, anchor: { why: 'backup kept.sqlite' } })
  }
  const file = join(root, `backup-${++worlds}.sqlite`)
  cpSync(backups.file, file)
  return { from, file }
}

const target = (from: ServerPlace): ServerPlace => ({ ...from, database: `file:${join(root, `restored-${++worlds}.sqlite`)}` })

test('a backup is restored whole, goes on with its trail, and the head that was further is set aside', async () => {
  const { from, file } = await aBackup()
  const to = target(from)
  expect(await restoreDatabase(file, to)).toMatchObject({ ok: true, verified: { firstBreak: undefined, contents: [] } })
  expect((await verified(to)).firstBreak).toBeUndefined()
  expect(await addUser(to, { username: 'li', name: '李', positions: ['hr'] })).toMatchObject({ ok: true })
  expect((await verified(to)).firstBreak).toBeUndefined()
})

test.each`
  attack                           | code                             | script
  ${'its last entry cut off'}      | ${'backup_must_be_whole'}        | ${'DELETE FROM audit_entries WHERE sequence = (SELECT max(sequence) FROM audit_entries)'}
  ${'half of its trail cut off'}   | ${'backup_must_be_whole'}        | ${'DELETE FROM audit_entries WHERE sequence > 12'}
  ${'no trail'}                    | ${'backup_must_hold_a_database'} | ${'DELETE FROM audit_entries'}
  ${'a forged sheet'}              | ${'backup_must_be_whole'}        | ${"UPDATE run_people SET score = '99.99' WHERE employee = 'T001'"}
  ${'a forged commission'}         | ${'backup_must_be_whole'}        | ${'UPDATE commissions SET amount = amount + 1 WHERE id = 1'}
  ${'a trail rebuilt without key'} | ${'backup_must_be_proved'}       | ${WITHOUT_KEY}
`('a backup with $attack is refused, whatever is asked', async ({ code, script }: { code: string; script: Tampering }) => {
  const { from, file } = await aBackup()
  tamper(file, script)
  const to = target(from)
  expect(await restoreDatabase(file, to)).toMatchObject({ ok: false, problems: [{ code }] })
  expect(existsSync(pathOf(to))).toBe(false)
})

test('without its key a backup is restored only when it is said so', async () => {
  const { from, file } = await aBackup()
  const elsewhere = { ...target(from), trail: trailFiles(join(root, 'nowhere')) }
  expect(await restoreDatabase(file, elsewhere)).toMatchObject({ ok: false, problems: [{ code: 'backup_must_be_proved' }] })
  expect(await restoreDatabase(file, elsewhere, true)).toMatchObject({ ok: true, verified: { missingKeys: [expect.any(String)] } })
})

test('others cannot read the key', async () => {
  const place = newWorld()
  writeFileSync(place.trail.key, readFileSync(place.trail.key), { mode: 0o644 })
  chmodSync(place.trail.key, 0o644)
  expect(await verifyAuditTrail(place, [])).toMatchObject({ ok: false, problems: [{ code: 'trail_key_must_be_private' }] })
})

/** What the start of a server does with the trail. */
async function demoServed({ database, dataFolder, trail }: ServerPlace): Promise<void> {
  const { startTrail } = await import('../../../src/server/audit/keep-trail.ts')
  const { openStore } = await import('../../../src/store/open-store.ts')
  const store = await openStore(database)
  try {
    await startTrail({ store, trail, dataFolder, now: () => new Date() })
  } finally {
    await store.close()
  }
}
