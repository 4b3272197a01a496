import { beforeEach, describe, expect, test } from 'vitest'
import { itemsOf, movePeriod, numberOf, openPeriod } from './marks-world.ts'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, field } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const MARKS = '/periods/2026-11/marks'
let world: TestService
let east: ApiClient
beforeEach(async () => {
  world = await makeTestService({ now: '2026-12-02T08:00:00.000Z' })
  await openPeriod(world, '2026-11', 'evaluating')
  east = await world.as('managerEast')
})

type Given = Readonly<Record<string, unknown>>
const draft = (engineer: string, score: string | null, more: Given = {}) => ({
  engineer,
  item: 'overall',
  score,
  comment: null,
  version: null,
  ...more,
})
const audited = () => numberOf(world, `SELECT count(*) FROM audit_entries WHERE action = 'mark.save'`)

describe('many drafts at once', () => {
  test('each is answered by itself, in the order of the request, and what is wrong keeps nothing else from being saved', async () => {
    expectOk(await east.put(`${MARKS}/T002/overall`, { score: '70' }))
    const rd = { item: 'on_site_resolution', comment: '现场处理及时' }
    const answer = await east.put(MARKS, {
      marks: [
        draft('T001', '９２．５'),
        draft('T001', '88', rd),
        draft('T002', '80'),
        draft('T002', '80', { version: 7 }),
        draft('T003', '100.01'),
        draft('T020', '90'),
        draft('T999', '90'),
        draft('T003', null, { comment: '待补' }),
        draft('T004', '90', { version: 1 }),
      ],
    })
    const told = itemsOf(expectOk(answer)).map(({ engineer, item, outcome, mark, problem }) => [
      `${engineer} ${item}`,
      outcome,
      field(mark, 'score') ?? null,
      field(problem, 'code') ?? null,
    ])
    expect(told).toEqual([
      ['T001 overall', 'saved', '92.50', null],
      ['T001 on_site_resolution', 'saved', '88.00', null],
      ['T002 overall', 'conflict', '70.00', 'mark_must_not_be_there'],
      ['T002 overall', 'conflict', '70.00', 'version_must_be_current'],
      ['T003 overall', 'refused', null, 'mark_must_be_within_scale'],
      ['T020 overall', 'refused', null, 'thing_must_exist'],
      ['T999 overall', 'refused', null, 'thing_must_exist'],
      ['T003 overall', 'saved', null, null],
      ['T004 overall', 'refused', null, 'mark_must_be_there'],
    ])
    expect((await east.get(`${MARKS}/T001/on_site_resolution`)).body).toMatchObject({ score: '88.00', comment: '现场处理及时', version: 1 })
    expect((await east.get(`${MARKS}/T002/overall`)).body).toMatchObject({ score: '70.00', version: 1 })
  })

  test('the same request twice is once: same versions, one audit entry', async () => {
    const body = { marks: [draft('T001', '91'), draft('T002', '92')] }
    const first = itemsOf(expectOk(await east.put(MARKS, body)))
    const again = itemsOf(expectOk(await east.put(MARKS, body)))
    expect(first.map(({ outcome }) => outcome)).toEqual(['saved', 'saved'])
    expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
    expect(again.map(({ mark }) => mark)).toEqual(first.map(({ mark }) => mark))
    expect(await audited()).toBe(1)
  })

  test('a manager and the deputy learn of each other: the second sees who saved what', async () => {
    const hr = await world.as('hr')
    const body = { manager: 'M001', account: 'standin', first: '2026-12-01', last: '2026-12-31', reason: '休假' }
    expectOk(await hr.post('/deputies', body))
    const deputy = await world.as('standIn')
    expectOk(await east.put(MARKS, { marks: [draft('T002', '91')] }))
    const [met] = itemsOf(expectOk(await deputy.put(MARKS, { marks: [draft('T002', '60')] })))
    expect(met).toMatchObject({ outcome: 'conflict', mark: { score: '91.00', version: 1, updatedBy: 'managerEast' } })
    const [kept] = itemsOf(expectOk(await deputy.put(MARKS, { marks: [draft('T002', '60', { version: 1 })] })))
    expect(kept).toMatchObject({ outcome: 'saved', mark: { score: '60.00', version: 2, updatedBy: 'standIn' } })
  })

  test('a submitted mark that is written again is a draft and out of force; one that says the same stays submitted', async () => {
    expectOk(await east.put(MARKS, { marks: [draft('T001', '91'), draft('T002', '92')] }))
    expectOk(await east.post(`${MARKS}/submit`, {}))
    const marks = [draft('T001', '91', { version: 2 }), draft('T002', '80', { version: 2 })]
    expect(itemsOf(expectOk(await east.put(MARKS, { marks })))).toMatchObject([
      { outcome: 'unchanged', mark: { state: 'submitted' } },
      { outcome: 'saved', mark: { state: 'draft', version: 3 } },
    ])
    const inForce = `SELECT count(*) FROM evaluations JOIN books ON books.id = evaluations.book AND books.sha256 = 'company'
      WHERE period = '2026-11' AND engineer IN ('T001', 'T002')`
    expect(await numberOf(world, inForce)).toBe(1)
  })

  test('many are taken back at once, all or none, and twice is once', async () => {
    expectOk(await east.put(MARKS, { marks: [draft('T001', '91'), draft('T002', '92')] }))
    expectOk(await east.post(`${MARKS}/submit`, {}))
    const both = [
      { engineer: 'T001', item: 'overall' },
      { engineer: 'T002', item: 'overall' },
    ]
    const wrong = await east.post(`${MARKS}/withdraw`, { marks: [...both, { engineer: 'T003', item: 'overall' }] })
    expect(wrong).toMatchObject({ status: 404, code: 'mark_must_be_there' })
    expect((await east.get(`${MARKS}/T001/overall`)).body).toMatchObject({ state: 'submitted' })
    const taken = expectOk(await east.post(`${MARKS}/withdraw`, { marks: both })).body
    expect(taken).toMatchObject({
      marks: [
        { state: 'draft', score: '91.00', version: 3 },
        { state: 'draft', version: 3 },
      ],
    })
    expect(expectOk(await east.post(`${MARKS}/withdraw`, { marks: both })).body).toEqual(taken)
  })

  test('not after marking is over, and an R&D manager rates on-site resolution only', async () => {
    const rd = await world.as('rdManager')
    const marks = [draft('T001', '90'), draft('T001', '90', { item: 'on_site_resolution' })]
    expect(itemsOf(expectOk(await rd.put(MARKS, { marks })))).toMatchObject([
      { outcome: 'refused', problem: { code: 'mark_item_must_be_yours' } },
      { outcome: 'saved' },
    ])
    await movePeriod(world, '2026-11', 'review')
    expect(await east.put(MARKS, { marks: [draft('T001', '90')] })).toMatchObject({ status: 409, code: 'period_must_be_in_state' })
  })
})

