import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import { periodFromText } from '../../src/base/period.ts'
import { SYSTEM } from '../../src/server/kernel/service.ts'
import { beginRun } from '../../src/server/runs/start-run.ts'
import { verifyTrail } from '../../src/store/trail/verify-trail.ts'
import { expectOk, field, items, publishPeriod } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeEach(async () => {
  world = await makeTestService({ now: '2026-11-03T08:00:00.000Z' })
})

const as = (person: DemoPerson) => world.as(person)
const keep = async (kind: string, years: number | null) =>
  (await as('hr')).put(`/retention/years/${kind}`, { years, reason: '保存期限制度' })
interface Line {
  readonly kind: string
  readonly month: string
  readonly rows: number
  readonly held: number
  readonly needed: number
}
const preview = async () =>
  expectOk(await (await as('hr')).get('/retention/preview')).body as { plan: string; lines: Line[]; kinds: object[] }
const remove = async (plan: string) => (await as('hr')).post('/retention/removals', { plan, reason: '到期清除' })
const count = async (sql: string) => Number((await world.service.store.all(sql))[0]?.[0])
const sum = (lines: readonly Line[], what: 'rows' | 'held' | 'needed') => lines.reduce((total, line) => total + line[what], 0)
/** When records of 2026 are four and a half years old. */
const LATER = '2031-04-10T08:00:00.000Z'

test('nothing is removed unless years were set, and never less than the periods need', async () => {
  world.setNow(LATER)
  expect(await preview()).toMatchObject({ lines: [], kinds: [] })
  expect(await keep('orders', 2)).toMatchObject({ status: 422, code: 'retention_must_be_long_enough' })
  expectOk(await keep('orders', 3))
  expect((await preview()).lines.length).toBeGreaterThan(0)
  expectOk(await keep('orders', null))
  expect((await preview()).lines).toEqual([])
  expect(await count(`SELECT count(*) FROM audit_entries WHERE action = 'retention.change'`)).toBe(2)
})

