import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '../../src/server/app.ts'
import type { App } from '../../src/server/kernel/app-environment.ts'
import { ROUTES } from '../../src/server/routes.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { RequestThreads } from '../../src/server/threads/request-threads.ts'
import { findRun } from '../../src/store/aggregates/runs.ts'
import { type ApiClient, apiClient } from './support/api-client.ts'
import { expectOk, publishPeriod } from './support/closing-month.ts'
import { accountIdOf, DEMO_PASSWORD } from './support/demo-people.ts'
import { makeTestService, TEST_SECRET, type TestService } from './support/test-service.ts'

let service: TestService
let threads: RequestThreads
let app: App
let here: ApiClient
let there: ApiClient
const failures: unknown[] = []
const actors: (string | undefined)[] = []
beforeAll(async () => {
  // Threads have the time of the clock.
  service = await makeTestService({ now: new Date().toISOString() })
  const { store, rulesFolder, dataFolder, trail, channels } = service.service
  const options = { secret: TEST_SECRET }
  threads = new RequestThreads(
    { place: { address: store.address, patienceMs: 20_000, rulesFolder, dataFolder, trail, channels }, options },
    { onFailure: (failure) => failures.push(failure), onAnchor: undefined, runs: runControl(service.service) },
  )
  app = makeApp(service.service, { ...options, threads, onAnswer: ({ actor }) => actors.push(actor) })
  here = await service.as('hr')
  there = await apiClient(app).signedIn(accountIdOf('hr'), DEMO_PASSWORD)
  expect(await here.post('/periods', { period: '2026-11' })).toMatchObject({ status: 201 })
})
afterAll(() => threads.close())

const KNOWN: Readonly<Record<string, string>> = {
  period: '2026-11',
  region: 'EAST',
  table: 'orders',
  key: 'XS0001',
  employee: 'S001',
  rule: 'sales.scorecard',
}
const readings = ROUTES.filter(({ method, elsewhere, success }) => method === 'GET' && elsewhere && success.body !== undefined).map(
  ({ path }) => path,
)

test.each(readings)('GET %s answers in a thread what it answers here', async (path) => {
  const query = path === '/search' ? '?q=S0' : path === '/people-names' ? '?ids=S001' : ''
  const asked = path.replace(/\{(\w+)\}/g, (_, name: string) => KNOWN[name] ?? 'none') + query
  const [first, second] = [await here.get(asked), await there.get(asked)]
  // The id of the request, and the time that a page says it was made at, are each answer's own.
  const plain = (body: unknown) => JSON.stringify(body)?.replace(/"requestId":"[^"]*"|"\d{4}-\d\d-\d\dT[^"]*Z"/g, '')
  expect([second.status, plain(second.body)]).toEqual([first.status, plain(first.body)])
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'))
  expect(second.headers.get('vary')).toBe(first.headers.get('vary'))
})

async function upload(number: string, key: string): Promise<{ readonly status: number; readonly id: string; readonly replayed: boolean }> {
  const form = new FormData()
  const csv = `number,date,rep,client,amount\n${number},2026-11-02,S001,C0001,5\n`
  form.append('file', new Blob([csv]), 'orders.csv')
  const response = await there.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': key } })
  const { id } = (await response.json()) as { id: string }
  return { status: response.status, id, replayed: response.headers.has('idempotency-replayed') }
}

test('an upload goes to a thread as it comes in; whoever sends it again meanwhile gets the same answer', async () => {
  const [first, second] = await Promise.all([upload('T-1', 'threads-1'), upload('T-1', 'threads-1')])
  expect([first, second]).toMatchObject([{ status: 201 }, { status: 201, id: first.id }])
  expect([first.replayed, second.replayed].sort()).toEqual([false, true])
  expect(await there.post(`/uploads/${first.id}/commit`, {})).toMatchObject({ status: 200, body: { state: 'committed' } })
  expect((await here.get('/records/orders/T-1')).body).toMatchObject({ record: { values: { amount: '5.00' } } })
  expect((await here.get(`/audit?subject=${encodeURIComponent(`upload ${first.id}`)}`)).status).toBe(403)
})

test('many at once are all answered, writers one after the other', async () => {
  const uploads = await Promise.all(Array.from({ length: 8 }, (_, index) => upload(`M-${index}`, `many-${index}`)))
  const commits = await Promise.all(uploads.map(({ id }) => there.post(`/uploads/${id}/commit`, {})))
  expect(commits.map(({ status }) => status)).toEqual(uploads.map(() => 200))
  const found = await Promise.all(Array.from({ length: 8 }, (_, index) => there.get(`/records/orders/M-${index}`)))
  expect(found.map(({ status }) => status)).toEqual(uploads.map(() => 200))
})

test('a thread knows who asks: nobody, somebody who may not, and for the log who it was', async () => {
  expect((await apiClient(app).get('/home')).status).toBe(401)
  const engineer = await apiClient(app).signedIn(accountIdOf('engineer'), DEMO_PASSWORD)
  expect(await engineer.post('/uploads/none/commit', {})).toMatchObject({ status: 403 })
  expect(actors.at(-1)).toBe(accountIdOf('engineer'))
  expect(failures).toEqual([])
})

test('a review of closed periods waits in a thread for the run that the process computes', async () => {
  await service.service.store.write(async (transaction) => {
    const setting = { key: 'onIncomplete', value: 'reweight', effective_from: 20260901, reason: 'decided' }
    await transaction.insert('setting_changes', { ...setting, at: '2026-01-01T00:00:00.000Z', by: 'hr' })
    return { ok: true }
  })
  const closed = await publishPeriod(service, '2026-09')
  expectOk(await closed.advance())
  const values = { number: 'LATE-1', date: '2026-09-20', client: 'C0001', rep: 'S001', region: 'EAST', amount: '20000' }
  expectOk(await (await service.as('finance')).post('/records/collections', { values, reason: 'arrived late' }))

  const reviewed = await there.post('/periods/2026-11/adjustments/review')
  expect(reviewed).toMatchObject({ status: 200, body: { reviewed: [{ closedPeriod: '2026-09', run: expect.any(String) }] } })
  const {
    reviewed: [one],
  } = reviewed.body as { reviewed: { run: string }[] }
  const run = await findRun(service.service.store, one?.run ?? '')
  expect(run).toMatchObject({ state: 'done', purpose: 'adjustment', period: '2026-09' })
  expect(runControl(service.service).progressOf(one?.run ?? '')).toBeUndefined()
  // Nothing came since: the same run is named, and no other is computed.
  expect((await there.post('/periods/2026-11/adjustments/review')).body).toMatchObject({ reviewed: [{ run: one?.run }] })
  expect(failures).toEqual([])
})
