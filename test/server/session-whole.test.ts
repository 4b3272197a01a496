import { afterAll, beforeAll, expect, test } from 'vitest'
import { present } from '../../src/base/assert.ts'
import type { Reader } from '../../src/store/database/connection.ts'
import { watchFaultPoints } from '../../src/store/database/fault-point.ts'
import { StoreError } from '../../src/store/database/store-error.ts'
import { apiClient, cookieIn } from './support/api-client.ts'
import { expectOk } from './support/closing-month.ts'
import { accountIdOf, DEMO_PASSWORD } from './support/demo-people.ts'
import { CLIENT, type IdentityProvider, startIdentityProvider } from './support/identity-provider.ts'
import { killedAnywhere } from './support/killed-anywhere.ts'
import { type Authenticator, setUpSecondFactor, ticketIn } from './support/second-factor.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let provider: IdentityProvider
beforeAll(async () => {
  provider = await startIdentityProvider()
})
afterAll(() => provider.close())

/** A way to sign in: what is done before, and the one request that lets somebody in. */
interface Way {
  readonly way: string
  readonly before: (world: TestService) => Promise<() => Promise<Response>>
}

let phone: Authenticator
const WAYS: readonly Way[] = [
  { way: 'a password', before: async (world) => () => post(world, '/session', { username: 'finance', password: DEMO_PASSWORD }) },
  {
    way: 'a password and a code',
    async before(world) {
      const password = { username: accountIdOf('hr'), password: DEMO_PASSWORD }
      world.setNow(new Date(world.service.now().getTime() + 60_000).toISOString())
      const ticket = ticketIn(expectOk(await world.nobody.post('/session', password)))
      return () => post(world, '/session/code', { ticket, code: phone.code() })
    },
  },
  {
    way: 'single sign-on',
    async before(world) {
      provider.person = { sub: 'u-1', preferred_username: 'auditor' }
      const away = await world.nobody.request('/session/single-sign-on')
      const cookie = away.headers.getSetCookie().map((each) => each.split(';')[0])
      const there = await fetch(away.headers.get('location') ?? '', { redirect: 'manual' })
      const back = new URL(there.headers.get('location') ?? '')
      return async () => world.app.request(back.pathname + back.search, { headers: { cookie: cookie.join('; ') } })
    },
  },
]

const post = (world: TestService, path: string, body: unknown) =>
  world.nobody.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

async function makeWorld(): Promise<TestService> {
  const world = await makeTestService({ demo: false, app: { oidc: { issuer: provider.issuer, ...CLIENT } } })
  phone = await setUpSecondFactor(world, await world.as('hr'))
  return world
}

/** What signing in writes, by account: each session has its entry and its device, and what was used up for it is. */
async function begunIn(reader: Reader) {
  const counts = async (sql: string) =>
    Object.fromEntries((await reader.all(sql)).map(([account, count]) => [String(account), Number(count)]))
  return {
    sessions: await counts('SELECT "userId", count(*) FROM sessions GROUP BY 1'),
    entries: await counts(`SELECT actor, count(*) FROM audit_entries WHERE action = 'session.begin' GROUP BY 1`),
    devices: await counts('SELECT account, count(*) FROM staff_devices GROUP BY 1'),
  }
}
type Begun = Awaited<ReturnType<typeof begunIn>>
const isWhole = ({ sessions, entries, devices }: Begun) =>
  [sessions, entries, devices].every((each) => JSON.stringify(each) === JSON.stringify(entries))

test.each(WAYS)('a disk that is full at any statement of a sign-in by $way leaves no session', async ({ before }) => {
  const world = await makeWorld()
  // The provider's identity is linked by the first sign-in, which is a deed of its own.
  if ((await (await before(world))()).status >= 400) throw new Error('The first signs in.')
  const standing = await begunIn(world.service.store)
  expect(isWhole(standing), JSON.stringify(standing)).toBe(true)
  let points = 0
  let cookies: string[]
  for (;;) {
    const { answer, refused } = await fullAt(points, await before(world))
    cookies = cookiesOf(answer)
    if (!refused) break
    expect({ status: answer.status, cookies }, `at point ${points}`).toEqual({ status: 507, cookies: [] })
    expect(await begunIn(world.service.store), `at point ${points}`).toEqual(standing)
    points++
  }
  expect(points).toBeGreaterThan(3)
  const begun = await begunIn(world.service.store)
  expect(isWhole(begun), JSON.stringify(begun)).toBe(true)
  expect((await apiClient(world.app, { cookie: cookies.join('; ') }).get('/session')).status).toBe(200)
})

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .filter((each) => each.startsWith('quanheng.session_token='))

const fullDisk = () => new StoreError('database_must_have_room', { url: 'company', detail: 'full' })

/** Does something on a disk that is full when so many moments of writing have passed; `refused` where there were that many. */
async function fullAt(points: number, act: () => Promise<Response>): Promise<{ readonly answer: Response; readonly refused: boolean }> {
  let passed = 0
  watchFaultPoints((point) => {
    if (point !== 'committed' && passed++ === points) throw fullDisk()
  })
  const answer = await act().finally(() => watchFaultPoints(undefined))
  return { answer, refused: passed > points }
}

test.each(WAYS)('a kill at any moment of a sign-in by $way leaves a session with its entry and its device, or none', async ({ before }) => {
  const world = await makeWorld()
  const signIn = await before(world)
  const states: Begun[] = []
  await killedAnywhere(
    world,
    async () => cookieIn(await answerOf(signIn)),
    async ({ service }) => void states.push(await begunIn(service.store)),
  )
  expect(new Set(states.map((state) => JSON.stringify(state))).size, 'before and after').toBe(2)
  for (const state of states) expect(isWhole(state), JSON.stringify(state)).toBe(true)
})

async function answerOf(signIn: () => Promise<Response>) {
  const { status, headers } = await signIn()
  expect(status).toBeLessThan(400)
  return { headers }
}

test('a code is used up by the session that it begins, and by none that did not begin', async () => {
  const world = await makeWorld()
  const [, byCode] = WAYS
  const sign = async () => (await present(byCode, 'The second way is by a code.').before(world))()
  let commits = 0
  watchFaultPoints((point) => {
    if (point === 'committing') commits++
  })
  expect((await sign().finally(() => watchFaultPoints(undefined))).status).toBe(204)
  watchFaultPoints((point) => {
    if (point === 'committing' && --commits === 0) throw fullDisk()
  })
  expect((await sign().finally(() => watchFaultPoints(undefined))).status).toBe(507)
  const ticket = ticketIn(expectOk(await world.nobody.post('/session', { username: 'hr', password: DEMO_PASSWORD })))
  expect((await post(world, '/session/code', { ticket, code: phone.code() })).status).toBe(204)
})
