import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import type { RecordValues, TableKey } from '../../src/domain/dataset/tables.ts'
import { editRecords } from '../../src/server/records/make-change.ts'
import { whole } from '../store/load-book.ts'
import { HR } from './run-world.ts'
import { finishedRun, openPeriod } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
const rules = mkdtempSync(join(tmpdir(), 'quanheng-rules-'))
let world: TestService
const runs: string[] = []
const told: Record<string, unknown> = {}

beforeAll(async () => {
  cpSync(SHIPPED_RULES, rules, { recursive: true })
  world = await makeTestService()
  Object.assign(world.service, { rulesFolder: rules })
  await openPeriod(world, PERIOD)
})
afterAll(() => rmSync(rules, { recursive: true, force: true }))

async function put(table: TableKey, records: readonly RecordValues[]): Promise<number> {
  const request = { kind: 'correction', reason: 'a test', period: PERIOD } as const
  const made = await world.service.store.write((transaction) =>
    editRecords(world.service, HR, transaction, request, { put: new Map([[table, records.map((record) => whole(table, record))]]) }),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return made.change.id
}

/** Everything that the API says of how a person's values came about. */
async function workingsOf(run: string, employee: string): Promise<unknown> {
  const hr = await world.as('hr')
  const answer = await hr.get(`/periods/${PERIOD}/runs/${run}/people/${employee}/workings?records=100`)
  expect(answer.status).toBe(200)
  return answer.body
}

const PEOPLE = ['T001', 'T003', 'T020', 'S001']

test('an old run stays explainable, word for word, after data, settings and rules have changed', async () => {
  const first = await finishedRun(world, PERIOD)
  for (const employee of PEOPLE) told[employee] = await workingsOf(first, employee)

  const changes = [
    await put('attendance', [[20261014, 'T001', 'late', 2]]),
    await put('collections', [['LATE-1', 20261020, 'C0001', -5_000_000, 'S001', 'EAST', 'payment', 'audited', null]]),
    await put('orders', [['NEW-1', 20261021, 'S001', 'C0001', 1_234_500, null, null]]),
  ]
  const pool = join(rules, 'bonus', 'pool.json')
  writeFileSync(pool, readFileSync(pool, 'utf8').replace('"0.001"', '"0.002"'))
  await world.service.store.write(async (transaction) => {
    const at = '2026-11-03T08:01:00.000Z'
    const setting = { key: 'sales.scorecard.whenNotApplicable', value: 'zero', effective_from: 20261001, reason: 'a test', at, by: 'hr' }
    await transaction.insert('setting_changes', setting)
    return { ok: true }
  })
  const second = await finishedRun(world, PERIOD)
  runs.push(first, second)
  for (const employee of PEOPLE) expect(await workingsOf(first, employee)).toEqual(told[employee])
  expect(await workingsOf(second, 'T001')).not.toEqual(told.T001)

  const hr = await world.as('hr')
  expect(await hr.get(`/periods/${PERIOD}/runs/${second}`)).toMatchObject({ body: { asOfChange: changes.at(-1) } })
  const events = (run: string) => hr.get(`/periods/${PERIOD}/runs/${run}/people/T001/workings/officeEvents/records`)
  const late = { table: 'attendance', values: { date: '2026-10-14', employee: 'T001', kind: 'late', count: '2' } }
  expect(await events(second)).toMatchObject({ body: { items: expect.arrayContaining([late]) } })
  expect(await events(first)).not.toMatchObject({ body: { items: expect.arrayContaining([late]) } })
})

test('a comparison says who changed, by how much, and which change, rule or setting it came from', async () => {
  const [first = '', second = ''] = runs
  const hr = await world.as('hr')
  const answer = await hr.get(`/periods/${PERIOD}/runs/${second}/comparison?with=${first}&limit=500`)
  expect(answer).toMatchObject({
    status: 200,
    body: {
      before: first,
      after: second,
      rules: [{ key: 'bonus.pool' }],
      settings: [{ key: 'sales.scorecard.whenNotApplicable', before: 'hold', after: 'zero' }],
      next: null,
    },
  })
  const { items } = answer.body as { items: { employee: string }[] }
  const person = (employee: string) => items.find((item) => item.employee === employee)
  // Two late arrivals take 20 off the on-duty rate, 40 % of a module that weighs 10 %: 0.8 points.
  expect(person('T001')).toMatchObject({
    scoreChange: '-0.80',
    because: {
      facts: expect.arrayContaining([
        expect.objectContaining({ fact: 'events', changes: [1] }),
        expect.objectContaining({ fact: 'netCollections', changes: [2] }),
        expect.objectContaining({ fact: 'scoreTotal', changes: [] }),
      ]),
      rules: ['bonus.pool'],
      settings: [],
    },
  })
  expect(person('S001')).toMatchObject({
    because: { facts: expect.arrayContaining([expect.objectContaining({ fact: 'netSales', changes: [3] })]), rules: [] },
  })
  // The rate was doubled for everybody; nobody touched the documents of the other regions.
  expect(person('T020')).toMatchObject({ scoreChange: '0.00', because: { facts: [{ fact: 'pool', changes: [] }] } })

  const page = await hr.get(`/periods/${PERIOD}/runs/${second}/comparison?with=${first}&limit=3`)
  const { next } = page.body as { next: string }
  const rest = await hr.get(`/periods/${PERIOD}/runs/${second}/comparison?with=${first}&limit=500&cursor=${next}`)
  const listed = [page, rest].flatMap((each) => (each.body as { items: { employee: string }[] }).items.map((item) => item.employee))
  expect(listed).toEqual(items.map(({ employee }) => employee))
})

test('the flags of a run', async () => {
  const hr = await world.as('hr')
  const flags = await hr.get(`/periods/${PERIOD}/runs/${runs[1]}/flags?markDistance=0.5&leastMarks=2&scoreMove=1`)
  expect(flags.status).toBe(200)
  const kinds = new Set((flags.body as { items: { kind: string }[] }).items.map(({ kind }) => kind))
  expect(kinds).toContain('marks_far_from_others')
  expect(await hr.get(`/periods/${PERIOD}/runs/${runs[1]}/flags?markDistance=x`)).toMatchObject({ status: 422 })
})

test('a period is published with a run of the newest data only', async () => {
  const hr = await world.as('hr')
  const [first = '', second = ''] = runs
  const publish = async (run?: string) => {
    const period = await hr.get(`/periods/${PERIOD}`)
    const etag = period.headers.get('etag') ?? ''
    return hr.post(`/periods/${PERIOD}/advance`, { to: 'published', ...(run ? { run } : {}) }, { 'if-match': etag })
  }
  expect(await publish(first)).toMatchObject({ status: 409, code: 'run_must_be_of_newest_data' })
  await put('followups', [['F-NEXT', 20261115, 'T001', null, 9000]])
  const late = await put('visits', [['V-LATE', 20261003, 'S001', null, 1]])
  expect(await publish(second)).toMatchObject({ status: 409, code: 'run_must_be_of_newest_data' })
  const third = await finishedRun(world, PERIOD)
  expect(late).toBe(5)
  // What belongs to the next month alone does not make the run old.
  await put('followups', [['F-NEXT-2', 20261116, 'T001', null, 9000]])
  expect(await publish()).toMatchObject({ status: 200, body: { state: 'published', publishedRun: third } })
})
