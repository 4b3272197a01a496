import { beforeAll, expect, test } from 'vitest'
import { runControl } from '../../src/server/runs/run-control.ts'
import { expectOk } from './support/closing-month.ts'
import { DEMO_PASSWORD } from './support/demo-people.ts'
import { finishedRun, openPeriod } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
let world: TestService
beforeAll(async () => {
  world = await makeTestService()
  await openPeriod(world, PERIOD)
})

test('a run is started by HR, once however often the request is repeated, and only for an open period', async () => {
  const hr = await world.as('hr')
  const key = { 'idempotency-key': 'one' }
  const started = await hr.post(`/periods/${PERIOD}/runs`, undefined, key)
  expect(started).toMatchObject({
    status: 202,
    body: { period: PERIOD, state: 'running', purpose: 'period', asOfChange: null, summary: null },
  })
  const { run } = started.body as { run: string }
  expect(started.headers.get('location')).toBe(`/api/v1/periods/${PERIOD}/runs/${run}`)
  expect(await hr.post(`/periods/${PERIOD}/runs`, undefined, key)).toMatchObject({ status: 202, body: { run } })
  expect(await hr.post(`/periods/${PERIOD}/runs`, undefined, { 'idempotency-key': 'two' })).toMatchObject({
    status: 409,
    code: 'run_must_be_alone',
  })
  expect(await hr.post('/periods/2026-09/runs', undefined, { 'idempotency-key': 'three' })).toMatchObject({
    status: 404,
    code: 'period_must_exist',
  })
  await runControl(world.service).finished(run)
  expect(await hr.get(`/periods/${PERIOD}/runs/${run}`)).toMatchObject({
    body: { state: 'done', progress: 100, summary: { engineers: 24 } },
  })
  expect(await hr.get(`/periods/2026-09/runs/${run}`)).toMatchObject({ status: 404 })
  expect(await hr.post(`/periods/${PERIOD}/runs/${run}/cancellation`)).toMatchObject({ status: 409, code: 'run_must_be_under_way' })
})

/** The events of a stream: name and data of each. */
async function eventsOf(response: Response): Promise<{ event: string; data: Record<string, unknown> }[]> {
  const text = await response.text()
  const blocks = text.split('\n\n').filter((block) => block.startsWith('event: '))
  return blocks.map((block) => {
    const [event = '', data = ''] = block.split('\n').map((line) => line.replace(/^\w+: /, ''))
    return { event, data: JSON.parse(data) }
  })
}

test('progress is told while it runs and closes with its end; of a run that is over the end comes at once', async () => {
  const hr = await world.as('hr')
  const started = await hr.post(`/periods/${PERIOD}/runs`, undefined, { 'idempotency-key': 'four' })
  const { run } = started.body as { run: string }
  const stream = await hr.request(`/periods/${PERIOD}/runs/${run}/events`)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const events = await eventsOf(stream)
  expect(events.at(-1)).toEqual({ event: 'end', data: { run, state: 'done', step: 'done', progress: 100 } })
  const progress = events.map(({ data }) => Number(data.progress))
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(events.length).toBeGreaterThan(2)
  expect(await eventsOf(await hr.request(`/periods/${PERIOD}/runs/${run}/events`))).toEqual([events.at(-1)])
})

test('a run is cancelled over HTTP, and its stream ends', async () => {
  const hr = await world.as('hr')
  const started = await hr.post(`/periods/${PERIOD}/runs`, undefined, { 'idempotency-key': 'five' })
  const { run } = started.body as { run: string }
  const stream = await hr.request(`/periods/${PERIOD}/runs/${run}/events`)
  expect(await hr.post(`/periods/${PERIOD}/runs/${run}/cancellation`)).toMatchObject({ status: 200, body: { state: 'cancelled' } })
  expect((await eventsOf(stream)).at(-1)).toMatchObject({ event: 'end', data: { state: 'cancelled' } })
})

test('runs are listed, the newest first, page by page', async () => {
  world.setNow('2026-11-03T09:00:00.000Z')
  const newest = await finishedRun(world, PERIOD)
  const auditor = await world.as('auditor')
  const first = await auditor.get(`/periods/${PERIOD}/runs?limit=1`)
  expect(first).toMatchObject({ status: 200, body: { items: [{ run: newest, startedBy: 'hr' }] } })
  const { next } = first.body as { next: string }
  const rest = await auditor.get(`/periods/${PERIOD}/runs?cursor=${next}`)
  expect((rest.body as { items: unknown[] }).items).toHaveLength(3)
  expect(await (await world.as('managerEast')).get(`/periods/${PERIOD}/runs`)).toMatchObject({ status: 403 })
})

test('the server answers while a run computes', async () => {
  const hr = await world.as('hr')
  const started = await hr.post(`/periods/${PERIOD}/runs`, undefined, { 'idempotency-key': 'six' })
  const { run } = started.body as { run: string }
  let answered = 0
  while (runControl(world.service).progressOf(run)) {
    expect(await hr.get(`/periods/${PERIOD}/runs/${run}`)).toMatchObject({ status: 200 })
    answered += 1
  }
  expect(answered).toBeGreaterThan(3)
  expect(world.failures).toEqual([])
})

test('the stream of a run ends with the session or token that it was asked with, whatever the run does then', async () => {
  const hr = await world.as('hr')
  // Two runs compute at a time; the third waits, so that it is not over before the streams are.
  const runs: string[] = []
  for (const period of ['2026-07', '2026-08', '2026-09']) {
    await openPeriod(world, period)
    runs.push((expectOk(await hr.post(`/periods/${period}/runs`)).body as { run: string }).run)
  }
  const made = expectOk(await hr.post('/tokens', { name: 'watcher', scopes: ['run.read'] }))
  const { token, about } = made.body as { token: string; about: { id: string } }
  const other = await world.nobody.signedIn('hr', DEMO_PASSWORD)
  const watching = [other, world.nobody.withToken(token)].map((client) => client.request(`/periods/2026-09/runs/${runs[2]}/events`))
  const streams = await Promise.all(watching)
  expect((await other.delete('/session')).status).toBe(204)
  expect((await hr.delete(`/tokens/${about.id}`)).status).toBe(204)
  for (const stream of streams) expect((await eventsOf(stream)).filter(({ event }) => event === 'end')).toEqual([])
  await Promise.all(runs.map((run) => runControl(world.service).finished(run)))
})
