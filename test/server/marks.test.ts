import { beforeEach, describe, expect, test } from 'vitest'
import { givePositions, itemsOf, movePeriod, openPeriod } from './marks-world.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const MARK = '/periods/2026-11/marks/T001/overall'
let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-12-02T08:00:00.000Z' })
  await openPeriod(world, '2026-11', 'evaluating')
})

async function engineersOf(person: Parameters<TestService['as']>[0], period = '2026-11'): Promise<string[]> {
  return itemsOf(await (await world.as(person)).get(`/periods/${period}/engineers?limit=500`)).map((item) => String(item.employee))
}

describe('who sees whom', () => {
  test('a regional manager sees the engineers of the own region, R&D managers and HR see all', async () => {
    await openPeriod(world, '2026-10', 'evaluating')
    const east = await engineersOf('managerEast')
    const south = await engineersOf('managerSouth')
    const all = await engineersOf('rdManager')
    expect(east).toContain('T001')
    expect(east).not.toContain('T020')
    expect(all).toEqual(await engineersOf('hr'))
    expect(all).toEqual(await engineersOf('auditor'))
    expect(all.length).toBeGreaterThan(east.length + south.length - 1)
    expect(east.filter((employee) => south.includes(employee))).toEqual([])
  })

  test('an engineer who moved in mid-year is the new manager’s from the month of the move, and the old one’s before', async () => {
    await openPeriod(world, '2026-09', 'evaluating')
    await openPeriod(world, '2026-10', 'evaluating')
    expect(await engineersOf('managerNorth', '2026-09')).toContain('T007')
    expect(await engineersOf('managerSouth', '2026-09')).not.toContain('T007')
    expect(await engineersOf('managerNorth', '2026-10')).not.toContain('T007')
    expect(await engineersOf('managerSouth', '2026-10')).toContain('T007')
  })

  test('a manager who changed region in mid-year marks the new region and still sees, of an earlier month, the old one', async () => {
    await openPeriod(world, '2026-09', 'published')
    const eastBefore = await engineersOf('managerEast', '2026-09')
    await world.service.store.write(async (transaction) => {
      const book = Number((await transaction.first(`SELECT id FROM books WHERE sha256 = 'company'`))?.[0])
      await transaction.insert('postings', { book, row: 0, employee: 'M001', region: 'WEST', from: 20261101 })
      return { ok: true }
    })
    expect(await engineersOf('managerEast', '2026-09')).toEqual(eastBefore)
    const now = await engineersOf('managerEast')
    expect(now).toContain('T020')
    expect(now).not.toContain('T001')
    const east = await world.as('managerEast')
    expect((await east.put(MARK, { score: '90' })).status).toBe(404)
    expect((await east.put('/periods/2026-11/marks/T020/overall', { score: '90' })).status).toBe(200)
  })

  test('staff, finance and the administrator have no marking at all', async () => {
    for (const person of ['engineer', 'finance', 'administrator'] as const) {
      expect((await (await world.as(person)).get('/periods/2026-11/engineers')).status).toBe(403)
    }
  })

  test('pages follow each other without gap or overlap', async () => {
    const hr = await world.as('hr')
    const whole = await engineersOf('hr')
    const seen: string[] = []
    let path = '/periods/2026-11/engineers?limit=7'
    for (;;) {
      const answer = await hr.get(path)
      seen.push(...itemsOf(answer).map((item) => String(item.employee)))
      const { next } = answer.body as { next: string | null }
      if (next === null) break
      path = `/periods/2026-11/engineers?limit=7&cursor=${next}`
    }
    expect(seen).toEqual(whole)
  })

  test('the facts are those of the period, with the figure that the forms suggest', async () => {
    await openPeriod(world, '2026-10', 'evaluating')
    const [first] = itemsOf(await (await world.as('managerEast')).get('/periods/2026-10/engineers?limit=1'))
    const [forms, solved, answers] = (
      await world.service.store.all(
        `SELECT count(*), sum(solved_on_site), count(solved_on_site) FROM feedback WHERE engineer = 'T001' AND date BETWEEN 20261001 AND 20261031`,
      )
    )[0]?.map(Number) ?? [0, 0, 0]
    expect(first).toMatchObject({
      employee: 'T001',
      facts: { forms: { count: forms, onSiteAnswers: answers, onSiteSolved: solved } },
      previous: { period: '2026-09' },
      yours: [
        { item: 'overall', evaluator: 'M001' },
        { item: 'on_site_resolution', evaluator: 'M001' },
      ],
    })
    expect(answers).toBeGreaterThan(0)
    expect(first).toHaveProperty('facts.suggestedOnSite', ((Number(solved) * 100) / Number(answers)).toFixed(2))
  })

  test('who rates on-site resolution only is not shown overall marks or final scores', async () => {
    await openPeriod(world, '2026-10', 'evaluating')
    const items = itemsOf<{ evaluations: { item: string }[]; previous: { evaluations: { item: string }[] } }>(
      await (await world.as('rdManager')).get('/periods/2026-10/engineers'),
    )
    expect(items.flatMap((item) => [...item.evaluations, ...item.previous.evaluations]).filter(({ item }) => item === 'overall')).toEqual(
      [],
    )
  })
})

