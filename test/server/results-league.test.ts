import { beforeAll, expect, test } from 'vitest'
import { SHIPPED_KPIS } from '../shipped-kpis.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
let world: TestService
let run: string
beforeAll(async () => {
  world = await makeTestService()
  await openPeriod(world, PERIOD)
  run = await finishedRun(world, PERIOD)
  await showRun(world, PERIOD, run)
}, 120_000)

const league = (query = '') => `/periods/${PERIOD}/runs/published/kpis?${query}`
const numbers = (list: readonly Readonly<Record<string, unknown>>[]) => list.map(({ employee }) => String(employee))

function ratioOf(row: Readonly<Record<string, unknown>>, kpi: string): string | null {
  const figures = Array.isArray(row.figures) ? row.figures : []
  const found: unknown = field(
    figures.find((figure) => field(figure, 'kpi') === kpi),
    'value',
  )
  return typeof found === 'string' ? found : null
}

test.each(SHIPPED_KPIS)('the league by %s: best first or worst first, those without a value last', async (kpi) => {
  const hr = await world.as('hr')
  for (const order of ['ascending', 'descending']) {
    const rows = items(expectOk(await hr.get(league(`sort=${kpi}&order=${order}&limit=500`))))
    const values = rows.map((row) => ratioOf(row, kpi))
    const given = values.filter((value) => value !== null).map(Number)
    expect(values.slice(given.length).every((value) => value === null)).toBe(true)
    expect(given).toEqual([...given].sort((a, b) => (order === 'ascending' ? a - b : b - a)))
  }
})

test('pages of the league put together are the whole league, and what a KPI is comes with it', async () => {
  const hr = await world.as('hr')
  const whole = expectOk(await hr.get(league('limit=500')))
  expect(field(whole.body, 'total')).toBe(items(whole).length)
  expect(field(whole.body, 'kpis')).toContainEqual({
    ...{ kpi: 'collectionRate', title: { zh: '回款率', en: 'Collection rate' } },
    ...{ clause: 'S5b', unit: 'yuan', better: 'higher' },
  })
  const seen: string[] = []
  for (let next: unknown = ''; next !== null; ) {
    const page = expectOk(await hr.get(league(`limit=7${next === '' ? '' : `&cursor=${next}`}`)))
    seen.push(...numbers(items(page)))
    next = field(page.body, 'next')
  }
  expect(seen).toEqual(numbers(items(whole)))
})

test('the league is found by name, filtered by region, and of the sheet’s own figures', async () => {
  const hr = await world.as('hr')
  const [first] = items(expectOk(await hr.get(league('region=WEST&limit=1'))))
  expect(first).toMatchObject({ region: 'WEST', regionName: expect.any(String) })
  const found = items(expectOk(await hr.get(league(`search=${encodeURIComponent(String(first?.name))}`))))
  expect(numbers(found)).toContain(String(first?.employee))
  const sheet = expectOk(await hr.get(`/periods/${PERIOD}/runs/published/people/${first?.employee}`))
  expect(field(sheet.body, 'parts')).toMatchObject([{ figures: first?.figures }])
})

test('a representative sees their own line of the league, a manager their region, and R&D managers none', async () => {
  expect(numbers(items(expectOk(await (await world.as('salesRep')).get(league()))))).toEqual(['S001'])
  const east = items(expectOk(await (await world.as('managerEast')).get(league('limit=500'))))
  expect(new Set(east.map(({ region }) => region))).toEqual(new Set(['EAST']))
  expect(await (await world.as('rdManager')).get(league())).toMatchObject({ status: 403 })
})

test('the distribution counts everybody of the list once', async () => {
  const hr = await world.as('hr')
  for (const kind of ['service', 'sales']) {
    const people = items(expectOk(await hr.get(`/periods/${PERIOD}/runs/${run}/results?kind=${kind}&limit=500`)))
    const scores = people.flatMap(({ score }) => (typeof score === 'string' ? [Number(score)] : []))
    const { body } = expectOk(await hr.get(`/periods/${PERIOD}/runs/${run}/distribution?kind=${kind}&width=10`))
    expect(body).toMatchObject({
      count: scores.length,
      withoutScore: people.length - scores.length,
      lowest: Math.min(...scores).toFixed(2),
      highest: Math.max(...scores).toFixed(2),
    })
    const bins = field(body, 'bins')
    for (const { from, to, count } of Array.isArray(bins) ? bins : []) {
      const inside = scores.filter((score) => score >= Number(from) && (score < Number(to) || (score === 100 && to === '100')))
      expect(`${from} ${inside.filter((score) => !(score === 100 && from === '100')).length}`).toBe(`${from} ${count}`)
    }
  }
})

test('a manager sees the distribution of their own region only, staff none', async () => {
  const east = await world.as('managerEast')
  const path = `/periods/${PERIOD}/runs/published/distribution`
  expect(expectOk(await east.get(path)).body).toMatchObject({ regions: [{ region: 'EAST', name: '华东区' }] })
  expect(await east.get(`${path}?region=WEST`)).toMatchObject({ status: 404 })
  expect(await (await world.as('engineer')).get(path)).toMatchObject({ status: 403 })
})
