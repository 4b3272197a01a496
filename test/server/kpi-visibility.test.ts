import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../src/server/kernel/service.ts'
import { seesEveryKpiNow } from '../../src/server/results/visible-kpis.ts'
import { ROUTES } from '../../src/server/routes.ts'
import { ownMeasure, rulesWithOwnMeasures } from '../own-rules.ts'
import { expectOk, field, items, publishPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { finishedRun, openPeriod } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

/**
 * A KPI that its rule file shows to finance and to one auditor's account alone, over figures that cannot be mistaken for others:
 * everything that can be read is read by account after account.
 */
const PERIOD = '2026-10'
const FIGURES = ['7654.32', '3333.36', '2.2963', '191358/25', '765432/100', '83334/25'] as const
const REP = 'S001'
const sum = (key: string, field: string) =>
  ownMeasure(key, {
    ...{ module: 'orders', value: { aggregate: 'sum', field } },
    conditions: { field: 'product', operator: 'equals', values: ['机密'] },
  })
const ALL = [
  'hr',
  'finance',
  'auditor',
  'administrator',
  'managerEast',
  'salesRep',
  'engineer',
  'rdManager',
] as const satisfies readonly DemoPerson[]
const SEES: readonly DemoPerson[] = ['finance', 'auditor']

let folder = ''
let world: TestService
let run = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-visibility-'))
  const kpi = { numerator: 'secretCost', denominator: 'secretSales', unit: 'yuan' } as const
  const rules = await rulesWithOwnMeasures(join(folder, 'rules'), [sum('secretCost', 'cost'), sum('secretSales', 'amount')], kpi)
  const file = join(rules, 'sales', 'own-kpi.json')
  const visibleTo = { positions: ['finance'], accounts: ['auditor'] }
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), visibleTo }))
  world = await makeTestService({ rules })
  const hr = await world.as('hr')
  const order = { date: '2026-10-12', rep: REP, client: 'C0001', product: '机密' }
  for (const [number, amount, cost] of [
    ['X1', '1111.11', '3000.11'],
    ['X2', '2222.25', '4654.21'],
  ]) {
    expectOk(await hr.post('/records/orders', { values: { ...order, number, amount, cost }, reason: 'planted' }))
  }
  const month = await publishPeriod(world, PERIOD)
  run = await month.run()
  expectOk(await month.advance())
}, 240_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const UNREAD = new Set(['/periods/{period}/runs/{run}/events', '/session/single-sign-on'])
const KEYS: Readonly<Record<string, readonly string[]>> = {
  period: [PERIOD],
  run: [run],
  employee: [REP],
  engineer: ['T001'],
  region: ['EAST'],
  kpi: ['ownKpi', 'visitSuccess'],
  fact: ['secretCost', 'secretSales', 'visits'],
  table: ['orders'],
}

function pathsOf(path: string): string[] {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const values = (name: string) => (name === 'run' ? [run] : (KEYS[name] ?? ['1']))
  return named.reduce((paths, name) => paths.flatMap((each) => values(name).map((value) => each.replace(`{${name}}`, value))), [path])
}

/** All that an answer says, archives unpacked. */
async function textOf(response: Response): Promise<string> {
  if (!response.ok) return ''
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('zip')) return response.text()
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
  return Object.values(files)
    .map((bytes) => new TextDecoder().decode(bytes))
    .join('\n')
}

test.each(ALL)(
  'over every route that reads, %s sees the hidden KPI where its file says so and nowhere else',
  async (person) => {
    const client = await world.as(person)
    const found: string[] = []
    for (const { method, path } of ROUTES) {
      if (method !== 'GET' || UNREAD.has(path)) continue
      for (const each of pathsOf(path)) {
        for (const query of ['', '?limit=500', '?sort=ownKpi', '?with=1']) {
          const text = await textOf(await client.request(each + query))
          if (FIGURES.some((figure) => text.includes(figure))) found.push(path)
        }
      }
    }
    if (SEES.includes(person)) {
      expect(found).toEqual(expect.arrayContaining(['/periods/{period}/runs/{run}/people/{employee}', '/periods/{period}/runs/{run}/kpis']))
    } else expect([...new Set(found)]).toEqual([])
  },
  240_000,
)

