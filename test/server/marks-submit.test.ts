import { beforeEach, describe, expect, test } from 'vitest'
import { itemsOf, movePeriod, numberOf, openPeriod } from './marks-world.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const MARK = '/periods/2026-11/marks/T001/overall'
let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-12-02T08:00:00.000Z' })
  await openPeriod(world, '2026-11', 'evaluating')
})

const RECORDS = `SELECT count(*) FROM evaluations WHERE book = (SELECT id FROM books WHERE sha256 = 'company') AND period = '2026-11'`

describe('submitting', () => {
  test('a submitted mark is an evaluation record; submitted twice it is one', async () => {
    const east = await world.as('managerEast')
    await east.put(MARK, { score: '92.5', comment: 'good' })
    const first = await east.post(`${MARK}/submit`, {})
    expect(first).toMatchObject({ status: 200, body: { state: 'submitted', version: 2 } })
    const changes = await numberOf(world, 'SELECT count(*) FROM changes')
    expect((await east.post(`${MARK}/submit`, {})).body).toEqual(first.body)
    expect(await numberOf(world, 'SELECT count(*) FROM changes')).toBe(changes)
    expect(await numberOf(world, RECORDS)).toBe(1)
    expect(itemsOf(await east.get('/periods/2026-11/engineers?limit=1'))[0]).toMatchObject({
      evaluations: [{ item: 'overall', evaluator: 'M001', score: '92.50', comment: 'good' }],
    })
  })

  test('two submissions at the same moment are one', async () => {
    const east = await world.as('managerEast')
    await east.put(MARK, { score: '90' })
    const both = await Promise.all([east.post(`${MARK}/submit`, {}), east.post('/periods/2026-11/marks/submit', {})])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(await numberOf(world, RECORDS)).toBe(1)
    expect(await numberOf(world, `SELECT max(version) FROM marks`)).toBe(2)
  })

  test('all drafts with a score go at once, and those without are named', async () => {
    const east = await world.as('managerEast')
    const engineers = itemsOf<{ employee: string }>(await east.get('/periods/2026-11/engineers'))
    const [one, two, three] = engineers.map(({ employee }) => employee)
    await east.put(`/periods/2026-11/marks/${one}/overall`, { score: '90' })
    await east.put(`/periods/2026-11/marks/${two}/on_site_resolution`, { score: '70' })
    await east.put(`/periods/2026-11/marks/${three}/overall`, { score: null, comment: 'ask the customer' })
    const answer = await east.post('/periods/2026-11/marks/submit', {})
    expect(answer).toMatchObject({
      status: 200,
      body: {
        marks: [
          { engineer: one, state: 'submitted' },
          { engineer: two, state: 'submitted' },
        ],
        left: [{ engineer: three }],
      },
    })
    expect(await numberOf(world, RECORDS)).toBe(2)
    expect(await numberOf(world, `SELECT count(*) FROM changes WHERE kind = 'mark'`)).toBe(1)
  })

  test('a list goes whole or not at all, with every mistake named', async () => {
    const east = await world.as('managerEast')
    await east.put(MARK, { score: '90' })
    await east.put('/periods/2026-11/marks/T002/overall', { score: null, comment: '?' })
    const marks = ['T001', 'T002', 'T020'].map((engineer) => ({ engineer, item: 'overall' }))
    const answer = await east.post('/periods/2026-11/marks/submit', { marks })
    expect(answer.status).toBe(422)
    expect((answer.body as { problems: { code: string }[] }).problems.map(({ code }) => code)).toEqual([
      'mark_must_have_a_score',
      'thing_must_exist',
    ])
    expect(await numberOf(world, RECORDS)).toBe(0)
  })

  test('a mark that changed since it was looked at is not submitted', async () => {
    const east = await world.as('managerEast')
    await east.put(MARK, { score: '90' })
    await east.put(MARK, { score: '50' }, { 'if-match': '"1"' })
    expect(await east.post(`${MARK}/submit`, { version: 1 })).toMatchObject({ status: 412, code: 'version_must_be_current' })
  })

  test('withdrawn or rewritten, a mark is a draft and counts no more; its record stays readable under the book’s negative', async () => {
    const east = await world.as('managerEast')
    await east.put(MARK, { score: '90' })
    await east.post(`${MARK}/submit`, {})
    expect((await east.post(`${MARK}/withdraw`, {})).body).toMatchObject({ state: 'draft', version: 3, score: '90.00' })
    expect(await numberOf(world, RECORDS)).toBe(0)
    expect(await numberOf(world, `SELECT count(*) FROM evaluations WHERE book < 0 AND period = '2026-11' AND score = 9000`)).toBe(1)
    await east.post(`${MARK}/submit`, {})
    expect((await east.put(MARK, { score: '91' }, { 'if-match': '"4"' })).body).toMatchObject({ state: 'draft', version: 5 })
    expect(await numberOf(world, RECORDS)).toBe(0)
    await movePeriod(world, '2026-11', 'review')
    expect((await east.post(`${MARK}/submit`, {})).status).toBe(409)
  })

  test('a person has one overall mark: a second manager of the region is told whose it is', async () => {
    await world.service.store.write(async (transaction) => {
      const book = Number((await transaction.first(`SELECT id FROM books WHERE sha256 = 'company'`))?.[0])
      await transaction.insert('postings', { book, row: 0, employee: 'M004', region: 'EAST', from: 20261101 })
      return { ok: true }
    })
    const [east, west] = [await world.as('managerEast'), await world.as('managerWest')]
    await east.put(MARK, { score: '90' })
    await west.put(MARK, { score: '60' })
    expect((await east.post(`${MARK}/submit`, {})).status).toBe(200)
    const second = await west.post(`${MARK}/submit`, {})
    expect(second).toMatchObject({ status: 409, code: 'overall_mark_must_be_the_only_one' })
    expect(JSON.stringify(second.body)).toContain('M001')
    expect(await numberOf(world, RECORDS)).toBe(1)
  })

  test('every step is in the audit trail with who really gave the mark', async () => {
    const east = await world.as('managerEast')
    await east.put(MARK, { score: '90' })
    await east.post(`${MARK}/submit`, {})
    const trail = await world.service.store.all(
      `SELECT action, actor, subject FROM audit_entries WHERE action LIKE 'mark.%' ORDER BY sequence`,
    )
    expect(trail).toEqual([
      ['mark.save', 'managereast', 'mark 2026-11 T001 overall M001'],
      ['mark.submit', 'managereast', 'mark 2026-11 T001 overall M001'],
    ])
  })
})

test('a command without a body is one with the defaults', async () => {
  const east = await world.as('managerEast')
  await east.put(MARK, { score: '90' })
  expect((await east.request(`${MARK}/submit`, { method: 'POST' })).status).toBe(200)
  expect((await east.request('/periods/2026-11/marks/submit', { method: 'POST' })).status).toBe(200)
  expect((await east.request(`${MARK}/withdraw`, { method: 'POST' })).status).toBe(200)
})
