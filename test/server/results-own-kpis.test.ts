import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { ORDERS_PER_VISIT, rulesWithOneMore, rulesWithTwoLess } from '../own-rules.ts'
import { SHIPPED_KPIS } from '../shipped-kpis.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
const OWN = 'ordersPerVisit'
const HEAD = { kpi: OWN, title: ORDERS_PER_VISIT.title, clause: 'S6a', unit: 'count', better: 'higher' }
let folder = ''
let world: TestService
let less = ''
let first = ''
let second = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-own-kpis-'))
  less = await rulesWithTwoLess(join(folder, 'less'))
  world = await makeTestService({ rules: await rulesWithOneMore(join(folder, 'more')) })
  await openPeriod(world, PERIOD)
  first = await finishedRun(world, PERIOD)
  // The company takes other rules from here on: the first run stays what it was.
  Object.assign(world.service, { rulesFolder: less })
  second = await finishedRun(world, PERIOD)
  await showRun(world, PERIOD, first)
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const hrGets = async (path: string) => (await world.as('hr')).get(path)
const kpisOf = (figures: unknown) => (Array.isArray(figures) ? figures.map((figure: unknown) => field(figure, 'kpi')) : [])

test('a KPI of the company’s own is a column of the league, and orders it', async () => {
  const answer = expectOk(await hrGets(`/periods/${PERIOD}/runs/${first}/kpis?sort=${OWN}&order=ascending&limit=500`))
  expect(field(answer.body, 'kpis')).toContainEqual(HEAD)
  const figures = items(answer).map((row) => (Array.isArray(row.figures) ? row.figures : []).find((each) => field(each, 'kpi') === OWN))
  const values = figures.map((figure) => field(figure, 'value')).filter((value) => value !== null)
  expect(values.length).toBeGreaterThan(5)
  expect(values.map(Number)).toEqual(values.map(Number).sort((a, b) => a - b))
})

test('it is on the person’s sheet, in their history, in the workings, and its clients are listed', async () => {
  const sheet = expectOk(await hrGets(`/periods/${PERIOD}/runs/${first}/people/S001`))
  expect(field(sheet.body, 'kpis')).toContainEqual(HEAD)
  const [part] = field(sheet.body, 'parts') as readonly unknown[]
  expect(kpisOf(field(part, 'figures'))).toEqual(SHIPPED_KPIS.toSpliced(SHIPPED_KPIS.indexOf('visitSuccess') + 1, 0, OWN as never))
  const [past] = items(expectOk(await hrGets('/people/S001/history')))
  expect(field(past?.kpis, OWN)).toMatch(/^\d+\.\d{4}$/)
  const workings = expectOk(await hrGets(`/periods/${PERIOD}/runs/${first}/people/S001/workings`))
  expect(JSON.stringify(workings.body)).toContain('"clause":"S6a"')
  const clients = expectOk(await hrGets(`/periods/${PERIOD}/runs/${first}/people/S001/kpis/${OWN}/clients`))
  expect(field(clients.body, 'measures')).toMatchObject([{ measure: 'positiveOrders' }, { measure: 'visits' }])
  expect(items(clients).length).toBeGreaterThan(0)
})

test('its setting is among the settings, its rule and clause among the rules', async () => {
  Object.assign(world.service, { rulesFolder: join(folder, 'more') })
  const settings = expectOk(await hrGets('/settings'))
  expect(JSON.stringify(settings.body)).toContain('"sales.orders-per-visit.counted"')
  const rules = expectOk(await hrGets('/rules'))
  expect(items(rules).find(({ id }) => id === 'sales.orders-per-visit')).toMatchObject({ title: ORDERS_PER_VISIT.title })
  Object.assign(world.service, { rulesFolder: less })
})

test('KPIs that the rules of another run do without are nowhere in it, and asking for one says so', async () => {
  const answer = expectOk(await hrGets(`/periods/${PERIOD}/runs/${second}/kpis?limit=500`))
  const heads = kpisOf(field(answer.body, 'kpis'))
  expect(heads).toEqual(SHIPPED_KPIS.filter((kpi) => kpi !== 'newClientRate' && kpi !== 'retentionRate'))
  for (const row of items(answer)) expect(kpisOf(row.figures)).toEqual(heads)
  for (const path of [`kpis?sort=${OWN}`, `people/S001/kpis/retentionRate/clients`]) {
    const refused = await hrGets(`/periods/${PERIOD}/runs/${second}/${path}`)
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      404,
      expect.stringMatching(/KPI (ordersPerVisit|retentionRate) of run/),
    ])
  }
})

test('two runs by rules with other KPIs are compared, each KPI by the title that its rules give it', async () => {
  const compared = expectOk(await hrGets(`/periods/${PERIOD}/runs/${second}/comparison?with=${first}`))
  const points = items(compared).flatMap(({ kpiPoints }) => (Array.isArray(kpiPoints) ? kpiPoints : []))
  expect(points).toContainEqual(expect.objectContaining({ key: 'retentionRate', after: null }))
  expect(field(compared.body, 'titles')).toMatchObject({
    retentionRate: { zh: '老顾客保持率' },
    newClientRate: { en: 'New client rate' },
  })
})

test('the run by rules of before is explained by them, whatever the folder says now', async () => {
  Object.assign(world.service, { rulesFolder: SHIPPED_RULES })
  const answer = expectOk(await hrGets(`/periods/${PERIOD}/runs/${first}/kpis?sort=${OWN}`))
  expect(field(answer.body, 'kpis')).toContainEqual(HEAD)
})

test('an objection names an item that stands on the sheet: a KPI of its own, and nothing else', async () => {
  const staff = await world.as('salesRep')
  const objection = (item: string) => ({ run: first, kind: 'sales', answer: 'objected', item, text: 'Two orders are missing.' })
  const refused = await staff.post(`/periods/${PERIOD}/confirmation`, objection('attendance'))
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([404, expect.stringContaining('item attendance')])
  const taken = expectOk(await staff.post(`/periods/${PERIOD}/confirmation`, objection(OWN)))
  expect(field(field(taken.body, 'appeal'), 'item')).toBe(OWN)
})
