import { beforeEach, expect, test } from 'vitest'
import { itemsOf, openPeriod } from './marks-world.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-12-01T08:00:00.000Z' })
})

async function outstanding(period: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await (await world.as('hr')).get(`/periods/${period}/outstanding`)
  expect(answer.status).toBe(200)
  return answer.body as Record<string, unknown>
}

test('HR sees of each manager how many are marked, begun and missing', async () => {
  await openPeriod(world, '2026-11', 'evaluating', { evaluating: '2026-12-05T10:00:00.000Z' })
  const east = await world.as('managerEast')
  const engineers = itemsOf<{ employee: string }>(await east.get('/periods/2026-11/engineers')).map(({ employee }) => employee)
  const [one, two] = engineers
  await east.put(`/periods/2026-11/marks/${one}/overall`, { score: '90' })
  await east.post(`/periods/2026-11/marks/${one}/overall/submit`, {})
  await east.put(`/periods/2026-11/marks/${two}/overall`, { score: '80' })
  await east.put(`/periods/2026-11/marks/${engineers[2]}/on_site_resolution`, { score: '80' })
  const found = await outstanding('2026-11')
  expect(found).toMatchObject({
    state: 'evaluating',
    deadlines: { evaluating: '2026-12-05T10:00:00.000Z' },
    unconfirmed: null,
    regions: [],
  })
  expect(found.managers).toContainEqual({
    employee: 'M001',
    name: '郑静',
    region: 'EAST',
    engineers: engineers.length,
    submitted: 1,
    drafts: 1,
    missing: engineers.length - 2,
    owes: true,
  })
})

test('a month without its data names the tables that have no row, and what would be incomplete for it', async () => {
  await openPeriod(world, '2026-11', 'evaluating')
  const found = await outstanding('2026-11')
  expect(found.tables).toContainEqual({ table: 'feedback', title: '反馈表', state: 'empty' })
  expect(found.incomplete).toContainEqual(expect.objectContaining({ module: 'customer', reason: 'no_feedback', people: found.held }))
})

test('a complete month waits for nobody; marks that came with an upload are marks', async () => {
  await openPeriod(world, '2026-10', 'evaluating')
  expect(await outstanding('2026-10')).toMatchObject({ tables: [], incomplete: [], held: 0 })
  const { managers } = (await outstanding('2026-10')) as { managers: { owes: boolean }[] }
  expect(managers.map(({ owes }) => owes)).toEqual([false, false, false, false])
})

test('before anything was ever uploaded, every table is absent and nobody owes a mark', async () => {
  world = await makeTestService({ demo: false })
  await openPeriod(world, '2026-11', 'collecting')
  const found = await outstanding('2026-11')
  expect(found).toMatchObject({ managers: [], held: 0 })
  expect(found.tables).toContainEqual({ table: 'attendance', title: '考勤', state: 'absent' })
})

test('a region without a manager is named: nobody would mark its engineers', async () => {
  await openPeriod(world, '2026-11', 'evaluating')
  await world.service.store.write(async (transaction) => {
    await transaction.update('employees', { left_on: 20261031 }, { number: 'M001' })
    return { ok: true }
  })
  expect((await outstanding('2026-11')).regions).toEqual([{ region: 'EAST', engineers: 6, managers: [] }])
})

test('it is for HR and auditors', async () => {
  await openPeriod(world, '2026-11', 'evaluating')
  expect((await (await world.as('auditor')).get('/periods/2026-11/outstanding')).status).toBe(200)
  expect((await (await world.as('managerEast')).get('/periods/2026-11/outstanding')).status).toBe(403)
})
