import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backupDatabase } from '../../src/server/operation/keep-database.ts'
import { MIGRATIONS, migrationsIn } from '../../src/store/database/migrations.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
const folder = mkdtempSync(join(tmpdir(), 'quanheng-system-'))
beforeAll(async () => {
  world = await makeTestService()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const system = async () => (await (await world.as('administrator')).get('/system')).body

test('administrators and auditors see how the server stands', async () => {
  expect(await system()).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    database: { kind: 'sqlite', bytes: expect.any(Number), migrations: migrationsIn(MIGRATIONS, 'sqlite').map(({ name }) => name) },
    disk: { freeBytes: expect.any(Number), totalBytes: expect.any(Number) },
    rulesLoad: true,
    audit: { entries: 2, proof: { entries: 2, compared: null, firstBreak: null }, fullProof: null },
    channels: [
      { channel: 'product', on: true },
      { channel: 'mail', on: false },
      { channel: 'webhook', on: false },
    ],
    counts: { accountsClosed: 0, tokens: 0, employees: expect.any(Number) },
  })
  expect(await (await world.as('auditor')).get('/system')).toMatchObject({ status: 200 })
  expect(await (await world.as('hr')).get('/system')).toMatchObject({ status: 403 })
})

test('what a crash left is counted', async () => {
  await world.service.store.write(async (transaction) => {
    const run = {
      period: '2026-10',
      state: 'failed',
      started_by: 'hr',
      started_at: '2026-11-02T08:00:00.000Z',
      engine_version: '0',
    } as const
    await transaction.insert('runs', { ...run, id: 'r1', finished_at: '2026-11-02T09:00:00.000Z', error: 'run_was_interrupted' })
    await transaction.insert('runs', { ...run, id: 'r2', finished_at: '2026-11-02T10:00:00.000Z', error: 'run_must_not_break' })
    return { ok: true }
  })
  expect(await system()).toMatchObject({
    runs: [{ state: 'failed', count: 2 }],
    interruptedRuns: { count: 1, lastAt: '2026-11-02T09:00:00.000Z' },
  })
})

test('a backup by the command line is known afterwards, and stands in the audit trail', async () => {
  expect(await system()).toMatchObject({ backup: null })
  const { store, dataFolder, trail } = world.service
  const place = { database: store.address, dataFolder, trail }
  expect(await backupDatabase(place, join(folder, 'quanheng-2026-11.sqlite'))).toMatchObject({ ok: true })
  expect(await system()).toMatchObject({ backup: { file: 'quanheng-2026-11.sqlite', at: expect.any(String) } })
  const { body } = await (await world.as('auditor')).get('/audit?action=database.backup')
  expect(body).toMatchObject({ items: [{ deed: { zh: '备份数据库' }, about: { zh: '备份 quanheng-2026-11.sqlite' } }] })
})

test('the entries alone are proved unless somebody has everything compared; what that found stays, with its time', async () => {
  const made = await makeTestService({ demo: false })
  const look = async () => (await (await made.as('administrator')).get('/system')).body
  const prove = async () => expect((await (await made.as('auditor')).get('/audit/proof')).status).toBe(200)
  await prove()
  const full = { at: '2026-11-03T08:00:00.000Z', compared: expect.any(Number), firstBreak: null }
  expect(await look()).toMatchObject({ audit: { proof: full, fullProof: full } })
  made.setNow('2026-11-03T08:16:00.000Z')
  expect(await look()).toMatchObject({ audit: { proof: { at: '2026-11-03T08:16:00.000Z', compared: null }, fullProof: full } })
  await made.service.store.write(async (transaction) => {
    await transaction.insert('payments', {
      ...{ period: '2026-08', kind: 'paid', paid_on: 20260915, reference: 'x', by: 'x', by_name: 'x', at: 'x' },
    })
    return { ok: true }
  })
  await prove()
  made.setNow('2026-11-03T09:00:00.000Z')
  const found = { at: '2026-11-03T08:16:00.000Z', firstBreak: { kind: 'content' } }
  expect(await look()).toMatchObject({ audit: { proof: { firstBreak: null }, fullProof: found } })
})

test('a break in the trail shows once the last proof has aged', async () => {
  await world.service.store.write(async (transaction) => {
    await transaction.update('audit_entries', { reason: 'x' }, { sequence: 1 })
    return { ok: true }
  })
  expect(await system()).toMatchObject({ audit: { proof: { firstBreak: null } } })
  world.setNow('2026-11-03T09:16:00.000Z')
  expect(await system()).toMatchObject({ audit: { proof: { firstBreak: { sequence: 1, kind: 'changed' } } } })
})
