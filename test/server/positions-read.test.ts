import { beforeAll, describe, expect, test } from 'vitest'
import { TABLE_KEYS, type TableKey } from '../../src/domain/dataset/tables.ts'
import { ACCOUNT_POSITIONS } from '../../src/domain/people/account-position.ts'
import { ROUTES } from '../../src/server/routes.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

/**
 * What each position reads, whatever the route: things that cannot be mistaken for others are planted in the records of one
 * region, and everything that can be read is read as each position.
 */
const OF_SOUTH = {
  order: 'PLANTED-ORDER',
  collection: 'PLANTED-COLLECTION',
  expense: 'PLANTED-EXPENSE',
  complaint: 'PLANTED-COMPLAINT',
  followup: 'PLANTED-FOLLOWUP',
  feedback: 'PLANTED-FEEDBACK',
  client: 'PLANTED-CLIENT',
  comment: 'PLANTED-COMMENT',
  onSite: 'PLANTED-ON-SITE',
  decision: 'PLANTED-DECISION',
  quota: '7654321.09',
  commission: '8765432.10',
} as const
type Planted = keyof typeof OF_SOUTH
const ALL = Object.keys(OF_SOUTH) as Planted[]
/** What on-site resolution of any engineer is rated by. */
const RATED_BY: readonly Planted[] = ['feedback', 'followup', 'onSite']

interface Reader {
  readonly person: DemoPerson
  readonly reads: readonly Planted[]
  /** The only way in which they read it: who keeps accounts proves the trail, and reads no record. */
  readonly through?: RegExp
}
const READERS: Readonly<Record<(typeof ACCOUNT_POSITIONS)[number], Reader>> = {
  administrator: { person: 'administrator', reads: ALL, through: /^\/audit/ },
  hr: { person: 'hr', reads: ALL },
  finance: { person: 'finance', reads: ALL },
  auditor: { person: 'auditor', reads: ALL },
  regional_manager: { person: 'managerEast', reads: [] },
  rd_manager: { person: 'rdManager', reads: RATED_BY },
  staff: { person: 'salesRep', reads: [] },
}

let world: TestService
let run = ''
beforeAll(async () => {
  world = await makeTestService()
  const hr = await world.as('hr')
  const put = async (table: TableKey, values: object) => expectOk(await hr.post(`/records/${table}`, { values, reason: 'planted' }))
  const [rep, engineer, date] = ['S021', 'T014', '2026-11-02']
  await put('clients', { code: 'PC', name: OF_SOUTH.client, region: 'SOUTH', rep })
  await put('orders', { number: OF_SOUTH.order, date, rep, client: 'PC', amount: '10.00' })
  await put('collections', { number: OF_SOUTH.collection, date, client: 'PC', amount: '10.00', rep, region: 'SOUTH' })
  await put('expenses', { number: OF_SOUTH.expense, date, rep, amount: '10.00' })
  await put('complaints', { number: OF_SOUTH.complaint, date, rep, upheld: true })
  const marks = { attitude: '90', resolution: '90', dedication: '90', solved_on_site: true }
  await put('feedback', { number: OF_SOUTH.feedback, date, engineer, ...marks })
  await put('followups', { number: OF_SOUTH.followup, date, engineer, score: '90' })
  const evaluation = { period: '2026-11', engineer, evaluator: 'M003', score: '90' }
  await put('evaluations', { ...evaluation, item: 'overall', comment: OF_SOUTH.comment })
  await put('evaluations', { ...evaluation, item: 'on_site_resolution', comment: OF_SOUTH.onSite })
  await put('decisions', { period: '2026-11', employee: engineer, decision: 'exclude', reason: OF_SOUTH.decision })
  await put('quotas', { period: '2026-11', rep, amount: OF_SOUTH.quota })
  await put('commissions', { period: '2026-11', region: 'SOUTH', amount: OF_SOUTH.commission })
  run = await (await publishPeriod(world, '2026-10')).run()
  expectOk(await (await openPeriod(world, '2026-11')).advance())
}, 120_000)

/** Everything that can be read of a path's kind: the planted things are named where a path names one. */
function pathsOf(path: string): string[] {
  const periods = ['2026-10', '2026-11']
  const keys: Readonly<Record<string, readonly string[]>> = {
    period: periods,
    run: [run],
    table: TABLE_KEYS,
    engineer: ['T014'],
    employee: ['T014', 'S021'],
    item: ['overall', 'on_site_resolution'],
    region: ['SOUTH'],
    kpi: ['collections'],
    key: ['PC', OF_SOUTH.order, OF_SOUTH.feedback, '2026-11~S021', '2026-11~SOUTH', '2026-11,SOUTH', '2026-11,S021'],
  }
  const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  return named.reduce(
    (paths, name) => paths.flatMap((each) => (keys[name] ?? ['1']).map((value) => each.replace(`{${name}}`, value))),
    [path],
  )
}

