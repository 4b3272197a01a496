import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { csvRows } from '../worlds/model/csv-rows.ts'
import { expectOk, field, items, openPeriod, type WalkedPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

/**
 * One month as the company works through it, from an empty service: the tests of this file are its steps, each building on
 * those before. What comes out is what an independent model expects of the same records (fixtures/worlds/demo/expected).
 */
const MONTH = '2026-10'
const EXPECTED = JSON.parse(readFileSync('fixtures/worlds/demo/expected/2026-10.json', 'utf8')) as {
  bonus: Record<string, unknown>[]
  service: { employee: string; final: string | null; status: string }[]
}
const file = (name: string) => readFileSync(join(DEMO_DATASET, `${name}.csv`))
const HR_FILES = [
  'regions',
  'employees',
  'postings',
  'clients',
  'orders',
  'receivables',
  'quotas',
  'expenses',
  'visits',
  'complaints',
  'attendance',
  'feedback',
  'followups',
]

let world: TestService
let month: WalkedPeriod
let firstRun = ''
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-02T02:00:00.000Z', demo: false })
})

let uploads = 0
async function upload(person: DemoPerson, files: Readonly<Record<string, Buffer | string>>) {
  const form = new FormData()
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), `${name}.csv`)
  const client = await world.as(person)
  const response = await client.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': `month-${++uploads}` } })
  const body = (await response.json()) as {
    id: string
    state: string
    code?: string
    tables: Record<string, { new: number; changed: number; same: number }>
  }
  return { status: response.status, body, commit: () => client.post(`/uploads/${body.id}/commit`, {}) }
}

/** The rows of the month in a demo table, each a record by column title. */
function rowsOfMonth(name: string): Record<string, string>[] {
  const [header = [], ...rows] = csvRows(file(name))
  return rows
    .filter((row) => row[0] === MONTH)
    .map((row) => Object.fromEntries(header.map((title, index) => [title.replace('\ufeff', ''), row[index] ?? ''])))
}

const withoutMonth = (name: string) => {
  const lines = file(name).toString('utf8').split('\n')
  return lines.filter((line) => !line.startsWith(MONTH)).join('\n')
}

test('HR opens the month from the calendar, with a deadline for each step', async () => {
  month = await openPeriod(world, MONTH, { evaluating: '2026-11-06T10:00:00.000Z', published: '2026-11-12T10:00:00.000Z' })
  expect((await (await world.as('hr')).get('/periods')).body).toMatchObject({ items: [{ period: MONTH, state: 'collecting' }] })
})

test('a file with mistakes is shown with its cells, marked and commented, and nothing of it is kept', async () => {
  const wrong = file('feedback').toString('utf8').replace('FK00001,2024-09-11,T001', 'FK00001,2024-09-31,T999')
  const files = Object.fromEntries(HR_FILES.map((name) => [name, name === 'feedback' ? wrong : file(name)]))
  const uploaded = await upload('hr', files)
  expect(uploaded.body.state).toBe('broken')
  const hr = await world.as('hr')
  const problems = items(await hr.get(`/uploads/${uploaded.body.id}/problems`)).filter((each) => field(each, 'severity') === 'error')
  expect(problems.length).toBe(2)
  const copy = await hr.request(`/uploads/${uploaded.body.id}/marked-copy?file=feedback.csv`)
  expect(copy.headers.get('content-type')).toContain('spreadsheetml')
  expect((await uploaded.commit()).status).toBe(409)
})

test('the right files are in force once committed; the same files again change nothing', async () => {
  const files = Object.fromEntries(HR_FILES.map((name) => [name, file(name)]))
  const uploaded = await upload('hr', { ...files, evaluations: withoutMonth('evaluations'), decisions: withoutMonth('decisions') })
  expect(uploaded).toMatchObject({ status: 201, body: { state: 'checked', tables: { regions: { new: 4, changed: 0, same: 0 } } } })
  expectOk(await uploaded.commit())
  const again = await upload('hr', files)
  expect(Object.values(again.body.tables).every((table) => table.new === 0 && table.changed === 0)).toBe(true)
})

test('finance brings collections and commissions, and nothing else', async () => {
  const uploaded = await upload('finance', { collections: file('collections'), commissions: file('commissions') })
  expectOk(await uploaded.commit())
  expect((await upload('finance', { orders: file('orders') })).status).toBeGreaterThanOrEqual(400)
})

