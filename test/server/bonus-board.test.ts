import { readFileSync } from 'node:fs'
import { beforeAll, expect, test, vi } from 'vitest'
import { fen, fenFromYuan, yuanText } from '../../src/base/money.ts'
import { expectOk, field, items, openPeriod, type WalkedPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Tests wait for runs, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const MONTH = '2026-10'
/** What an independent model expects of the same records. */
const EXPECTED = JSON.parse(readFileSync('fixtures/worlds/demo/expected/2026-10.json', 'utf8')) as {
  bonus: { region: string; netCollections: string; pool: string; shares: { employee: string; amount: string }[] }[]
  sales: { employee: string; region: string; kpis: Record<string, { numerator: string; denominator: string }> }[]
}

let world: TestService
let month: WalkedPeriod
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-10T08:00:00.000Z' })
  month = await openPeriod(world, MONTH)
}, 60_000)

type Row = Readonly<Record<string, unknown>>
const board = async (person: DemoPerson, query = '') => (await world.as(person)).get(`/periods/${MONTH}/bonus-board${query}`)
const rows = (body: unknown): readonly Row[] => {
  const regions = field(body, 'regions')
  return Array.isArray(regions) ? regions : []
}
const sum = (amounts: readonly unknown[]) =>
  yuanText(fen(amounts.reduce((total: bigint, each) => total + (fenFromYuan(String(each)) ?? 0n), 0n)))

test('before anything is computed the board says so', async () => {
  expect(expectOk(await board('finance')).body).toMatchObject({
    periodState: 'collecting',
    run: null,
    regions: [],
    totals: { pool: '0.00' },
  })
  expect(await (await world.as('finance')).get(`/periods/${MONTH}/bonus-board/EAST`)).toMatchObject({ status: 404 })
})

test('a run that is not published is finance’s and HR’s to see, as computed; managers see nothing of it', async () => {
  for (const _ of ['evaluating', 'review']) expectOk(await month.advance())
  await month.compute()
  const body = expectOk(await board('finance')).body
  expect(body).toMatchObject({ run: { published: false } })
  expect(new Set(rows(body).map(({ state }) => state))).toEqual(new Set(['computed']))
  expect(rows(body).every(({ signOff, payment }) => signOff === null && payment === null)).toBe(true)
  expect(expectOk(await board('managerEast')).body).toMatchObject({ run: null, regions: [] })
  const id = String(field(field(body, 'run'), 'id'))
  expect(await board('managerEast', `?run=${id}`)).toMatchObject({ status: 404 })
  expect((await board('engineer')).status).toBe(403)
})

test('the published board has the figures that an independent model expects, and their sums', async () => {
  expectOk(await month.advance())
  const body = expectOk(await board('finance')).body
  const seen = rows(body).map(({ region, netCollections, pool, shares, people }) => ({ region, netCollections, pool, shares, people }))
  expect(seen).toEqual(
    EXPECTED.bonus.map(({ region, netCollections, pool, shares }) => ({
      ...{ region, netCollections, pool },
      shares: sum(shares.map(({ amount }) => amount)),
      people: shares.length,
    })),
  )
  const totals = field(body, 'totals')
  for (const column of ['netCollections', 'pool', 'shares', 'payable', 'commission', 'commissionLeft']) {
    expect(field(totals, column), column).toBe(sum(rows(body).map((row) => row[column])))
  }
  expect(new Set(rows(body).map(({ state }) => state))).toEqual(new Set(['published']))
})

test('a manager sees the own region, also region by region', async () => {
  expect(rows(expectOk(await board('managerEast')).body).map(({ region }) => region)).toEqual(['EAST'])
  const manager = await world.as('managerEast')
  expect((await manager.get(`/periods/${MONTH}/bonus-board/EAST`)).status).toBe(200)
  expect((await manager.get(`/periods/${MONTH}/bonus-board/WEST`)).status).toBe(404)
})

test('a region’s people have the shares that the model expects, which add up to the pool', async () => {
  const finance = await world.as('finance')
  for (const { region, pool, shares } of EXPECTED.bonus) {
    const { body } = expectOk(await finance.get(`/periods/${MONTH}/bonus-board/${region}`))
    const people = field(body, 'people')
    const paid = (Array.isArray(people) ? people : []).filter(({ amount }) => amount !== null)
    expect(paid.map(({ employee, amount }) => ({ employee, amount }))).toEqual(shares.map(({ employee, amount }) => ({ employee, amount })))
    for (const { exact, extra, amount } of paid) expect(Math.abs(Number(exact) - Number(amount)), `${exact} ${extra}`).toBeLessThan(0.01)
    expect(field(body, 'check')).toMatchObject({ pool, difference: '0.00', agrees: true })
  }
})

test('who confirmed and who signed is counted by region', async () => {
  const run = await month.run()
  const engineer = await world.as('engineer')
  expectOk(await engineer.post(`/periods/${MONTH}/confirmation`, { run, answer: 'confirmed' }))
  expectOk(await (await world.as('managerEast')).post(`/periods/${MONTH}/people/T001/signature`, { run }))
  const east = rows(expectOk(await board('finance')).body).find(({ region }) => region === 'EAST')
  expect(east?.signOff).toMatchObject({ confirmed: 1, objected: 0, signed: 1 })
  const detail = expectOk(await (await world.as('finance')).get(`/periods/${MONTH}/bonus-board/EAST`)).body
  const people = field(detail, 'people')
  expect(Array.isArray(people) && people.find(({ employee }) => employee === 'T001')).toMatchObject({
    confirmation: 'confirmed',
    signed: true,
  })
})

test('what was collected of what was due is the sum over the region’s representatives', async () => {
  const body = expectOk(await (await world.as('finance')).get(`/periods/${MONTH}/collections-trend`)).body
  const [period] = items({ status: 200, headers: new Headers(), body, code: undefined })
  const regions = rows(period)
  for (const { region, due, collected } of regions) {
    const reps = EXPECTED.sales.filter((rep) => rep.region === region)
    expect({ region, due }).toEqual({ region, due: sum(reps.map(({ kpis }) => kpis.collectionRate?.denominator)) })
    expect({ region, collected }).toEqual({ region, collected: sum(reps.map(({ kpis }) => kpis.collectionRate?.numerator)) })
  }
  expect(field(period, 'total')).toMatchObject({
    pool: sum(EXPECTED.bonus.map(({ pool }) => pool)),
    due: sum(regions.map(({ due }) => due)),
  })
  const own = items(await (await world.as('managerEast')).get(`/periods/${MONTH}/collections-trend`))
  expect(rows(own[0]).map(({ region }) => region)).toEqual(['EAST'])
})

test('the trend goes back over the periods that were opened, oldest first', async () => {
  await openPeriod(world, '2026-09')
  const trend = items(await (await world.as('finance')).get(`/periods/${MONTH}/collections-trend?periods=12`))
  expect(trend.map(({ period, run }) => [period, run === null])).toEqual([
    ['2026-09', true],
    [MONTH, false],
  ])
  expect(world.failures).toEqual([])
})
