import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownMeasure, rulesWithOwnMeasures } from '../own-rules.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
const large = (least: string) =>
  ownMeasure('largeOrders', {
    ...{
      module: 'orders',
      conditions: { field: 'amount', operator: 'atLeast', values: [least] },
      value: { aggregate: 'sum', field: 'amount' },
    },
  })
const over = { numerator: 'largeOrders', denominator: 'netSales', unit: 'yuan' } as const
let folder = ''
let world: TestService
let first = ''
let second = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-own-measures-'))
  world = await makeTestService({ rules: await rulesWithOwnMeasures(join(folder, 'one'), [large('20000')], over) })
  await openPeriod(world, PERIOD)
  first = await finishedRun(world, PERIOD)
  Object.assign(world.service, { rulesFolder: await rulesWithOwnMeasures(join(folder, 'other'), [large('30000')], over) })
  second = await finishedRun(world, PERIOD)
  await showRun(world, PERIOD, first)
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const hrGets = async (path: string) => (await world.as('hr')).get(path)
const amountOf = (record: object) => Number(field(field(record, 'values'), 'amount'))

test('the records and the clients behind a measure of the company’s own come to its figure, by the rules of the run', async () => {
  const path = `/periods/${PERIOD}/runs/${first}/people/S001`
  const records = items(expectOk(await hrGets(`${path}/workings/largeOrders/records?limit=500`)))
  expect(records.length).toBeGreaterThan(2)
  expect(Math.min(...records.map(amountOf))).toBeGreaterThanOrEqual(20_000)
  const clients = expectOk(await hrGets(`${path}/kpis/ownKpi/clients?limit=500`))
  const [measure] = field(clients.body, 'measures') as readonly object[]
  expect(measure).toMatchObject({ measure: 'largeOrders', byClient: true })
  const figure = Number(field(measure, 'value'))
  const added = items(clients).reduce((sum, client) => sum + Number(field(field(client, 'figures'), 'largeOrders')), 0)
  expect(added).toBeCloseTo(figure, 2)
  expect(records.reduce<number>((sum, record) => sum + amountOf(record), 0)).toBeCloseTo(figure, 2)
})

test('two runs that count it otherwise differ by the fact and its rule, both named', async () => {
  const compared = expectOk(await hrGets(`/periods/${PERIOD}/runs/${second}/comparison?with=${first}`))
  expect(field(field(compared.body, 'titles'), 'largeOrders')).toEqual({ zh: '自定 largeOrders', en: 'Own largeOrders' })
  expect(JSON.stringify(field(compared.body, 'rules'))).toContain('measures.largeorders')
})
