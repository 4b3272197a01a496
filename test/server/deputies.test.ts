import { beforeEach, expect, test } from 'vitest'
import { itemsOf, openPeriod } from './marks-world.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const MARK = '/periods/2026-11/marks/T001/overall'
const DEPUTY = { manager: 'M001', account: 'standin', first: '2026-12-02', last: '2026-12-04', reason: '出差' }
let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-12-01T08:00:00.000Z' })
  await openPeriod(world, '2026-11', 'evaluating')
})

test('a deputy sees and marks the manager’s engineers on the days named, by the company’s calendar, and no others', async () => {
  const named = await (await world.as('hr')).post('/deputies', DEPUTY)
  expect(named).toMatchObject({ status: 201, body: { manager: 'M001', accountName: 'standIn', state: 'planned' } })
  const deputy = await world.as('standIn')
  const managers = itemsOf(await (await world.as('managerEast')).get('/periods/2026-11/engineers')).map(({ employee }) => employee)

  expect(itemsOf(await deputy.get('/periods/2026-11/engineers')), 'the day before').toEqual([])
  world.setNow('2026-12-01T16:00:00.000Z')
  const seen = await deputy.get('/periods/2026-11/engineers')
  expect(seen.status, 'midnight in Beijing').toBe(200)
  expect(itemsOf(seen).map(({ employee }) => employee)).toEqual(managers)
  expect((await deputy.put(MARK, { score: '88' })).body).toMatchObject({ evaluator: 'M001', updatedBy: 'standIn' })
  expect((await deputy.put('/periods/2026-11/marks/T020/overall', { score: '88' })).status, 'another region').toBe(404)
  world.setNow('2026-12-04T15:59:59.000Z')
  expect((await deputy.post(`${MARK}/submit`, {})).status, 'the last minute').toBe(200)
  world.setNow('2026-12-04T16:00:00.000Z')
  expect((await deputy.put(MARK, { score: '10' }, { 'if-match': '"2"' })).status, 'the day after').toBe(404)
})

test('what a deputy submits counts for the manager, and the trail says who gave it', async () => {
  await (await world.as('hr')).post('/deputies', DEPUTY)
  world.setNow('2026-12-03T08:00:00.000Z')
  const deputy = await world.as('standIn')
  await deputy.put(MARK, { score: '88' })
  await deputy.post(`${MARK}/submit`, {})
  const [record] = await world.service.store.all(
    `SELECT evaluator, score FROM evaluations WHERE period = '2026-11' AND book = (SELECT id FROM books WHERE sha256 = 'company')`,
  )
  expect(record).toEqual(['M001', 8800n])
  const [entry] = await world.service.store.all(`SELECT actor, subject FROM audit_entries WHERE action = 'mark.submit'`)
  expect(entry).toEqual(['standin', 'mark 2026-11 T001 overall M001'])
  expect((await (await world.as('managerEast')).get(MARK)).body).toMatchObject({ state: 'submitted', updatedBy: 'standIn' })
})

test('a deputy of an R&D manager rates on-site resolution everywhere, and gives no overall mark', async () => {
  await (await world.as('hr')).post('/deputies', { ...DEPUTY, manager: 'D001' })
  world.setNow('2026-12-03T08:00:00.000Z')
  const deputy = await world.as('standIn')
  expect((await deputy.put('/periods/2026-11/marks/T020/on_site_resolution', { score: '70' })).body).toMatchObject({ evaluator: 'D001' })
  expect((await deputy.put('/periods/2026-11/marks/T020/overall', { score: '70' })).code).toBe('mark_item_must_be_yours')
})

test('a manager who acts for another marks both regions, each for its own manager', async () => {
  await (await world.as('hr')).post('/deputies', { ...DEPUTY, account: 'managerwest' })
  world.setNow('2026-12-03T08:00:00.000Z')
  const west = await world.as('managerWest')
  expect((await west.put(MARK, { score: '70' })).body).toMatchObject({ evaluator: 'M001' })
  expect((await west.put('/periods/2026-11/marks/T020/overall', { score: '70' })).body).toMatchObject({ evaluator: 'M004' })
})

test('HR ends it early, from that moment on; ended twice is ended once', async () => {
  const hr = await world.as('hr')
  const { id } = (await hr.post('/deputies', DEPUTY)).body as { id: number }
  world.setNow('2026-12-03T08:00:00.000Z')
  const deputy = await world.as('standIn')
  expect((await deputy.get('/periods/2026-11/engineers')).status).toBe(200)
  const ended = await hr.post(`/deputies/${id}/end`, { reason: '经理已返回' })
  expect(ended).toMatchObject({ status: 200, body: { state: 'ended', endedAt: '2026-12-03T08:00:00.000Z' } })
  world.setNow('2026-12-03T09:00:00.000Z')
  expect((await hr.post(`/deputies/${id}/end`, { reason: 'again' })).body).toEqual(ended.body)
  expect(itemsOf(await deputy.get('/periods/2026-11/engineers'))).toEqual([])
})

const REFUSED: [object, string, string][] = [
  [{ manager: 'S001' }, 'deputy_must_act_for_a_manager', 'a sales representative marks nobody'],
  [{ manager: 'M999' }, 'deputy_must_act_for_a_manager', 'nobody has the number'],
  [{ account: 'nobody' }, 'thing_must_exist', 'there is no such account'],
  [{ account: 'managereast' }, 'deputy_must_be_another_person', 'the manager themselves'],
  [{ account: 'salesrep' }, 'deputy_must_be_of_the_same_line', 'staff act for no manager'],
  [{ account: 'finance' }, 'deputy_must_be_of_the_same_line', 'nor does finance'],
  [{ account: 'hr' }, 'deputy_must_be_named_by_another', 'HR, who names'],
  [{ first: '2026-12-05' }, 'deputy_must_end_after_it_begins', 'the last day lies before the first'],
  [{ first: '2026-11-01', last: '2026-11-30' }, 'deputy_must_not_be_over', 'all of it has passed'],
]
test.each(REFUSED)('%j is refused with %s: %s', async (change, code) => {
  expect((await (await world.as('hr')).post('/deputies', { ...DEPUTY, ...change })).code).toBe(code)
})

test('the same deputy is not named twice for a day; the same request twice is one deputy', async () => {
  const hr = await world.as('hr')
  const key = { 'idempotency-key': 'one' }
  const first = await hr.post('/deputies', DEPUTY, key)
  expect((await hr.post('/deputies', DEPUTY, key)).body).toEqual(first.body)
  expect((await hr.post('/deputies', { ...DEPUTY, first: '2026-12-04', last: '2026-12-09' })).code).toBe('deputy_must_not_be_named_twice')
  expect((await hr.post('/deputies', { ...DEPUTY, first: '2026-12-05', last: '2026-12-09' })).status).toBe(201)
  expect(itemsOf(await hr.get('/deputies?limit=1'))).toHaveLength(1)
})

test('only HR names deputies; a manager sees their own', async () => {
  const hr = await world.as('hr')
  await hr.post('/deputies', DEPUTY)
  await hr.post('/deputies', { ...DEPUTY, manager: 'M002' })
  expect((await (await world.as('managerEast')).post('/deputies', DEPUTY)).status).toBe(403)
  expect(itemsOf(await hr.get('/deputies')).map(({ manager }) => manager)).toEqual(['M002', 'M001'])
  expect(itemsOf(await (await world.as('managerEast')).get('/deputies')).map(({ manager }) => manager)).toEqual(['M001'])
  expect((await (await world.as('engineer')).get('/deputies')).status).toBe(403)
})