test('what the preview shows is what goes, month by month, and is written down with its hash', async () => {
  world.setNow(LATER)
  const before = await count('SELECT count(*) FROM feedback')
  expectOk(await keep('feedback', 4))
  const shown = await preview()
  const old = await count('SELECT count(*) FROM feedback WHERE date < 20270401')
  expect(sum(shown.lines, 'rows')).toBe(old)
  expect(shown.lines.every(({ month }) => /^20\d\d-\d\d$/.test(month))).toBe(true)
  const first = shown.lines[0]?.month ?? ''
  const rows = await world.service.store.all(`SELECT * FROM feedback WHERE date / 100 = ${first.replace('-', '')} ORDER BY id`)
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${JSON.stringify(row, (_, each) => (typeof each === 'bigint' ? each.toString() : each))}\n`)

  const removed = expectOk(await remove(shown.plan)).body as { removed: (Line & { sha256: string })[] }
  expect(removed.removed.map(({ month, rows: gone }) => ({ month, gone }))).toEqual(
    shown.lines.map(({ month, rows: gone }) => ({ month, gone })),
  )
  expect(removed.removed[0]?.sha256).toBe(hash.digest('hex'))
  expect(await count('SELECT count(*) FROM feedback')).toBe(before - old)
  const company = `(SELECT id FROM books WHERE sha256 = 'company')`
  expect(await count(`SELECT "rows" FROM book_tables WHERE "key" = 'feedback' AND book = ${company}`)).toBe(
    await count(`SELECT count(*) FROM feedback WHERE book = ${company}`),
  )
  const logged = items(expectOk(await (await as('auditor')).get('/retention/removals?limit=500')))
  expect(logged).toHaveLength(shown.lines.length)
  expect(logged[0]).toMatchObject({ kind: 'feedback', by: 'hr', reason: '到期清除', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(await count(`SELECT count(*) FROM audit_entries WHERE action = 'retention.remove' AND reason = '到期清除'`)).toBe(1)
  expect(await remove((await preview()).plan)).toMatchObject({ status: 409, code: 'removal_must_have_something' })
  for (const statement of [`UPDATE removals SET "rows" = 0`, 'DELETE FROM removals']) {
    await expect(world.service.store.write(async (transaction) => ({ ok: true, rows: await transaction.all(statement) }))).rejects.toThrow()
  }
})

test('workings of a month whose records went say so, where they list fewer than were counted', async () => {
  const month = await publishPeriod(world, '2026-10')
  expectOk(await month.advance())
  const path = '/periods/2026-10/runs/published/people'
  const workings = async () => expectOk(await (await as('hr')).get(`${path}/T001/workings?records=50`)).body
  const records = async (who: string, fact: string) => expectOk(await (await as('hr')).get(`${path}/${who}/workings/${fact}/records`)).body
  expect(JSON.stringify(await workings())).not.toContain('retention')
  expect(await records('T001', 'forms')).toMatchObject({ notes: [] })
  const before = JSON.stringify(await workings())

  world.setNow(LATER)
  for (const kind of ['feedback', 'evaluations']) expectOk(await keep(kind, 4))
  expectOk(await remove((await preview()).plan))
  const why = {
    zh: '「反馈表」2026-10 的记录已按保留年限清除（最近一次 2031-04-10），这里列出的可能少于当时计入的；结果不变。',
    en: expect.stringContaining('Records of "feedback" of 2026-10 were removed at the end of their retention'),
  }
  expect(await records('T001', 'forms')).toMatchObject({ items: [], notes: [why] })
  expect(await records('T001', 'overall')).toMatchObject({ items: [], notes: [{ zh: expect.stringContaining('「评价」2026-10') }] })
  expect(await records('S001', 'netSales')).toMatchObject({ notes: [] })
  const after = JSON.stringify(await workings())
  expect(after).toContain(why.zh)
  expect(before).not.toContain('清除')
  expect(after.match(/"value":"[^"]*"/g)).toEqual(before.match(/"value":"[^"]*"/g))
})

test('a preview that is no longer true removes nothing', async () => {
  world.setNow(LATER)
  expectOk(await keep('visits', 3))
  const { plan } = await preview()
  expectOk(await (await as('hr')).post('/retention/holds', { employee: 'S001', reason: '劳动争议' }))
  const before = await count('SELECT count(*) FROM visits')
  expect(await remove(plan)).toMatchObject({ status: 409, code: 'retention_plan_must_be_current' })
  expect(await count('SELECT count(*) FROM visits')).toBe(before)
})

describe('a hold keeps', () => {
  test.each`
    hold                                       | condition                                                     | why
    ${{ employee: 'T001' }}                    | ${`engineer = 'T001'`}                                        | ${'everything about a person'}
    ${{ period: '2026-06' }}                   | ${'date BETWEEN 20260601 AND 20260630'}                       | ${'everything of a month'}
    ${{ period: '2026-Q2' }}                   | ${'date BETWEEN 20260401 AND 20260630'}                       | ${'everything of a quarter'}
    ${{ employee: 'T001', period: '2026-Q2' }} | ${`engineer = 'T001' AND date BETWEEN 20260401 AND 20260630`} | ${'what is about a person in a period'}
  `('$why, until it is ended', async ({ hold, condition }) => {
    world.setNow(LATER)
    expectOk(await keep('feedback', 3))
    const id = field(expectOk(await (await as('administrator')).post('/retention/holds', { ...hold, reason: '诉讼' })).body, 'id')
    const kept = await count(`SELECT count(*) FROM feedback WHERE ${condition}`)
    expect(kept).toBeGreaterThan(0)
    const shown = await preview()
    expect(sum(shown.lines, 'held')).toBe(kept)
    expectOk(await remove(shown.plan))
    expect(await count(`SELECT count(*) FROM feedback`)).toBe(kept)
    expectOk(await (await as('hr')).post(`/retention/holds/${String(id)}/end`, { reason: '结案' }))
    expect(await (await as('hr')).post(`/retention/holds/${String(id)}/end`, { reason: 'x' })).toMatchObject({ status: 404 })
    expectOk(await remove((await preview()).plan))
    expect(await count(`SELECT count(*) FROM feedback`)).toBe(0)
  })

  test('a mark or decision written for a quarter, where a month of it is held', async () => {
    world.setNow(LATER)
    expectOk(await keep('evaluations', 3))
    expectOk(await (await as('hr')).post('/retention/holds', { period: '2026-08', reason: '诉讼' }))
    expectOk(await remove((await preview()).plan))
    const left = (await world.service.store.all('SELECT DISTINCT period FROM evaluations ORDER BY period')).flat()
    expect(left).toEqual(['2026-08', '2026-Q3'])
  })
})

test('what a period that is not closed looks back on is kept, and said so', async () => {
  await publishPeriod(world, '2026-10')
  world.setNow(LATER)
  expectOk(await keep('orders', 3))
  const shown = await preview()
  expect(shown.kinds).toEqual([{ kind: 'orders', until: '2024-09-30', keptFor: '2026-10' }])
  expect(shown.lines.every(({ month }) => month < '2024-10')).toBe(true)
})

test('the first order of each client stays, so that nobody becomes a new client again', async () => {
  world.setNow(LATER)
  expectOk(await keep('orders', 3))
  const clients = await count('SELECT count(DISTINCT client) FROM orders WHERE amount > 0')
  const shown = await preview()
  expect(sum(shown.lines, 'needed')).toBeGreaterThanOrEqual(clients)
  expectOk(await remove(shown.plan))
  expect(await count('SELECT count(DISTINCT client) FROM orders WHERE amount > 0')).toBe(clients)
})

test('published results and the trail verify as before, and the period is not computed again from what is left', async () => {
  const october = await publishPeriod(world, '2026-10')
  const run = await october.run()
  expectOk(await october.advance())
  const result = async () => (await (await as('hr')).request(`/periods/2026-10/runs/${run}/result`)).text()
  const before = await result()
  world.setNow(LATER)
  for (const kind of ['orders', 'feedback', 'attendance', 'evaluations', 'visits', 'expenses', 'quotas', 'commissions'])
    expectOk(await keep(kind, 3))
  expectOk(await remove((await preview()).plan))
  expect(await result()).toBe(before)
  const proved = await verifyTrail(world.service.store, { files: world.service.trail })
  expect(proved).toMatchObject({ firstBreak: undefined, contents: [] })
  expect(proved.compared).toBeGreaterThan(0)
  const period = present(periodFromText('2026-10'), 'a period')
  expect(await beginRun(world.service, SYSTEM, { period, purpose: 'adjustment' })).toMatchObject({
    ok: false,
    problems: [{ code: 'period_must_have_its_records', values: { before: '2028-04-01' } }],
  })
})

test('a record that is changed after a removal is found, as one that is removed otherwise', async () => {
  const verified = async () => (await verifyTrail(world.service.store, { files: world.service.trail })).firstBreak
  world.setNow(LATER)
  expectOk(await keep('visits', 4))
  expectOk(await (await as('hr')).post('/retention/holds', { employee: 'S001', reason: '诉讼' }))
  expectOk(await remove((await preview()).plan))
  expect(await verified()).toBeUndefined()
  const tamper = (statement: string) =>
    world.service.store.write(async (transaction) => ({ ok: true, rows: await transaction.all(statement) }))
  await tamper('DELETE FROM visits WHERE id = (SELECT max(id) FROM visits)')
  expect(await verified()).toMatchObject({ kind: 'content' })
})

test('answers that wait for HR, messages and devices go by their own time', async () => {
  const hr = await as('hr')
  const made = expectOk(await hr.post('/form-links', { engineer: 'T001', day: '2026-11-02' }))
  const token = /\/f\/([\w-]+)$/.exec(String(field(made.body, 'url')))?.[1]
  const answer = { kind: 'feedback', scale: '100', attitude: 90, resolution: 90, dedication: 90, solvedOnSite: true }
  expectOk(await hr.post(`/forms/${token}`, answer))
  world.setNow('2029-01-10T08:00:00.000Z')
  for (const kind of ['form_links', 'messages', 'staff_devices']) expectOk(await keep(kind, 1))
  const shown = await preview()
  expect(shown.lines).toEqual([
    expect.objectContaining({ kind: 'form_links', rows: 0, needed: 1, neededFor: 'answers_wait_for_hr' }),
    expect.objectContaining({ kind: 'messages', month: '2026-11', rows: 1 }),
    expect.objectContaining({ kind: 'staff_devices', month: '2026-11' }),
  ])
  expectOk(await remove(shown.plan))
  expect(await count('SELECT count(*) FROM messages')).toBe(0)
  expect(await count('SELECT count(*) FROM form_links')).toBe(1)
})

test('HR and administrators keep it, auditors read it, others neither', async () => {
  for (const person of ['finance', 'managerEast', 'rdManager', 'engineer'] as const) {
    expect((await (await as(person)).get('/retention')).status, person).toBe(403)
  }
  const state = expectOk(await (await as('auditor')).get('/retention')).body
  expect(state).toMatchObject({ alwaysKept: expect.arrayContaining([{ kind: 'receivables', why: 'arrears_need_the_whole_history' }]) })
  expect(await (await as('auditor')).post('/retention/holds', { employee: 'T001', reason: 'x' })).toMatchObject({ status: 403 })
  expect(await (await as('hr')).post('/retention/holds', { reason: 'x' })).toMatchObject({ status: 422, code: 'hold_must_name_something' })
  expect(await (await as('hr')).post('/retention/holds', { employee: 'T999', reason: 'x' })).toMatchObject({ status: 404 })
})
