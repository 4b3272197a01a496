import { beforeAll, expect, test } from 'vitest'
import { TABLE_KEYS } from '../../src/domain/dataset/tables.ts'
import { openPeriod } from './marks-world.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

interface Received {
  readonly table: string
  readonly state: string
  readonly rows: number | null
  readonly totalRows: number
  readonly change: unknown
}

let world: TestService
beforeAll(async () => {
  world = await makeTestService({ now: '2026-12-01T08:00:00.000Z' })
  await openPeriod(world, '2026-10', 'collecting')
  await openPeriod(world, '2026-11', 'collecting')
})

async function received(period: string): Promise<ReadonlyMap<string, Received>> {
  const answer = await (await world.as('hr')).get(`/periods/${period}/received`)
  expect(answer.status).toBe(200)
  return new Map((answer.body as { items: Received[] }).items.map((item) => [item.table, item]))
}

test('of each table how many records there are of the period and in all, from which day to which', async () => {
  const tables = await received('2026-10')
  expect(tables.size).toBe(TABLE_KEYS.length)
  expect(tables.get('employees')).toMatchObject({ state: 'present', needed: true, rows: null, first: null })
  const orders = tables.get('orders')
  expect(orders).toMatchObject({ state: 'present', finance: false, change: null })
  expect(orders?.totalRows).toBeGreaterThan(orders?.rows ?? 0)
  expect(tables.get('collections')).toMatchObject({
    finance: true,
    first: expect.stringMatching(/^2026-10-/),
    last: expect.stringMatching(/^2026-10-/),
  })
  expect(tables.get('commissions')).toMatchObject({ state: 'present', rows: 4, first: null })
})

test('a month without its files has empty tables', async () => {
  const tables = await received('2026-11')
  expect(tables.get('feedback')).toMatchObject({ state: 'empty', rows: 0, first: null, last: null })
})

test('who changed a table last, and when', async () => {
  const hr = await world.as('hr')
  const added = await hr.post('/records/commissions', {
    values: { period: '2026-11', region: 'EAST', amount: '1000.00' },
    reason: '补录',
  })
  expect(added.status, JSON.stringify(added.body)).toBe(201)
  expect((await received('2026-11')).get('commissions')).toMatchObject({
    state: 'present',
    rows: 1,
    change: { kind: 'row', at: '2026-12-01T08:00:00.000Z', by: 'hr', byName: 'hr', upload: null },
  })
  expect((await received('2026-11')).get('orders')?.change).toBeNull()
})

test('a period that was never opened has none, and managers need not know', async () => {
  expect(await (await world.as('hr')).get('/periods/2025-01/received')).toMatchObject({ status: 404, code: 'period_must_exist' })
  expect((await (await world.as('managerEast')).get('/periods/2026-11/received')).status).toBe(403)
})