test('each manager marks the engineers of their own region, an R&D manager rates on-site resolution only', async () => {
  expectOk(await month.advance())
  const hr = await world.as('hr')
  const before = expectOk(await hr.get(`/periods/${MONTH}/outstanding`)).body
  expect(field(before, 'managers')).toHaveLength(4)
  const people: Readonly<Record<string, DemoPerson>> = {
    M001: 'managerEast',
    M002: 'managerNorth',
    M003: 'managerSouth',
    M004: 'managerWest',
    D001: 'rdManager',
  }
  for (const { 技术客服: engineer, 项目: item, 评价人: evaluator = '', 得分: score, 评语: comment } of rowsOfMonth('evaluations')) {
    const key = item === '综合评价' ? 'overall' : 'on_site_resolution'
    const person = people[evaluator]
    if (person === undefined) {
      // The second R&D manager has no account; HR enters the paper form.
      const record = { period: MONTH, engineer, item: key, evaluator, score }
      expectOk(await hr.post('/records/evaluations', { values: record, reason: 'paper form' }))
      continue
    }
    const client = await world.as(person)
    expectOk(await client.put(`/periods/${MONTH}/marks/${engineer}/${key}`, { score, comment: comment || null }))
    expectOk(await client.post(`/periods/${MONTH}/marks/${engineer}/${key}/submit`, {}))
  }
  const east = await world.as('managerEast')
  expect((await east.put(`/periods/${MONTH}/marks/T020/overall`, { score: '90' })).status).toBe(404)
  const rd = await world.as('rdManager')
  expect((await rd.put(`/periods/${MONTH}/marks/T001/overall`, { score: '90' })).status).toBeGreaterThanOrEqual(400)
})

test('HR sees what is incomplete and why, and decides each case with a reason', async () => {
  const hr = await world.as('hr')
  const open = items(await hr.get(`/periods/${MONTH}/incomplete?limit=500`)).map((each) => each.employee)
  expect(open).toEqual(expect.arrayContaining(['T009', 'T011']))
  const modules: Record<string, string> = { 客户评价: 'customer', 解决问题能力: 'problemSolving' }
  const decisions: Record<string, string> = { 重新加权: 'reweight', 给定分数: 'value', 不参与分配: 'exclude' }
  for (const row of rowsOfMonth('decisions')) {
    const body = {
      decision: decisions[row.处理 ?? ''],
      reason: row.原因,
      ...(row.模块 ? { module: modules[row.模块] } : {}),
      ...(row.分值 ? { value: row.分值 } : {}),
    }
    expectOk(await hr.post(`/periods/${MONTH}/incomplete/${row.工号}/decision`, body))
  }
})

test('a run computes what an independent model expects of the same records', async () => {
  expectOk(await month.advance())
  firstRun = await month.compute()
  const hr = await world.as('hr')
  const regions = items(await hr.get(`/periods/${MONTH}/runs/${firstRun}/regions`)).map((each) => each.result)
  const head = (region: unknown) => ['region', 'status', 'pool', 'netCollections'].map((name) => field(region, name))
  expect(regions.map(head)).toEqual(EXPECTED.bonus.map(head))
  const result = (await (await hr.request(`/periods/${MONTH}/runs/${firstRun}/result`)).json()) as typeof EXPECTED
  expect(result.service.map(({ employee, final, status }) => [employee, status, final])).toEqual(
    EXPECTED.service.map(({ employee, final, status }) => [employee, status, final]),
  )
  expect(result.bonus.map(({ shares }) => shares)).toEqual(EXPECTED.bonus.map(({ shares }) => shares))
})

test('published: people see their own sheet with its workings, confirm it or object', async () => {
  expectOk(await month.advance())
  const engineer = await world.as('engineer')
  const sheet = expectOk(await engineer.get(`/periods/${MONTH}/runs/${firstRun}/people/T001`))
  expect(JSON.stringify(sheet.body)).toContain(
    present(EXPECTED.service.find(({ employee }) => employee === 'T001')?.final, 'T001 is scored.'),
  )
  expect((await engineer.get(`/periods/${MONTH}/runs/${firstRun}/people/T002`)).status).toBe(404)
  expectOk(await engineer.get(`/periods/${MONTH}/runs/${firstRun}/people/T001/workings`))
  expectOk(await engineer.post(`/periods/${MONTH}/confirmation`, { run: firstRun, answer: 'confirmed' }))
  const objection = { run: firstRun, answer: 'objected', text: '十月的综合评价应为 96 分' }
  expectOk(await (await world.as('otherEngineer')).post(`/periods/${MONTH}/confirmation`, objection))
  expectOk(await (await world.as('managerEast')).post(`/periods/${MONTH}/people/T001/signature`, { run: firstRun }))
})