test('the total of the points stays, the row is not there, and the list cannot be put in the order of what is hidden', async () => {
  const path = `/periods/${PERIOD}/runs/${run}`
  const [seen, unseen] = [await world.as('finance'), await world.as('hr')]
  const kpisOf = async (client: typeof seen) => expectOk(await client.get(`${path}/kpis?limit=500`))
  const [whole, part] = [await kpisOf(seen), await kpisOf(unseen)]
  const keys = (answer: typeof whole) => (field(answer.body, 'kpis') as readonly object[]).map((head) => field(head, 'kpi'))
  expect(keys(whole).filter((key) => !keys(part).includes(key))).toEqual(['ownKpi'])
  expect(items(part).map(({ score }) => score)).toEqual(items(whole).map(({ score }) => score))
  expect((await unseen.get(`${path}/kpis?sort=ownKpi`)).status).toBe(404)
  expect((await seen.get(`${path}/kpis?sort=ownKpi`)).status).toBe(200)
  expect((await unseen.get(`${path}/people/${REP}/kpis/ownKpi/clients`)).status).toBe(404)
  const objection = { run, answer: 'objected', item: 'ownKpi', text: '不对' }
  expect((await (await world.as('salesRep')).post(`/periods/${PERIOD}/confirmation`, objection)).status).toBe(404)
})

test('two runs are compared without what is hidden', async () => {
  const hr = await world.as('hr')
  await openPeriod(world, '2026-11')
  const add = async (number: string, cost: string) => {
    const values = { number, date: '2026-11-02', rep: REP, client: 'C0001', product: '机密', amount: '10.00', cost }
    expectOk(await hr.post('/records/orders', { values, reason: 'planted' }))
  }
  await add('Y1', '4.17')
  const first = await finishedRun(world, '2026-11')
  await add('Y2', '5.26')
  const second = await finishedRun(world, '2026-11')
  const path = `/periods/2026-11/runs/${second}/comparison?with=${first}`
  const [seen, unseen] = [await (await world.as('finance')).get(path), await hr.get(path)].map((answer) =>
    JSON.stringify(field(expectOk(answer).body, 'items')),
  )
  expect([seen?.includes('secretCost'), unseen?.includes('secretCost'), unseen?.includes('netSales')]).toEqual([true, false, true])
})

test('what is tried before it counts is told, person by person, to who sees every KPI', async () => {
  const actorOf = (position: 'hr' | 'finance') => ({ ...SYSTEM, kind: 'account' as const, id: position, positions: [position] })
  expect([await seesEveryKpiNow(world.service, actorOf('hr')), await seesEveryKpiNow(world.service, actorOf('finance'))]).toEqual([
    false,
    true,
  ])
})

test('the whole result, and the workbook of all KPIs, are for who may see all of them', async () => {
  const kindsFor = async (person: DemoPerson) =>
    (field(expectOk(await (await world.as(person)).get(`/periods/${PERIOD}/documents`)).body, 'files') as readonly object[]).map((file) =>
      field(file, 'kind'),
    )
  expect(await kindsFor('finance')).toContain('sales-kpis')
  for (const person of ['hr', 'managerEast'] as const) {
    const kinds = await kindsFor(person)
    expect([person, kinds.includes('sales-kpis'), kinds.length > 1]).toEqual([person, false, true])
  }
  const names = (
    field(expectOk(await (await world.as('finance')).get(`/periods/${PERIOD}/documents`)).body, 'files') as readonly object[]
  ).flatMap((file) => (field(file, 'kind') === 'sales-kpis' ? [String(field(file, 'name'))] : []))
  const download = `/periods/${PERIOD}/documents/${encodeURIComponent(names[0] ?? '')}`
  expect((await (await world.as('hr')).request(download)).status).toBe(404)
  expect((await (await world.as('finance')).request(download)).status).toBe(200)
})
