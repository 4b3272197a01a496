import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeApp } from '../../src/server/app.ts'
import type { App } from '../../src/server/kernel/app-environment.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { RequestThreads } from '../../src/server/threads/request-threads.ts'
import { type ApiClient, apiClient } from './support/api-client.ts'
import { accountIdOf, DEMO_PASSWORD } from './support/demo-people.ts'
import { makeTestService, TEST_SECRET, type TestService } from './support/test-service.ts'

const UNATTENDED = { 'x-quanheng-unattended': '1' }
let world: TestService
let threads: RequestThreads
let app: App
let hr: ApiClient
beforeAll(async () => {
  world = await makeTestService({ now: new Date().toISOString() })
  const { store, rulesFolder, dataFolder, trail, channels } = world.service
  const options = { secret: TEST_SECRET, limits: { idleMinutes: 30 } }
  const place = { address: store.address, patienceMs: 20_000, rulesFolder, dataFolder, trail, channels }
  threads = new RequestThreads(
    { place, options },
    { onFailure: (failure) => world.failures.push(failure), onAnchor: undefined, runs: runControl(world.service) },
  )
  app = makeApp(world.service, { ...options, threads })
  hr = await apiClient(app).signedIn(accountIdOf('hr'), DEMO_PASSWORD)
})
afterAll(() => threads.close())

interface Session {
  readonly id: string
  readonly current: boolean
  readonly seen: string
}

/** As if nobody had done anything in HR's sessions for so many minutes. */
async function idleFor(minutes: number): Promise<void> {
  const seen = new Date(Date.now() - minutes * 60_000).toISOString()
  await world.service.store.write(async (transaction) => {
    await transaction.all('DELETE FROM session_activity')
    await transaction.all('INSERT INTO session_activity (session, account, seen_at) SELECT id, "userId", $1 FROM sessions', [seen])
    return { ok: true }
  })
}

async function sessions(): Promise<readonly Session[]> {
  return ((await hr.get('/sessions', UNATTENDED)).body as { items: readonly Session[] }).items
}

const minutesSince = (time: string | undefined) => (Date.now() - Date.parse(time ?? '')) / 60_000

test.each`
  path              | where
  ${'/home'}        | ${'in this process or a thread'}
  ${'/search?q=S0'} | ${'in a thread'}
`('what somebody asks for is activity, $where: $path', async ({ path }) => {
  await idleFor(29)
  expect((await hr.get(path)).status).toBe(200)
  await vi.waitFor(async () => expect(minutesSince((await sessions())[0]?.seen)).toBeLessThan(2))
})

test('what a screen asks by itself, and the stream of a run, are no activity', async () => {
  await idleFor(29)
  for (const path of ['/messages', '/home', '/search?q=S0']) expect((await hr.get(path, UNATTENDED)).status).toBe(200)
  expect((await hr.get('/periods/2026-10/runs/none/events')).status).toBe(404)
  expect(minutesSince((await sessions())[0]?.seen)).toBeGreaterThan(28)
})

test('an idle session opens nothing any more, here, in a thread or by whatever it asks, and is listed no more', async () => {
  const other = await apiClient(app).signedIn(accountIdOf('hr'), DEMO_PASSWORD)
  await idleFor(31)
  for (const path of ['/session', '/home', '/search?q=S0']) {
    expect(await hr.get(path)).toMatchObject({ status: 401, code: 'request_must_be_signed_in' })
  }
  expect((await other.get('/home')).status, 'asking does not wake it').toBe(401)
  hr = await apiClient(app).signedIn(accountIdOf('hr'), DEMO_PASSWORD)
  expect(await sessions()).toMatchObject([{ current: true }])
})

test('0 is no limit', async () => {
  const free = makeApp(world.service, { secret: TEST_SECRET, limits: { idleMinutes: 0 } })
  const somebody = await apiClient(free).signedIn(accountIdOf('hr'), DEMO_PASSWORD)
  await idleFor(600)
  expect((await somebody.get('/session')).status).toBe(200)
  expect(world.failures).toEqual([])
})