/** Without the parameters that the route does not take: with and without them it is the same request. */
function queriesOf(path: string, taken: readonly string[]): string[] {
  const known = triedQueries(path).map((query) => query.split(/[?&]/).filter((part) => taken.includes(part.split('=')[0] ?? '')))
  return [...new Set(known.map((parts) => (parts.length === 0 ? '' : `?${parts.join('&')}`)))]
}

function triedQueries(path: string): string[] {
  if (path === '/search') return ALL.map((each) => `?q=${encodeURIComponent(OF_SOUTH[each].slice(0, 12))}`)
  if (path === '/names') return ['?ids=T014,S021']
  if (path.startsWith('/records/')) return ['?limit=500', '?limit=500&period=2026-11', '?limit=500&search=PLANTED']
  return ['', '?limit=500', '?period=2026-11', '?period=2026-11&limit=500']
}

/** Streams end with the run; a sign-in page is elsewhere. */
const UNREAD = new Set(['/periods/{period}/runs/{run}/events', '/session/single-sign-on'])

describe('over every route that reads', () => {
  for (const position of ACCOUNT_POSITIONS) {
    const { person, reads, through = /./ } = READERS[position]
    test(`${position} reads ${reads.join(', ') || 'nothing of another region'}`, async () => {
      const client = await world.as(person)
      const seen = new Set<Planted>()
      const unexpected: string[] = []
      for (const { method, path, query: asked } of ROUTES) {
        if (method !== 'GET' || UNREAD.has(path)) continue
        for (const each of pathsOf(path)) {
          for (const query of queriesOf(each, Object.keys(asked.shape))) {
            const response = await client.request(each + query)
            const text = response.ok ? await response.text() : ''
            for (const planted of ALL) {
              if (!text.includes(OF_SOUTH[planted])) continue
              seen.add(planted)
              if (!reads.includes(planted) || !through.test(each)) unexpected.push(`${planted} in ${each}${query}`)
            }
          }
        }
      }
      expect(unexpected).toEqual([])
      expect([...seen].sort()).toEqual([...reads].sort())
    }, 120_000)
  }
})

test('R&D managers see who the engineers are and where, themselves, and nobody else', async () => {
  const rd = await world.as('rdManager')
  const people = items(expectOk(await rd.get('/people?limit=500&leavers=true')))
  expect(new Set(people.filter(({ number }) => number !== 'D001').map(({ position }) => position))).toEqual(new Set(['service_engineer']))
  expect(people.length).toBeGreaterThan(20)
  const employees = items(expectOk(await rd.get('/records/employees?limit=500'))).map((record) =>
    String(field(field(record, 'values'), 'number')),
  )
  expect(employees.sort()).toEqual(people.map(({ number }) => String(number)).sort())
  expect(items(expectOk(await rd.get('/records/regions'))).length).toBeGreaterThan(3)
  for (const table of ['commissions', 'quotas', 'orders', 'collections', 'receivables', 'attendance', 'decisions', 'clients'] as const) {
    expect(items(expectOk(await rd.get(`/records/${table}?limit=500`))), table).toEqual([])
  }
  const tables = items(expectOk(await rd.get('/tables'))).map(({ key }) => key)
  expect(tables).not.toContain('commissions')
  const [engineer] = items(expectOk(await rd.get('/periods/2026-11/engineers?limit=1')))
  expect(engineer).toMatchObject({ facts: { attendance: null, forms: { count: expect.any(Number) } }, previous: { final: null } })
  expect(items(await (await world.as('managerEast')).get('/periods/2026-11/engineers?limit=1'))).toMatchObject([
    { facts: { attendance: expect.any(Array) } },
  ])
})

test('a manager who stands in for the R&D manager reads both: the own region, and what engineers are rated by', async () => {
  const account = { account: 'managereast', first: '2026-11-01', last: '2026-11-30', reason: 'leave' }
  expectOk(await (await world.as('hr')).post('/deputies', { manager: 'D001', ...account }))
  const manager = await world.as('managerEast')
  expect(await manager.get(`/records/feedback/${OF_SOUTH.feedback}`)).toMatchObject({ status: 200 })
  expect(await manager.get(`/records/orders/${OF_SOUTH.order}`)).toMatchObject({ status: 404 })
  const engineers = items(expectOk(await manager.get('/people?limit=500')))
  expect(new Set(engineers.map(({ region }) => region)).size).toBeGreaterThan(1)
  const others = engineers.filter(({ region }) => region !== 'EAST')
  expect(new Set(others.map(({ position }) => position))).toEqual(new Set(['service_engineer']))
})
