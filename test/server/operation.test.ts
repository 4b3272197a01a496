import Database from 'libsql'
import { describe, expect, test } from 'vitest'
import type { AppEnvironment } from '../../src/server/kernel/app-environment.ts'
import type { AnswerNote } from '../../src/server/kernel/options.ts'
import type { Service } from '../../src/server/kernel/service.ts'
import { makeMetrics } from '../../src/server/operation/metrics.ts'
import { addOperation } from '../../src/server/operation/operation-routes.ts'
import { readinessOf } from '../../src/server/operation/readiness.ts'
import { makeTestService, type TestServiceOptions } from './support/test-service.ts'

interface Watched {
  readonly metricsToken?: string
  readonly change?: (service: Service) => Partial<Service>
  readonly options?: TestServiceOptions
}

async function watched({ metricsToken, change, options }: Watched = {}) {
  const notes: AnswerNote[] = []
  const made = await makeTestService({ demo: false, ...options, app: { onAnswer: (note) => notes.push(note) } })
  const service = { ...made.service, ...change?.(made.service) }
  const metrics = makeMetrics(service)
  let stopping = false
  addOperation(made.app, { metrics, readiness: readinessOf(service), stopping: () => stopping, metricsToken })
  return {
    made,
    metrics,
    notes,
    stop: () => {
      stopping = true
    },
    get: (path: string, from = '127.0.0.1', headers: Record<string, string> = {}) => made.app.request(path, { headers }, connection(from)),
  }
}

/** What @hono/node-server hands over of a connection, as far as it is read. */
function connection(remoteAddress: string): AppEnvironment['Bindings'] {
  return { incoming: { socket: { remoteAddress } } } as unknown as AppEnvironment['Bindings']
}

describe('readiness', () => {
  test('a server on its database and rules is ready', async () => {
    const answer = await (await watched()).get('/readyz')
    expect(answer.status).toBe(200)
    const facts = { database: true, rules: true, writing: true, room: true, stopping: false }
    expect(await answer.json()).toEqual({ status: 'ready', ...facts, problems: [] })
  })

  test('rules that are gone are named', async () => {
    const answer = await (await watched({ change: () => ({ rulesFolder: '/nowhere' }) })).get('/readyz')
    expect(answer.status).toBe(503)
    const problems = [{ code: 'rules_must_load', message: expect.stringContaining('quanheng rules check') }]
    expect(await answer.json()).toMatchObject({ status: 'not ready', database: true, rules: false, problems })
  })

  test('a database that is gone is named, while the process stays up', async () => {
    const { made, get } = await watched()
    await made.close()
    const answer = await get('/readyz')
    expect(answer.status).toBe(503)
    const { problems, ...facts } = (await answer.json()) as { readonly problems: readonly unknown[] }
    expect(facts).toMatchObject({ database: false, rules: true, writing: false })
    expect(problems[0]).toMatchObject({ code: 'service_must_be_available' })
    expect((await get('/healthz')).status).toBe(200)
  })

  test('a server that is stopping takes no more work', async () => {
    const { get, stop } = await watched()
    stop()
    const answer = await get('/readyz', '127.0.0.1', { 'accept-language': 'en' })
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      stopping: true,
      problems: [{ code: 'server_must_not_be_stopping', message: 'The server is stopping and takes no new work.' }],
    })
  })

  test('a database that another program keeps from being written is named, and ready again when it is free', async () => {
    const { made, get } = await watched()
    const other = new Database(made.service.store.address.slice('file:'.length))
    other.exec('BEGIN IMMEDIATE')
    const answer = await get('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ database: true, writing: false, room: true, problems: [{ code: 'database_must_be_free' }] })
    other.exec('ROLLBACK')
    other.close()
    made.setNow('2026-11-03T08:01:00.000Z')
    expect((await get('/readyz')).status).toBe(200)
  })

  test('a data folder that takes no files is named', async () => {
    const answer = await (await watched({ change: () => ({ dataFolder: '/nowhere' }) })).get('/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ writing: true, room: false, problems: [{ code: 'disk_must_be_writable' }] })
  })
})

describe('who reads /metrics', () => {
  test.each([
    ['this machine', '127.0.0.1', {}, 200],
    ['this machine over IPv6', '::1', {}, 200],
    ['this machine, its address written as IPv6', '::ffff:127.0.0.1', {}, 200],
    ['another machine', '10.1.2.3', {}, 403],
    ['somebody behind a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '10.1.2.3' }, 403],
    ['somebody who pretends with a name', 'localhost.example.com', {}, 403],
  ])('without a token, %s: %s', async (_, from, headers, status) => {
    expect((await (await watched()).get('/metrics', from, headers)).status).toBe(status)
  })

  test.each([
    ['who has it', '10.1.2.3', { authorization: 'Bearer a token for the monitor' }, 200],
    ['who has another', '10.1.2.3', { authorization: 'Bearer a token for the moritor' }, 403],
    ['this machine without it', '127.0.0.1', {}, 403],
  ])('with a token, %s: %s', async (_, from, headers, status) => {
    const { get } = await watched({ metricsToken: 'a token for the monitor' })
    expect((await get('/metrics', from, headers)).status).toBe(status)
  })
})

test('requests are measured by route, never by what was typed into the address', async () => {
  const { made, metrics, notes, get } = await watched()
  const hr = await made.as('hr')
  await hr.get('/periods/2026-10')
  await hr.get('/accounts/somebody-in-particular?search=13800138000')
  await made.nobody.get('/no/such/thing-of-zhangsan')
  for (const note of notes) metrics.answered(note)
  const page = await (await get('/metrics')).text()
  expect(page).toContain('quanheng_http_request_duration_seconds_count{method="GET",route="/periods/{period}",status="404"} 1')
  expect(page).toContain('route="unknown",status="404"')
  expect(page).toContain('nodejs_eventloop_lag_seconds')
  for (const typed of ['somebody', '13800138000', 'zhangsan', '2026-10']) {
    expect(page).not.toContain(typed)
    expect(JSON.stringify(notes)).not.toContain(typed)
  }
})
