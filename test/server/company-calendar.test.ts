import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/appraisal/verify.ts'
import { present } from '../../src/base/assert.ts'
import { writeRunDataset } from '../../src/server/run-dataset/write-run-dataset.ts'
import { findRun } from '../../src/store/aggregates/runs.ts'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, items, openPeriod, type WalkedPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
let october: WalkedPeriod
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
  hr = await world.as('hr')
  october = await openPeriod(world, '2026-10')
  await openPeriod(world, '2026-11')
  await openPeriod(world, '2026-Q4')
})

const folder = mkdtempSync(join(tmpdir(), 'company-calendar-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const set = (values: Record<string, string | null>, effectiveFrom: string) =>
  hr.post('/settings/changes', { values, effectiveFrom, reason: '考勤与结算按 26 日至次月 25 日' })
const days = async () =>
  items(await hr.get('/periods?limit=10'))
    .map(({ period, first, last }) => `${period} ${first} ${last}`)
    .sort()
const enter = async (table: string, values: Record<string, string | null>) => {
  const answer = await hr.post(`/records/${table}`, { values, reason: '补录' }, { 'idempotency-key': crypto.randomUUID() })
  return (expectOk(answer).body as { change: { period: string | null } }).change.period
}
const order = (number: string, date: string) => enter('orders', { number, date, rep: 'S001', client: 'C0001', amount: '1' })
const late = (date: string) => enter('attendance', { date, employee: 'T001', kind: 'late' })

test('a change from a month on gives open periods their days, the first one up to the new end', async () => {
  expectOk(await set({ 'company.monthStartsOn': '26' }, '2026-10-01'))
  expect(await days()).toEqual(['2026-10 2026-10-01 2026-10-25', '2026-11 2026-10-26 2026-11-25', '2026-Q4 2026-10-01 2026-12-25'])
  const [entry] = await world.service.store.all(
    `SELECT after FROM audit_entries WHERE action = 'setting.change' ORDER BY sequence DESC LIMIT 1`,
  )
  expect(String(entry?.[0])).toContain('"period 2026-10":"2026-10-01 - 2026-10-25"')
})

test('records belong to the month that their day lies in now, in lists as well', async () => {
  expect([await order('CAL-1', '2026-10-25'), await order('CAL-2', '2026-10-26')]).toEqual(['2026-10', '2026-11'])
  const listed = async (period: string) =>
    items(await hr.get(`/records/orders?period=${period}&q=CAL-`)).map(({ values }) => (values as { number: string }).number)
  expect([await listed('2026-10'), await listed('2026-11')]).toEqual([['CAL-1'], ['CAL-2']])
})

test('attendance goes by months of its own once it has them, everything else stays', async () => {
  expect(await late('2026-10-26')).toBe('2026-11')
  expectOk(await set({ 'company.monthStartsOn.attendance': '1' }, '2026-10-01'))
  expect(await late('2026-10-27')).toBe('2026-10')
  expect(await order('CAL-3', '2026-10-27')).toBe('2026-11')
  expect(await days()).toContain('2026-10 2026-10-01 2026-10-25')
})

test('a run counts and records the days of its period, anybody derives it again, and a change of them asks for another run', async () => {
  for (const _ of ['evaluating', 'review']) expectOk(await october.advance())
  expectOk(await set({ onIncomplete: 'zero' }, '2026-10-01'))
  const run = await october.compute()
  const result = (await hr.get(`/periods/2026-10/runs/${run}/result`)).body
  expect(result).toMatchObject({
    days: { first: '2026-10-01', last: '2026-10-25' },
    settings: { 'company.monthStartsOn': '26@2026-10', 'company.monthStartsOn.attendance': '1@2026-10' },
  })
  const row = present(await findRun(world.service.store, run), 'The run was made.')
  await writeRunDataset(world.service, row, folder)
  const verified = await verify(join(folder, 'run', 'result.json'), folder, join(folder, 'run', 'rules'))
  expect(verified).toMatchObject({ ok: true, difference: undefined })
  expectOk(await set({ 'company.monthStartsOn': '21' }, '2026-12-01'))
  expectOk(await set({ 'company.monthStartsOn': '21' }, '2026-10-01'))
  expect(await october.advance()).toMatchObject({ status: 409, code: 'run_must_be_of_newest_settings' })
  world.setNow('2026-11-03T09:00:00.000Z')
  await october.compute()
  expectOk(await october.advance())
  expect(await set({ 'company.monthStartsOn': '1' }, '2026-10-10')).toMatchObject({ code: 'setting_must_take_effect_later' })
  expectOk(await set({ 'company.monthStartsOn': null }, '2026-11-01'))
  expect(await days()).toEqual(['2026-10 2026-10-01 2026-10-20', '2026-11 2026-10-21 2026-11-30', '2026-Q4 2026-10-01 2026-12-20'])
})

test('a year begins in another month from the year on that has it in its name', async () => {
  expectOk(await set({ 'company.yearStartsIn': '4' }, '2026-11-01'))
  expectOk(await hr.post('/periods', { period: '2027-Q1' }, { 'idempotency-key': 'quarter' }))
  expect(await days()).toContain('2027-Q1 2027-03-21 2027-06-20')
  expect((await hr.get('/session')).body).toMatchObject({ company: { calendar: { years: [{ from: 2027, startsOn: 4 }] } } })
})

test('from when a day holds is what the change says, not its value', async () => {
  expect(await set({ 'company.monthStartsOn': '26@2027-10' }, '2027-10-01')).toMatchObject({ code: 'setting_value_must_be_allowed' })
  expect(await set({ 'company.monthStartsOn': '29' }, '2027-10-01')).toMatchObject({ code: 'setting_must_have_choice' })
})
