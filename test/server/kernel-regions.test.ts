import { beforeAll, describe, expect, test } from 'vitest'
import { fen } from '../../src/base/money.ts'
import { ACCOUNT_POSITIONS } from '../../src/domain/people/account-position.ts'
import { scopeOf } from '../../src/server/kernel/access.ts'
import { ROUTES } from '../../src/server/routes.ts'
import { insertSettlement } from '../../src/store/aggregates/balances.ts'
import type { ApiAnswer, ApiClient } from './support/api-client.ts'
import { expectOk, field, items, openPeriod, publishPeriod, type WalkedPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

/**
 * Own region and other region, route by route: whatever a position reaches only within its region or about itself has an
 * expectation here, and a new route of that kind without one fails. EAST (T001, its manager M001) asks; WEST (T020) is the other.
 */
type Item = Readonly<Record<string, unknown>>
type Call = (client: ApiClient) => Promise<ApiAnswer>
type Expectation =
  /** A list: every item that the manager of EAST gets is of EAST, there is one, and HR gets others too. */
  | { readonly kind: 'list'; readonly path: string; readonly regionOf: (item: Item) => unknown }
  /** One thing of the own region is answered, the same of the other region is not there. */
  | { readonly kind: 'one'; readonly own: Call; readonly other: Call }
  /** Why region does not matter. */
  | { readonly kind: 'without rows'; readonly why: string }

let world: TestService
let october: WalkedPeriod
let run = ''
let repOfWest = ''
let appeals: Readonly<Record<string, string>> = {}
const homes = new Map<unknown, unknown>()
const homeOf = (key: string) => (item: Item) => homes.get(item[key])
const mark = (engineer: string) => `/periods/2026-11/marks/${engineer}/overall`
const list = (path: string, regionOf: (item: Item) => unknown): Expectation => ({ kind: 'list', path, regionOf })
const get = (path: (engineer: string) => string): Expectation => ({
  kind: 'one',
  own: (client) => client.get(path('T001')),
  other: (client) => client.get(path('T020')),
})
const post = (path: (engineer: string) => string, body: (engineer: string) => object = () => ({})): Expectation => ({
  kind: 'one',
  own: (client) => client.post(path('T001'), body('T001')),
  other: (client) => client.post(path('T020'), body('T020')),
})

/** A request with one thing in it that is answered by itself: not found is what a request for that thing alone would say. */
async function answeredSingly(asked: Promise<ApiAnswer>): Promise<ApiAnswer> {
  const answer = expectOk(await asked)
  const [only] = items(answer)
  return field(only?.problem, 'code') === 'thing_must_exist' ? { ...answer, status: 404 } : answer
}

const draftOf = (engineer: string) => ({ engineer, item: 'overall', score: '92', comment: null, version: null })

const LAST = 'sheets are of a closed month: the last test of this file'

const EXPECTED: Readonly<Record<string, () => Expectation>> = {
  'GET /records/{table}': () => list('/records/feedback?period=2026-10&limit=500', (item) => homeOf('engineer')(valuesOf(item))),
  'GET /records/{table}/{key}': () =>
    get((engineer) => `/records/evaluations/2026-10,${engineer},overall,${engineer === 'T001' ? 'M001' : 'M004'}`),
  'GET /tables': () => ({ kind: 'without rows', why: 'what tables and columns there are; counts are for those who see every record' }),
  'GET /regions': () => list('/regions?period=2026-10', ({ code }) => code),
  'GET /people': () => list('/people?period=2026-10&limit=500', ({ region }) => region),
  'GET /opportunities/pipeline': () =>
    get((engineer) => `/opportunities/pipeline?from=2026-10-01&to=2026-10-31&region=${engineer === 'T001' ? 'EAST' : 'WEST'}`),
  'GET /rules/{rule}/receipts': () => ({
    kind: 'without rows',
    why: 'no plan is in force here; plan-receipts.test.ts reads it as managers',
  }),
  'POST /rules/{rule}/receipts': () => ({ kind: 'without rows', why: 'it names nobody: one signs for oneself' }),
  'GET /deputies': () => ({ kind: 'without rows', why: 'deputies are one’s own: those that act for one, and those whom one acts for' }),
  'GET /periods/{period}/incomplete': () => list('/periods/2026-11/incomplete?limit=500', homeOf('employee')),
  'GET /periods/{period}/attendance-kinds': () => ({ kind: 'without rows', why: 'a kind is classified once for the company' }),
  'GET /periods/{period}/engineers': () => list('/periods/2026-11/engineers?limit=500', ({ region }) => region),
  'PUT /periods/{period}/marks/{engineer}/{item}': () => ({
    kind: 'one',
    own: (client) => client.put(mark('T001'), { score: '91' }),
    other: (client) => client.put(mark('T020'), { score: '91' }),
  }),
  'GET /periods/{period}/marks/{engineer}/{item}': () => get(mark),
  'POST /periods/{period}/marks/{engineer}/{item}/submit': () => post((engineer) => `${mark(engineer)}/submit`),
  'POST /periods/{period}/marks/{engineer}/{item}/withdraw': () => post((engineer) => `${mark(engineer)}/withdraw`),
  'POST /periods/{period}/marks/submit': () =>
    post(
      () => '/periods/2026-11/marks/submit',
      (engineer) => ({ marks: [{ engineer, item: 'overall' }] }),
    ),
  'PUT /periods/{period}/marks': () => ({
    kind: 'one',
    own: (client) => answeredSingly(client.put('/periods/2026-11/marks', { marks: [draftOf('T001')] })),
    other: (client) => answeredSingly(client.put('/periods/2026-11/marks', { marks: [draftOf('T020')] })),
  }),
  'POST /periods/{period}/marks/withdraw': () =>
    post(
      () => '/periods/2026-11/marks/withdraw',
      (engineer) => ({ marks: [{ engineer, item: 'overall' }] }),
    ),
  'GET /periods/{period}/marks/distribution': () => ({ kind: 'without rows', why: 'counts and figures: nobody is named' }),
  'GET /periods/{period}/regions/{region}/preview': () =>
    get((engineer) => `/periods/2026-11/regions/${engineer === 'T001' ? 'EAST' : 'WEST'}/preview`),
  'GET /periods/{period}/runs/{run}/results': () => list(`/periods/2026-10/runs/${run}/results?limit=500`, ({ region }) => region),
  'GET /periods/{period}/runs/{run}/people/{employee}': () => get((engineer) => `/periods/2026-10/runs/${run}/people/${engineer}`),
  'GET /periods/{period}/runs/{run}/people/{employee}/workings': () =>
    get((engineer) => `/periods/2026-10/runs/${run}/people/${engineer}/workings`),
  'GET /periods/{period}/runs/{run}/people/{employee}/workings/{fact}/records': () =>
    get((engineer) => `/periods/2026-10/runs/${run}/people/${engineer}/workings/forms/records`),
  'GET /periods/{period}/runs/{run}/people/{employee}/one-more-point': () =>
    get((engineer) => `/periods/2026-10/runs/${run}/people/${engineer}/one-more-point`),
  'GET /periods/{period}/runs/{run}/people/{employee}/kpis/{kpi}/clients': () => ({
    kind: 'one',
    own: (client) => client.get(`/periods/2026-10/runs/${run}/people/S001/kpis/visitSuccess/clients`),
    other: (client) => client.get(`/periods/2026-10/runs/${run}/people/${repOfWest}/kpis/visitSuccess/clients`),
  }),
  'GET /people/{employee}/balances': () => list('/people/T001/balances', ({ region }) => region),
  'GET /people/{employee}/history': () => get((engineer) => `/people/${engineer}/history`),
  'GET /periods/{period}/runs/{run}/kpis': () => list(`/periods/2026-10/runs/${run}/kpis?limit=500`, ({ region }) => region),
  'GET /periods/{period}/runs/{run}/distribution': () =>
    get((engineer) => `/periods/2026-10/runs/${run}/distribution?region=${engineer === 'T001' ? 'EAST' : 'WEST'}`),
  'GET /periods/{period}/runs/{run}/regions': () => list(`/periods/2026-10/runs/${run}/regions`, ({ region }) => region),
  'GET /periods/{period}/appeals': () => list('/periods/2026-10/appeals', ({ region }) => region),
  'GET /periods/{period}/appeals/{appeal}': () => get((engineer) => `/periods/2026-10/appeals/${appeals[engineer]}`),
  'POST /periods/{period}/appeals/{appeal}/decision': () =>
    post(
      (engineer) => `/periods/2026-10/appeals/${appeals[engineer]}/decision`,
      () => ({ decision: 'kept', answer: '维持原评分' }),
    ),
  'GET /periods/{period}/confirmations': () => list('/periods/2026-10/confirmations?limit=500', ({ region }) => region),
  'POST /periods/{period}/confirmation': () => ({ kind: 'without rows', why: 'it names nobody: one confirms one’s own sheet' }),
  'POST /periods/{period}/people/{employee}/signature': () =>
    post(
      (engineer) => `/periods/2026-10/people/${engineer}/signature`,
      () => ({ run }),
    ),
  'POST /periods/{period}/signatures': () => ({
    kind: 'one',
    own: (client) => answeredSingly(client.post('/periods/2026-10/signatures', { run, employees: ['T001'] })),
    other: (client) => answeredSingly(client.post('/periods/2026-10/signatures', { run, employees: ['T020'] })),
  }),
  'GET /form-links': () => list('/form-links?period=2026-10', homeOf('engineer')),
  'POST /form-links': () => ({ kind: 'without rows', why: 'engineers make links about their own jobs, managers none' }),
  'POST /form-links/{id}/renewal': () => ({ kind: 'without rows', why: 'as for making them' }),
  'POST /form-links/{id}/revocation': () => ({ kind: 'without rows', why: 'as for making them' }),
  'GET /periods/{period}/documents': () => ({ kind: 'without rows', why: LAST }),
  'GET /periods/{period}/documents/{name}': () => ({ kind: 'without rows', why: LAST }),
  'GET /periods/{period}/documents/archive': () => ({ kind: 'without rows', why: LAST }),
  'GET /periods/{period}/payments': () => ({ kind: 'without rows', why: 'only a closed month has any: payments.test.ts' }),
  'GET /periods/{period}/bonus-board': () => ({ kind: 'without rows', why: 'its regions are no items: bonus-board.test.ts' }),
  'GET /periods/{period}/collections-trend': () => ({ kind: 'without rows', why: 'its items are periods: bonus-board.test.ts' }),
  'GET /periods/{period}/bonus-board/{region}': () =>
    get((engineer) => `/periods/2026-10/bonus-board/${engineer === 'T001' ? 'EAST' : 'WEST'}`),
}

const limited = ROUTES.filter(
  ({ permission }) =>
    permission !== 'public' && ACCOUNT_POSITIONS.some((position) => ['region', 'own'].includes(scopeOf([position], permission) ?? '')),
)
const everybodys = new Set(['session.own', 'message.own'])
const nameOf = ({ method, path }: (typeof ROUTES)[number]) => `${method} ${path}`

function valuesOf(item: Item): Item {
  const values = item.values
  return typeof values === 'object' && values !== null ? Object.fromEntries(Object.entries(values)) : item
}

beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
  await world.service.store.write(async (transaction) => {
    const settled = {
      employee: 'T001',
      name: 'T001',
      deducted: fen(0n),
      arisen: fen(100n),
      balance: fen(100n),
      at: '2026-10-01T00:00:00.000Z',
    }
    for (const [period, region] of [
      ['2026-08', 'EAST'],
      ['2026-09', 'WEST'],
    ] as const)
      await insertSettlement(transaction, { ...settled, period, region })
    return { ok: true }
  })
  october = await publishPeriod(world, '2026-10')
  run = await october.run()
  const november = await openPeriod(world, '2026-11')
  expectOk(await november.advance())
  const hr = await world.as('hr')
  for (const line of items(await hr.get('/periods/2026-10/confirmations?limit=500'))) homes.set(line.employee, line.region)
  for (const engineer of ['T001', 'T020']) expectOk(await hr.post('/form-links', { engineer, day: '2026-10-20' }))
  repOfWest = String(items(await hr.get(`/periods/2026-10/runs/${run}/kpis?region=WEST&limit=1`))[0]?.employee)
  const made: [string, string][] = []
  for (const [person, employee] of [
    ['engineer', 'T001'],
    ['otherEngineer', 'T020'],
  ] as const) {
    const objected = expectOk(
      await (await world.as(person)).post('/periods/2026-10/confirmation', { run, answer: 'objected', text: '请复核' }),
    )
    made.push([employee, String(field(field(objected.body, 'appeal'), 'id'))])
    // A mark that can be read, submitted and withdrawn in each region.
    const manager = await world.as(employee === 'T001' ? 'managerEast' : 'managerWest')
    expectOk(await manager.put(`/periods/2026-11/marks/${employee}/on_site_resolution`, { score: '90' }))
  }
  appeals = Object.fromEntries(made)
}, 120_000)

