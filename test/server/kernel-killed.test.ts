import { beforeAll, expect, test, vi } from 'vitest'
import type { Service } from '../../src/server/kernel/service.ts'
import { ROUTES } from '../../src/server/routes.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { whatIfOver } from '../../src/server/what-if/what-if-worker.ts'
import type { ApiAnswer, ApiClient } from './support/api-client.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { killedAnywhere } from './support/killed-anywhere.ts'
import { cookieOf, makeTestService, type TestService } from './support/test-service.ts'

// Every command is repeated on what a kill leaves at each moment of it.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const MONTH = '2026-10'
let world: TestService
beforeAll(async () => {
  world = await makeTestService({ now: '2026-11-10T08:00:00.000Z' })
  await world.service.store.write(async (transaction) => {
    await transaction.insert('setting_changes', {
      ...{ key: 'onIncomplete', value: 'reweight', effective_from: 20260901, reason: 'decided', at: '2026-01-01T00:00:00.000Z', by: 'hr' },
    })
    return { ok: true }
  })
})

const covered = new Set<string>()
let keys = 0

/** What a command may write besides its effect, or a run that it started writes later. */
const BESIDES = [
  'audit_entries',
  'sessions',
  'run_pay',
  'what_if_people',
  'run_people',
  'run_regions',
  'rule_texts',
  'runs',
  'attempts',
  'account_visits',
  'session_activity',
]

/** How many rows every table has. */
async function countsOf({ store }: Service, { besides = BESIDES }: { besides?: readonly string[] } = {}): Promise<Record<string, number>> {
  const tables = await store.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
  const counts: Record<string, number> = {}
  for (const [name] of tables) {
    const table = String(name)
    if (!besides.includes(table)) counts[table] = Number((await store.all(`SELECT count(*) FROM "${table}"`))[0]?.[0])
  }
  return counts
}

type Send = (client: ApiClient, headers: Readonly<Record<string, string>>) => Promise<ApiAnswer>

/** What the answers of two effects of the same command share, their numbers and times being different. */
const shapeOf = (body: unknown) => Object.keys((body ?? {}) as object).sort()

/**
 * Sends a command of a route, and again with its key after a kill at every moment of it: what the restarted server answers is
 * what the first answered or would have, and the effect is there once.
 */
async function repeatedAfterKills(route: string, person: DemoPerson, send: Send): Promise<ApiAnswer> {
  covered.add(route)
  const headers = { 'idempotency-key': `killed-${++keys}` }
  const client = await world.as(person)
  await cookieOf(world, person)
  const act = async () => {
    const answer = expectOk(await send(client, headers))
    return { answer, counts: await countsOf(world.service) }
  }
  const seen = { anew: 0, replayed: 0 }
  const { done, states } = await killedAnywhere(world, act, async (restarted, { answer: first, counts }) => {
    const again = await send(await restarted.as(person), headers)
    const isSecret = again.code === 'secret_must_be_shown_once'
    if (isSecret || again.headers.get('idempotency-replayed') === 'true') {
      seen.replayed++
      if (!isSecret) expect(again).toMatchObject({ status: first.status, body: first.body })
      expect(again.headers.get('location')).toBe(isSecret ? null : first.headers.get('location'))
    } else {
      seen.anew++
      expect({ status: again.status, shape: shapeOf(again.body) }).toEqual({ status: first.status, shape: shapeOf(first.body) })
    }
    expect(await countsOf(restarted.service)).toEqual(counts)
    const third = await send(await restarted.as(person), headers)
    expect(third.code === 'secret_must_be_shown_once' || third.headers.get('idempotency-replayed') === 'true').toBe(true)
    expect(await countsOf(restarted.service)).toEqual(counts)
  })
  expect(seen, `${route}: a kill before its effect, and one after it, among ${states}`).toMatchObject({
    anew: expect.toSatisfy((count: number) => count > 0),
    replayed: expect.toSatisfy((count: number) => count > 0),
  })
  return done.answer
}

const post =
  (path: string, body?: unknown): Send =>
  (client, headers) =>
    client.post(path, body, headers)

async function advance(): Promise<void> {
  const hr = await world.as('hr')
  const { headers } = expectOk(await hr.get(`/periods/${MONTH}`))
  expectOk(await hr.post(`/periods/${MONTH}/advance`, {}, { 'if-match': headers.get('etag') ?? '' }))
}
const publishedRun = async () => String(field(expectOk(await (await world.as('hr')).get(`/periods/${MONTH}`)).body, 'publishedRun'))
const underWay = async () => {
  for (const { run } of items(await (await world.as('hr')).get(`/periods/${MONTH}/runs`)))
    await runControl(world.service).finished(String(run))
}

test('a period and a run of it', async () => {
  await repeatedAfterKills('/periods', 'hr', post('/periods', { period: MONTH }))
  await advance()
  await advance()
  const started = await repeatedAfterKills('/periods/{period}/runs', 'hr', post(`/periods/${MONTH}/runs`))
  expect(started.body).toMatchObject({ state: 'running' })
  await underWay()
  await advance()
})

