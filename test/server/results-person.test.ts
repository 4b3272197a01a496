import { beforeAll, describe, expect, test } from 'vitest'
import { SHIPPED_KPIS } from '../shipped-kpis.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
const BEFORE = '2026-09'
const MODULES = ['attendance', 'customer', 'manager', 'problemSolving']
let world: TestService
let run: string
beforeAll(async () => {
  world = await makeTestService()
  for (const period of [BEFORE, PERIOD]) {
    await openPeriod(world, period)
    run = await finishedRun(world, period)
    await showRun(world, period, run)
  }
}, 120_000)

const sheetOf = (employee: string, path = '') => `/periods/${PERIOD}/runs/published/people/${employee}${path}`

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}

/** Money and scores have two decimals, weights and rates fewer than seven: a hundredth, or a millionth, is one. */
const hundredths = (text: unknown) => BigInt(String(text).replace('.', ''))

/** The split of policy A16 in the words of the policy, on hundredths: what splitPool is compared with. */
function splitByHand(pool: bigint, scores: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const total = [...scores.values()].reduce((a, b) => a + b, 0n)
  const queue = [...scores].map(([employee, score]) => ({ employee, score, down: (pool * score) / total, rest: (pool * score) % total }))
  queue.sort((a, b) => Number(b.rest - a.rest) || Number(b.score - a.score) || (a.employee < b.employee ? -1 : 1))
  let left = pool - queue.reduce((sum, { down }) => sum + down, 0n)
  const shares = new Map<string, bigint>()
  for (const { employee, down } of queue) {
    shares.set(employee, down + (left > 0n ? 1n : 0n))
    left -= 1n
  }
  return shares
}

describe('one more point', () => {
  test('is worth, for everybody of a region, what the policy says when reckoned by hand', async () => {
    const hr = await world.as('hr')
    const region = items(expectOk(await hr.get(`/periods/${PERIOD}/runs/${run}/regions?region=EAST`)))[0]
    const result = field(region, 'result')
    const pool = hundredths(field(result, 'pool'))
    const scores = new Map(list(field(result, 'shares')).map(({ employee, score }) => [String(employee), hundredths(score)]))
    expect(scores.size).toBeGreaterThan(2)
    for (const employee of scores.keys()) {
      const { body } = expectOk(await hr.get(`/periods/${PERIOD}/runs/${run}/people/${employee}/one-more-point`))
      const modules = list(field(body, 'modules'))
      expect(modules.map(({ module }) => module)).toEqual(MODULES)
      // Weights are tenths: sum of hundredths times tenths is thousandths, half of ten goes up.
      const printed = modules.map(({ score }) => hundredths(score))
      const weights = modules.map(({ weight }) => BigInt(String(weight).replace('0.', '')))
      for (const [index, { raised }] of modules.entries()) {
        const now = printed[index] ?? 0n
        const more = now + 100n > 100_00n ? 100_00n : now + 100n
        const sum = printed.reduce((a, b, at) => a + (at === index ? more : b) * (weights[at] ?? 0n), 0n)
        const final = (sum + 5n) / 10n
        expect(hundredths(field(raised, 'score')), `${employee} ${index}`).toBe(more)
        expect(hundredths(field(raised, 'final')), `${employee} ${index}`).toBe(final)
        expect(hundredths(field(raised, 'finalChange'))).toBe(final - (scores.get(employee) ?? 0n))
        const share = splitByHand(pool, new Map([...scores, [employee, final]])).get(employee)
        expect(hundredths(field(raised, 'share')), `${employee} ${index}`).toBe(share)
        expect(hundredths(field(raised, 'shareChange'))).toBe((share ?? 0n) - hundredths(field(body, 'share')))
      }
    }
  })

  test('is said to the engineer themselves and names no colleague', async () => {
    const engineer = await world.as('engineer')
    const own = expectOk(await engineer.get(sheetOf('T001', '/one-more-point')))
    expect(own.body).toMatchObject({ employee: 'T001', share: '381.81' })
    expect(JSON.stringify(own.body)).not.toMatch(/T00[2-9]/)
    expect(await engineer.get(sheetOf('T002', '/one-more-point'))).toMatchObject({ status: 404 })
    expect(await (await world.as('salesRep')).get(sheetOf('S001', '/one-more-point'))).toMatchObject({ status: 404 })
  })

  test('means nothing to who is left out of the split', async () => {
    const hr = await world.as('hr')
    const { body } = expectOk(await hr.get(sheetOf('T012', '/one-more-point')))
    expect(body).toMatchObject({ final: null, share: null })
    expect(list(field(body, 'modules')).map(({ raised }) => raised)).toEqual([null, null, null, null])
  })
})

test('a sheet says how its share came about: rounded down, and the fen left over to the front of the queue', async () => {
  const hr = await world.as('hr')
  const regions = items(expectOk(await hr.get(`/periods/${PERIOD}/runs/${run}/regions`)))
  for (const region of regions) {
    const shares = list(field(field(region, 'result'), 'shares'))
    const places: unknown[] = []
    for (const { employee, amount } of shares) {
      const { body } = expectOk(await hr.get(sheetOf(String(employee))))
      const [service] = list(field(body, 'parts')).filter(({ kind }) => kind === 'service')
      const [share] = list(service?.shares)
      const origin = field(share, 'origin')
      expect(hundredths(field(origin, 'roundedDown')) + hundredths(field(origin, 'extra'))).toBe(hundredths(amount))
      const left = Number(field(origin, 'leftOver'))
      expect(field(origin, 'extra'), String(employee)).toBe(Number(field(origin, 'place')) <= left ? '0.01' : '0.00')
      expect(field(origin, 'claimants')).toBe(shares.length)
      places.push(field(origin, 'place'))
    }
    expect(places.sort()).toEqual(shares.map((_, index) => index + 1).sort())
  }
})