describe('the distribution of marks', () => {
  const readBy = async (client: ApiClient) => expectOk(await client.get(`${MARKS}/distribution`)).body as Given & { items: Given[] }

  test('own marks with drafts beside those in force of others, as figures that name nobody', async () => {
    const west = await world.as('managerWest')
    expectOk(await east.put(MARKS, { marks: [draft('T001', '90'), draft('T002', '59.99'), draft('T003', '95')] }))
    expectOk(await west.put(MARKS, { marks: [draft('T020', '80'), draft('T021', '85')] }))
    expect(field((await readBy(east)).items[0]?.others, 'count')).toBe(0)
    expectOk(await west.post(`${MARKS}/submit`, {}))
    const seen = await readBy(east)
    expect(seen.items[0]).toEqual({
      item: 'overall',
      own: {
        count: 3,
        managers: 1,
        mean: '81.66',
        median: '90.00',
        lowest: '59.99',
        highest: '95.00',
        counts: [1, 0, 0, 0, 0, 0, 0, 1, 1],
      },
      others: {
        ...{ count: 2, managers: 1, mean: '82.50', median: '82.50', lowest: '80.00', highest: '85.00' },
        counts: [0, 0, 0, 0, 0, 1, 1, 0, 0],
      },
    })
    expect(JSON.stringify(seen)).not.toMatch(/T0|M00/)
  })

  test('an R&D manager sees that of on-site resolution only, HR both', async () => {
    const seen = async (person: Parameters<TestService['as']>[0]) => (await readBy(await world.as(person))).items.map(({ item }) => item)
    expect(await seen('rdManager')).toEqual(['on_site_resolution'])
    expect(await seen('hr')).toEqual(['overall', 'on_site_resolution'])
  })
})