test('an appeal is corrected: a change with its reason, a new run, and only those whom it changes are asked again', async () => {
  const west = await world.as('managerWest')
  const [appeal] = items(await west.get(`/periods/${MONTH}/appeals`))
  const decision = {
    decision: 'corrected',
    answer: '评分录入有误，已更正',
    reason: '纸质评分表为 96 分',
    corrections: [{ table: 'evaluations', key: `${MONTH},T020,overall,M004`, values: { score: '96' } }],
  }
  expect((await month.advance()).status).toBe(409)
  expectOk(await west.post(`/periods/${MONTH}/appeals/${appeal?.id}/decision`, decision))
  const hr = await world.as('hr')
  const runs = items(await hr.get(`/periods/${MONTH}/runs`))
  const corrected = String(present(runs.find(({ run }) => run !== firstRun)?.run, 'The correction started a run.'))
  await expect
    .poll(async () => field((await hr.get(`/periods/${MONTH}/runs/${corrected}`)).body, 'state'), { timeout: 30_000 })
    .toBe('done')
  expectOk(await hr.post(`/periods/${MONTH}/republish`, { run: corrected }))
  const states = new Map(items(await hr.get(`/periods/${MONTH}/confirmations?limit=500`)).map((each) => [each.employee, each.state]))
  expect(states.get('T001')).toBe('confirmed')
  expect(states.get('T020')).not.toBe('confirmed')
  expectOk(await hr.get(`/periods/${MONTH}/runs/${firstRun}/result`))
})

test('closed: the sheets are made of the published snapshot, each download is recorded, and nothing opens the month again', async () => {
  expectOk(await month.advance())
  const finance = await world.as('finance')
  const files = field(expectOk(await finance.get(`/periods/${MONTH}/documents`)).body, 'files')
  expect(Array.isArray(files) && files.map((each) => field(each, 'kind'))).toEqual(
    expect.arrayContaining(['bonus-sheets', 'payroll', 'score-sheets', 'sales-kpis']),
  )
  const [first] = Array.isArray(files) ? files : []
  const name = String(field(first, 'name'))
  const download = await finance.request(`/periods/${MONTH}/documents/${encodeURIComponent(name)}`)
  expect((await download.arrayBuffer()).byteLength).toBeGreaterThan(4000)
  const hr = await world.as('hr')
  const { headers } = await hr.get(`/periods/${MONTH}`)
  const back = await hr.post(`/periods/${MONTH}/step-back`, { reason: '改一下' }, { 'if-match': headers.get('etag') ?? '' })
  expect(back.status).toBe(409)
  const trail = JSON.stringify((await (await world.as('auditor')).get('/audit?limit=20')).body)
  expect(trail).toContain('document')
})

test('a refund that comes late leaves the closed month as it was and shows as adjustments in the next', async () => {
  await openPeriod(world, '2026-11')
  const hr = await world.as('hr')
  const before = (await hr.get(`/periods/${MONTH}/runs/${firstRun}/regions`)).body
  const late = await upload('finance', { collections: '单据编号,日期,客户,金额,业务员,区域\nSK-LATE,2026-10-20,C0001,-100000.00,,EAST\n' })
  expectOk(await late.commit())
  const reviewed = expectOk(await hr.post('/periods/2026-11/adjustments/review', {}))
  expect(reviewed.status).toBeLessThan(300)
  const finance = await world.as('finance')
  const proposed = async () => items(await finance.get('/periods/2026-11/adjustments?state=proposed&limit=500'))
  await expect.poll(async () => (await proposed()).length, { timeout: 30_000 }).toBeGreaterThan(0)
  const differences = await proposed()
  expect(new Set(differences.map(({ region }) => region))).toEqual(new Set(['EAST']))
  // 1‰ of the refund, to the fen.
  expect(differences.reduce((total, { difference }) => total + Math.round(Number(difference) * 100), 0)).toBe(-10000)
  expectOk(
    await finance.post(`/periods/2026-11/adjustments/${differences[0]?.id}/decision`, { decision: 'accepted', reason: '客户退款属实' }),
  )
  expect((await hr.get(`/periods/${MONTH}/runs/${firstRun}/regions`)).body).toEqual(before)
})

test('the audit trail of the whole month holds, and nothing failed unforeseen', async () => {
  expect((await (await world.as('auditor')).get('/audit/proof')).body).toMatchObject({ firstBreak: null })
  expect(world.failures).toEqual([])
})