test('a sheet has the rows of the form, and what was said of it with the names of who said it', async () => {
  const engineer = await world.as('engineer')
  const before = expectOk(await engineer.get(sheetOf('T001'))).body
  expect(before).toMatchObject({ isPublished: true, periodState: 'published', regionName: '华东区' })
  const [part] = list(field(before, 'parts'))
  expect(list(part?.modules).map(({ module, weight }) => `${module} ${weight}`)).toEqual([
    'attendance 0.1',
    'customer 0.2',
    'manager 0.3',
    'problemSolving 0.4',
  ])
  expect(part?.answers).toEqual({ person: null, responsible: null })
  const objection = { run, answer: 'objected', item: 'customer', text: '10-12 的反馈表未计入' }
  const objected = expectOk(await engineer.post(`/periods/${PERIOD}/confirmation`, objection))
  expect(field(objected.body, 'appeal')).toMatchObject({ item: 'customer', text: objection.text })
  expectOk(await (await world.as('managerEast')).post(`/periods/${PERIOD}/people/T001/signature`, { run }))
  const [after] = list(field(expectOk(await engineer.get(sheetOf('T001'))).body, 'parts'))
  expect(after?.answers).toMatchObject({ person: { state: 'objected', text: objection.text }, responsible: { at: expect.any(String) } })
  expect(JSON.stringify(after?.answers)).not.toContain('"by":""')
})

test('workings come with the words of their clauses and reasons', async () => {
  const engineer = await world.as('engineer')
  const { body } = expectOk(await engineer.get(sheetOf('T001', '/workings')))
  expect(field(body, 'clauses')).toMatchObject({ '5.1.1': { zh: expect.stringContaining('出勤') }, '5.2': {}, '5.3.3': {} })
})

describe('the clients behind a KPI', () => {
  test('add up, measure by measure, to the figures that the run counted, whichever representative and KPI', async () => {
    const hr = await world.as('hr')
    let counted = 0
    for (const employee of ['S001', 'S002', 'S003', 'S010', 'S020']) {
      for (const kpi of SHIPPED_KPIS) {
        const { body } = expectOk(await hr.get(sheetOf(employee, `/kpis/${kpi}/clients?limit=500`)))
        const clients = list(field(body, 'items'))
        expect(clients.length).toBe(field(body, 'total'))
        for (const { measure, value, byClient } of list(field(body, 'measures'))) {
          if (byClient !== true) continue
          const sum = clients.reduce((total, { figures }) => total + Number(field(figures, String(measure))), 0)
          // Whole fen and counts: far below what a double keeps exactly, and compared at the fen.
          expect(sum.toFixed(2), `${employee} ${kpi} ${measure}`).toBe(Number(value).toFixed(2))
          counted += clients.length
        }
      }
    }
    expect(counted).toBeGreaterThan(100)
  })

  test('have names, come page by page, and lead to their records', async () => {
    const rep = await world.as('salesRep')
    const first = expectOk(await rep.get(sheetOf('S001', '/kpis/quotaCompletion/clients?limit=1')))
    const [client] = list(field(first.body, 'items'))
    expect(client).toMatchObject({ client: expect.any(String), name: expect.any(String) })
    const second = expectOk(await rep.get(sheetOf('S001', `/kpis/quotaCompletion/clients?limit=1&cursor=${field(first.body, 'next')}`)))
    expect(list(field(second.body, 'items'))[0]?.client).not.toBe(client?.client)
    const records = items(expectOk(await rep.get(sheetOf('S001', `/workings/netSales/records?client=${client?.client}&limit=500`))))
    expect(records.length).toBeGreaterThan(0)
    expect(new Set(records.map((record) => field(record.values, 'client')))).toEqual(new Set([client?.client]))
    expect(await rep.get(sheetOf('S002', '/kpis/quotaCompletion/clients'))).toMatchObject({ status: 404 })
  })
})

describe('history', () => {
  test('is one’s own, newest month first', async () => {
    const engineer = await world.as('engineer')
    const own = items(expectOk(await engineer.get('/people/T001/history')))
    expect(own.map(({ period }) => period)).toEqual([PERIOD, BEFORE])
    expect(Object.keys(Object(own[0]?.modules))).toEqual(MODULES)
    expect(items(expectOk(await engineer.get('/people/T001/history?periods=1'))).length).toBe(1)
    expect(await engineer.get('/people/T002/history')).toMatchObject({ status: 404 })
    const rep = items(expectOk(await (await world.as('salesRep')).get('/people/S001/history')))
    expect(Object.keys(Object(rep[0]?.kpis))).toEqual([...SHIPPED_KPIS])
  })

  test('shows a manager the months in which a mover was theirs', async () => {
    const periods = async (who: 'managerNorth' | 'managerSouth' | 'hr') =>
      items(expectOk(await (await world.as(who)).get('/people/T007/history'))).map(({ period }) => period)
    expect(await periods('managerNorth')).toEqual([BEFORE])
    expect(await periods('managerSouth')).toEqual([PERIOD])
    expect(await periods('hr')).toEqual([PERIOD, BEFORE])
    expect(await (await world.as('hr')).get('/people/NOBODY/history')).toMatchObject({ status: 404 })
  })
})