test('an answer to a sheet, and the decision about it with the run that it starts', async () => {
  const objection = { run: await publishedRun(), answer: 'objected', text: 'My mark was 98.' }
  const objected = await repeatedAfterKills('/periods/{period}/confirmation', 'engineer', post(`/periods/${MONTH}/confirmation`, objection))
  const appeal = String(field(field(objected.body, 'appeal'), 'id'))
  const corrections = [{ table: 'evaluations', key: `${MONTH},T001,overall,M001`, values: { score: '61' } }]
  const decision = { decision: 'corrected', answer: 'Read wrong.', reason: 'the form says 61', corrections }
  const path = `/periods/${MONTH}/appeals/${appeal}/decision`
  const decided = await repeatedAfterKills('/periods/{period}/appeals/{appeal}/decision', 'hr', post(path, decision))
  expect(decided.body).toMatchObject({ run: expect.any(String) })
  await underWay()
  expectOk(await (await world.as('hr')).post(`/periods/${MONTH}/republish`, {}))
})

test('payment marks of a closed period', async () => {
  await advance()
  const payments = `/periods/${MONTH}/payments`
  const paid = { regions: ['EAST'], paidOn: '2026-11-10', reference: 'batch 88' }
  await repeatedAfterKills('/periods/{period}/payments', 'finance', post(payments, paid))
  const back = { regions: ['EAST'], reason: 'the bank sent it back' }
  await repeatedAfterKills('/periods/{period}/payments/take-back', 'finance', post(`${payments}/take-back`, back))
})

test('a late record, and what is reviewed for it', async () => {
  expectOk(await (await world.as('hr')).post('/periods', { period: '2026-11' }))
  const values = { number: 'LATE-1', date: '2026-10-20', client: 'C0001', rep: 'S001', region: 'EAST', amount: '-100000' }
  const body = { values, reason: 'arrived late' }
  await repeatedAfterKills('/records/{table}', 'finance', post('/records/collections', body))
  const reviewed = await repeatedAfterKills('/periods/{period}/adjustments/review', 'hr', post('/periods/2026-11/adjustments/review'))
  expect(reviewed.body).toMatchObject({ reviewed: [{ closedPeriod: MONTH, proposals: expect.toSatisfy((count: number) => count > 0) }] })
})

test('settings, deputies and uploads', async () => {
  const setting = { values: { 'bonus.pool.internalClients': 'exclude' }, effectiveFrom: '2026-12-01', reason: 'decided' }
  await repeatedAfterKills('/settings/changes', 'hr', post('/settings/changes', setting))
  const whatIf = { title: 'by days', periods: [MONTH], settings: { 'bonus.split.movers': 'daysInPost' } }
  const tried = await repeatedAfterKills('/what-ifs', 'hr', post('/what-ifs', whatIf))
  await whatIfOver(String(field(tried.body, 'id')))
  const draft = { from: 'bonus.pool', rule: 'bonus.pool', effectiveFrom: '2028-01-01' }
  await repeatedAfterKills('/rule-drafts', 'hr', post('/rule-drafts', draft))
  const published: Send = (client, headers) =>
    client.post('/rule-drafts/bonus.pool/publication', { reason: 'decided' }, { ...headers, 'if-match': '"1"' })
  await repeatedAfterKills('/rule-drafts/{rule}/publication', 'hr', published)
  const deputy = { manager: 'M001', account: 'managerwest', first: '2026-11-10', last: '2026-11-20', reason: 'holiday' }
  await repeatedAfterKills('/deputies', 'hr', post('/deputies', deputy))
  const upload: Send = async (client, headers) => {
    const form = new FormData()
    form.set('file', new Blob(['number,date,rep,client,amount\nKILL-1,2026-11-03,S001,C0001,100.00\n']), 'orders.csv')
    const response = await client.request('/uploads', { method: 'POST', body: form, headers })
    const body = (await response.json()) as { code?: string }
    return { status: response.status, headers: response.headers, body, code: body.code }
  }
  await repeatedAfterKills('/uploads', 'hr', upload)
})

test('what answers a secret', async () => {
  await repeatedAfterKills('/tokens', 'administrator', post('/tokens', { name: 'x', scopes: ['account.read'] }))
  const account = { username: 'neu', name: '新', positions: ['staff'] }
  await repeatedAfterKills('/accounts', 'hr', post('/accounts', account))
  await repeatedAfterKills('/accounts/from-employees', 'hr', post('/accounts/from-employees', { limit: 3 }))
  const reset = post('/accounts/engineer/one-time-password', { reason: 'forgotten' })
  await repeatedAfterKills('/accounts/{account}/one-time-password', 'hr', reset)
  const link = { kind: 'feedback', engineer: 'T002', day: '2026-11-09', validDays: 7 }
  const made = await repeatedAfterKills('/form-links', 'hr', post('/form-links', link))
  const id = String(field(field(made.body, 'link'), 'id'))
  await repeatedAfterKills('/form-links/{id}/renewal', 'hr', post(`/form-links/${id}/renewal`, { validDays: 7 }))
})

test('a hold, and the removal of what is kept no longer', async () => {
  await repeatedAfterKills('/retention/holds', 'hr', post('/retention/holds', { employee: 'T001', reason: 'a suit' }))
  world.setNow('2031-04-10T08:00:00.000Z')
  const hr = await world.as('hr')
  expectOk(await hr.put('/retention/years/orders', { years: 3, reason: 'decided' }))
  const plan = field(expectOk(await hr.get('/retention/preview')).body, 'plan')
  await repeatedAfterKills('/retention/removals', 'hr', post('/retention/removals', { plan, reason: 'due' }))
})

test('no route that creates was left out', () => {
  expect(ROUTES.filter(({ creates, path }) => creates && !covered.has(path)).map(({ path }) => path)).toEqual([])
})