describe('drafts', () => {
  test('a draft is kept, read back with its version, and saved again with it', async () => {
    const east = await world.as('managerEast')
    const saved = await east.put(MARK, { score: '92.5', comment: ' 稳定 ' })
    expect(saved).toMatchObject({ status: 200, body: { score: '92.50', comment: '稳定', state: 'draft', version: 1, evaluator: 'M001' } })
    const read = await east.get(MARK)
    expect(read.headers.get('etag')).toBe('"1"')
    const again = await east.put(MARK, { score: '93', comment: null }, { 'if-match': '"1"' })
    expect(again).toMatchObject({ status: 200, body: { score: '93.00', comment: null, version: 2 } })
  })

  test.each([
    ['100.01', 'above 100'],
    ['-1', 'below 0'],
    ['92.555', 'three decimals'],
    ['', 'nothing'],
    ['ninety', 'words'],
    ['1e2', 'an exponent'],
  ])('the score %j is refused: %s', async (score) => {
    expect((await (await world.as('managerEast')).put(MARK, { score })).code).toBe('mark_must_be_within_scale')
  })

  test.each(['0', '100', '100.00', '0.01', '９２．５'])('the score %j is one', async (score) => {
    expect((await (await world.as('managerEast')).put(MARK, { score })).status).toBe(200)
  })

  test('a lost update is a conflict that names who was first, and changes nothing', async () => {
    await (await world.as('hr')).post('/deputies', {
      manager: 'M001',
      account: 'standin',
      first: '2026-12-01',
      last: '2026-12-05',
      reason: 'leave',
    })
    const east = await world.as('managerEast')
    const deputy = await world.as('standIn')
    await east.put(MARK, { score: '80' })
    expect((await deputy.put(MARK, { score: '85' }, { 'if-match': '"1"' })).status).toBe(200)
    const late = await east.put(MARK, { score: '81' }, { 'if-match': '"1"' })
    expect(late).toMatchObject({ status: 412, code: 'version_must_be_current' })
    expect(JSON.stringify(late.body)).toContain('standIn')
    expect((await east.get(MARK)).body).toMatchObject({ score: '85.00', version: 2, updatedBy: 'standIn', evaluator: 'M001' })
  })

  test('two first savings at once: one is kept, the other learns of it', async () => {
    const east = await world.as('managerEast')
    const both = await Promise.all(['70', '71'].map((score) => east.put(MARK, { score }, { 'if-none-match': '*' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test('a change without a version is asked for it', async () => {
    const east = await world.as('managerEast')
    await east.put(MARK, { score: '80' })
    expect(await east.put(MARK, { score: '81' })).toMatchObject({ status: 428, code: 'version_must_be_given' })
    expect(await east.put(MARK, { score: '81' }, { 'if-match': 'what?' })).toMatchObject({ status: 412 })
  })

  test('drafts may be begun while data come in, and not after evaluating', async () => {
    const east = await world.as('managerEast')
    await movePeriod(world, '2026-11', 'collecting')
    expect((await east.put(MARK, { score: '80' })).status).toBe(200)
    expect(await east.post(`${MARK}/submit`, {})).toMatchObject({ status: 409, code: 'period_must_be_in_state' })
    await movePeriod(world, '2026-11', 'review')
    expect(await east.put(MARK, { score: '81' }, { 'if-match': '"1"' })).toMatchObject({ status: 409, code: 'period_must_be_in_state' })
  })
})

describe('what is not theirs', () => {
  test('an engineer of another region looks like one who is not there', async () => {
    const east = await world.as('managerEast')
    const other = await east.put('/periods/2026-11/marks/T020/overall', { score: '90' })
    const nobody = await east.put('/periods/2026-11/marks/T999/overall', { score: '90' })
    expect([other.status, other.code]).toEqual([nobody.status, nobody.code])
    expect(other.status).toBe(404)
  })

  test('R&D managers rate on-site resolution of anybody, and give no overall mark', async () => {
    const rd = await world.as('rdManager')
    expect((await rd.put('/periods/2026-11/marks/T020/on_site_resolution', { score: '75' })).body).toMatchObject({ evaluator: 'D001' })
    expect(await rd.put('/periods/2026-11/marks/T020/overall', { score: '75' })).toMatchObject({
      status: 403,
      code: 'mark_item_must_be_yours',
    })
  })

  test('nobody marks themselves, as a deputy neither', async () => {
    await givePositions(world, 'engineer', ['staff', 'regional_manager'])
    const named = { manager: 'M001', account: 'engineer', first: '2026-12-01', last: '2026-12-31', reason: 'holiday' }
    expect((await (await world.as('hr')).post('/deputies', named)).status).toBe(201)
    const engineer = await world.as('engineer')
    expect(await engineer.put(MARK, { score: '100' })).toMatchObject({ status: 403, code: 'mark_must_not_be_ones_own' })
    const others = (await engineersOf('engineer')).filter((employee) => employee !== 'T001')
    expect((await engineer.put(`/periods/2026-11/marks/${others[0]}/overall`, { score: '80' })).status).toBe(200)
  })
})

test('HR and auditors read whose mark they name, an R&D manager nobody’s overall mark, a token none that it may not', async () => {
  await (await world.as('managerEast')).put(MARK, { score: '90' })
  for (const person of ['hr', 'auditor'] as const) {
    const reader = await world.as(person)
    expect((await reader.get(`${MARK}?evaluator=M001`)).body).toMatchObject({ score: '90.00', state: 'draft' })
    expect((await reader.get(MARK)).status).toBe(404)
    expect((await reader.put(MARK, { score: '10' })).status).toBe(403)
  }
  expect((await (await world.as('rdManager')).get(`${MARK}?evaluator=M001`)).status).toBe(404)
  expect((await (await world.as('managerWest')).get(`${MARK}?evaluator=M001`)).status).toBe(404)
})