test('every route that somebody reaches within limits has its expectation here, and no other', () => {
  const names = limited.filter(({ permission }) => !everybodys.has(permission)).map(nameOf)
  expect(Object.keys(EXPECTED).sort()).toEqual(names.sort())
})

describe('the manager of EAST', () => {
  // In the order of the table: a mark is saved before it is read, submitted and withdrawn.
  for (const [name, expectation] of Object.entries(EXPECTED)) {
    test(name, async () => {
      const expected = expectation()
      const manager = await world.as('managerEast')
      if (expected.kind === 'one') {
        expect(await expected.other(manager)).toMatchObject({ status: 404 })
        const own = await expected.own(manager)
        expect(own.status, JSON.stringify(own.body)).toBeLessThan(300)
      }
      if (expected.kind === 'list') {
        const seen = items(expectOk(await manager.get(expected.path))).map(expected.regionOf)
        const all = items(expectOk(await (await world.as('hr')).get(expected.path))).map(expected.regionOf)
        expect(new Set(seen)).toEqual(new Set(['EAST']))
        expect(seen.length).toBeGreaterThan(0)
        expect(all.length).toBeGreaterThan(seen.length)
      }
      if (expected.kind === 'without rows') expect(expected.why).not.toBe('')
    })
  }
})

test('the manager of EAST gets the closed month’s sheets of EAST, and of no other region', async () => {
  const [hr, manager] = [await world.as('hr'), await world.as('managerEast')]
  expectOk(await hr.post(`/periods/2026-10/appeals/${appeals.T020}/decision`, { decision: 'kept', answer: '维持原评分' }))
  expectOk(await october.advance())
  const own = expectOk(await manager.get('/periods/2026-10/documents'))
  expect(own.body).toMatchObject({ region: 'EAST' })
  expect(field(expectOk(await hr.get('/periods/2026-10/documents')).body, 'region')).toBeNull()
  expect(await manager.get('/periods/2026-10/documents?region=WEST')).toMatchObject({ status: 404 })
  const files = field(own.body, 'files')
  const name = encodeURIComponent(String(field(Array.isArray(files) ? files[0] : undefined, 'name')))
  expect((await manager.request(`/periods/2026-10/documents/${name}`)).status).toBe(200)
  expect((await manager.request(`/periods/2026-10/documents/${name}?region=WEST`)).status).toBe(404)
})
