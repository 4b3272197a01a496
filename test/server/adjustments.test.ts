import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fen, fenFromYuan, yuanText } from '../../src/base/money.ts'
import { findRun } from '../../src/store/aggregates/runs.ts'
import { snapshotPeople } from '../../src/store/aggregates/snapshots.ts'
import { cellsOf } from '../sheets/workbooks/spreadsheet-program.ts'
import { expectOk, field, items, openPeriod, publishPeriod, type WalkedPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Tests wait for runs, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CLOSED = '2026-09'
const OPEN = '2026-10'

let world: TestService
let closed: WalkedPeriod
let open: WalkedPeriod
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-adjustments-'))
  world = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
  // Some people of the demo's September lack data; their other modules carry the weight.
  await setSetting('onIncomplete', 'reweight', '2026-01-01T00:00:00.000Z')
  closed = await publishPeriod(world, CLOSED)
  expectOk(await closed.advance())
  open = await openPeriod(world, OPEN)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function setSetting(key: string, value: string, at: string): Promise<void> {
  await world.service.store.write(async (transaction) => {
    await transaction.insert('setting_changes', { key, value, effective_from: 20260901, reason: 'decided', at, by: 'hr' })
    return { ok: true }
  })
}

async function addCollection(number: string, amount: string, region = 'EAST'): Promise<unknown> {
  const values = { number, date: '2026-09-20', client: 'C0001', rep: 'S001', region, amount }
  const added = expectOk(await (await world.as('finance')).post('/records/collections', { values, reason: 'arrived late' }))
  return field(added.body, 'change')
}

async function review(): Promise<unknown> {
  return expectOk(await (await world.as('hr')).post(`/periods/${OPEN}/adjustments/review`)).body
}

async function adjustments(state?: string) {
  const query = state === undefined ? '' : `&state=${state}`
  return items(await (await world.as('finance')).get(`/periods/${OPEN}/adjustments?limit=500${query}`))
}

async function decide(id: unknown, decision: 'accepted' | 'rejected') {
  return (await world.as('finance')).post(`/periods/${OPEN}/adjustments/${String(id)}/decision`, {
    decision,
    reason: `${decision} by finance`,
  })
}

function sum(list: readonly Readonly<Record<string, unknown>>[]): string {
  return yuanText(fen(list.reduce((total, { difference }) => total + (fenFromYuan(String(difference)) ?? 0n), 0n)))
}

/** What a run pays everybody, by number, in fen. */
async function paidBy(run: string): Promise<Map<string, bigint>> {
  const people = await snapshotPeople(world.service.store, run, { kind: 'service' }, { limit: 500 })
  return new Map(people.map(({ employee, bonus }) => [employee, bonus ?? 0n]))
}

test('without late records there is nothing to review', async () => {
  expect(await review()).toEqual({ reviewed: [] })
})

test('a refund dated back into a closed month never changes it', async () => {
  const run = await closed.run()
  const before = await paidBy(run)
  expect(await addCollection('LATE-1', '-100000')).toMatchObject({ lateFor: [CLOSED], period: OPEN })
  expect(await closed.run()).toBe(run)
  expect(await paidBy(run)).toEqual(before)
  expect((await (await world.as('hr')).post(`/periods/${CLOSED}/runs`, {})).status).toBe(409)
})

test('it is proposed as adjustments in the open month, by the rules the closed month was published with', async () => {
  // A setting made since, also for that month: it would change the pool, and must not.
  await setSetting('bonus.pool.internalClients', 'exclude', '2026-11-03T08:00:00.000Z')
  const body = await review()
  const proposed = await adjustments('proposed')
  expect(new Set(proposed.map(({ region }) => region))).toEqual(new Set(['EAST']))
  // One thousandth of the refund, shared by the scores of the region, to the fen.
  expect(sum(proposed)).toBe('-100.00')
  expect(new Set(proposed.flatMap(({ reasons }) => reasons))).toEqual(new Set(['receipt_reversed']))
  expect(proposed.every(({ closedPeriod, openPeriod }) => closedPeriod === CLOSED && openPeriod === OPEN)).toBe(true)
  expect(body).toMatchObject({ reviewed: [{ closedPeriod: CLOSED, proposals: proposed.length, heldRegions: [] }] })
  const shown = await findRun(world.service.store, await closed.run())
  const again = await findRun(world.service.store, String(proposed[0]?.run))
  expect([again?.purpose, again?.rulesSha256, again?.settings]).toEqual(['adjustment', shown?.rulesSha256, shown?.settings])
})

test('each is explained: what was paid and is due, the region before and after, and the late record behind it', async () => {
  const [first] = await adjustments('proposed')
  const finance = await world.as('finance')
  const { body } = expectOk(await finance.get(`/periods/${OPEN}/adjustments/${String(first?.id)}`))
  expect(body).toMatchObject({ adjustment: { id: first?.id }, published: first?.paid, accepted: '0.00' })
  const regions = field(body, 'regions')
  const [east] = Array.isArray(regions) ? regions : []
  const fenOf = (text: unknown) => fenFromYuan(String(text)) ?? 0n
  expect(east).toMatchObject({ region: 'EAST', name: '华东区', before: { share: first?.paid }, after: { share: first?.due } })
  expect(fenOf(east.after.netCollections) - fenOf(east.before.netCollections)).toBe(-100_000_00n)
  expect(field(body, 'changes')).toMatchObject([
    {
      by: 'finance',
      reason: 'arrived late',
      records: [{ table: 'collections', before: null, after: { number: 'LATE-1', amount: '-100000.00', region: 'EAST' } }],
    },
  ])
  expect((await (await world.as('managerEast')).get(`/periods/${OPEN}/adjustments/${String(first?.id)}`)).status).toBe(403)
  expect((await finance.get(`/periods/${CLOSED}/adjustments/${String(first?.id)}`)).status).toBe(404)
})

test('a second review without new records leaves the proposals as they are', async () => {
  const before = await adjustments('proposed')
  await review()
  expect(await adjustments()).toEqual(before)
})

test('one with new records supersedes what nobody decided', async () => {
  const before = await adjustments('proposed')
  await addCollection('LATE-1B', '10')
  await review()
  expect(await adjustments('superseded')).toHaveLength(before.length)
  expect(await decide(before[0]?.id, 'accepted')).toMatchObject({ status: 409, code: 'adjustment_must_be_proposed' })
})

test('finance decides, nobody else; each with a reason, and once', async () => {
  const [first, second] = await adjustments('proposed')
  const path = `/periods/${OPEN}/adjustments/${String(first?.id)}/decision`
  for (const person of ['hr', 'managerEast', 'engineer', 'auditor', 'administrator'] as const) {
    expect((await (await world.as(person)).post(path, { decision: 'accepted', reason: 'I want to' })).status).toBe(403)
  }
  expect((await (await world.as('finance')).post(path, { decision: 'accepted' })).status).toBe(422)
  expect(expectOk(await decide(first?.id, 'rejected')).body).toMatchObject({ state: 'rejected', decidedBy: 'finance' })
  expectOk(await decide(second?.id, 'accepted'))
  expect(await decide(second?.id, 'rejected')).toMatchObject({ status: 409, code: 'adjustment_must_be_proposed' })
  await review()
  const proposed = (await adjustments('proposed')).map(({ employee }) => employee)
  expect(proposed).not.toContain(first?.employee)
  expect(proposed).not.toContain(second?.employee)
})

test('what was paid, every accepted adjustment and what stays rejected is what is due, whatever came late and was decided in between', async () => {
  const finance = await world.as('finance')
  const ids = (await adjustments('proposed')).map(({ id }) => id)
  const many = async (list: readonly unknown[]) =>
    finance.post(`/periods/${OPEN}/adjustments/decisions`, { adjustments: list, decision: 'accepted', reason: 'paid with October' })
  // All or none: one that was decided already keeps the others from being decided.
  const [rejected] = await adjustments('rejected')
  expect(await many([...ids, rejected?.id])).toMatchObject({ status: 409, code: 'adjustment_must_be_proposed' })
  expect(await adjustments('proposed')).toHaveLength(ids.length)
  expect(items(expectOk(await many(ids))).map(({ state }) => state)).toEqual(ids.map(() => 'accepted'))
  await addCollection('LATE-2', '54321.09')
  await addCollection('LATE-3', '777.77', 'WEST')
  await review()
  const proposed = await adjustments('proposed')
  expect(new Set(proposed.map(({ region }) => region))).toEqual(new Set(['EAST', 'WEST']))
  for (const { id } of proposed) expectOk(await decide(id, 'accepted'))
  const due = await paidBy(String(proposed[0]?.run))
  const paid = await paidBy(await closed.run())
  for (const { employee, difference } of [...(await adjustments('accepted')), ...(await adjustments('rejected'))]) {
    paid.set(String(employee), (paid.get(String(employee)) ?? 0n) + (fenFromYuan(String(difference)) ?? 0n))
  }
  expect(paid).toEqual(due)
  await review()
  expect(await adjustments('proposed')).toEqual([])
})

test('accepted adjustments are paid with the open month’s payroll, and are final once it is closed', async () => {
  for (const _ of ['evaluating', 'review']) expectOk(await open.advance())
  await open.compute()
  for (const _ of ['published', 'closed']) expectOk(await open.advance())
  const accepted = new Map<string, number>()
  for (const { employee, difference } of await adjustments('accepted')) {
    const amount = Number(fenFromYuan(String(difference)) ?? 0n)
    accepted.set(String(employee), (accepted.get(String(employee)) ?? 0) + amount)
  }
  const finance = await world.as('finance')
  const list = expectOk(await finance.get(`/periods/${OPEN}/documents`))
  const files = field(list.body, 'files')
  const payroll = Array.isArray(files) ? files.find((file) => file.kind === 'payroll') : undefined
  const download = await finance.request(`/periods/${OPEN}/documents/${encodeURIComponent(payroll.name)}`)
  const path = join(folder, 'payroll.xlsx')
  writeFileSync(path, Buffer.from(await download.arrayBuffer()))
  const cells = await cellsOf(path)
  const rows = [...cells].filter(([place, { value }]) => /!A\d+$/.test(place) && accepted.has(String(value)))
  const shown = rows.map(([place, { value }]) => {
    const [bonus, adjustment, payable] = ['E', 'F', 'G'].map((letter) =>
      Math.round(Number(cells.get(place.replace('!A', `!${letter}`))?.value) * 100),
    )
    expect(payable).toBe((bonus ?? 0) + (adjustment ?? 0))
    return [String(value), adjustment]
  })
  expect(shown.sort()).toEqual([...accepted].sort())
  const late = await (await world.as('hr')).post(`/periods/${OPEN}/adjustments/review`)
  expect(late).toMatchObject({ status: 409, code: 'adjustments_must_be_in_an_open_period' })
  expect(world.failures).toEqual([])
})
