import { expect, test } from 'vitest'
import { apiClient } from './support/api-client.ts'
import { accountIdOf, DEMO_PASSWORD } from './support/demo-people.ts'
import { CLIENT, startIdentityProvider } from './support/identity-provider.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const HR = accountIdOf('hr')
const cookiesIn = (headers: Headers) => headers.getSetCookie().map((each) => each.split(';')[0] ?? '')

async function noticesOf(world: TestService): Promise<string[]> {
  const rows = await world.service.store.all(
    `SELECT channel, payload FROM messages WHERE account = $1 AND kind = 'account.newDevice' ORDER BY id`,
    [HR],
  )
  return rows.map(([channel, payload]) => `${channel}: ${(JSON.parse(String(payload)) as { en: string }).en}`)
}

test('somebody is told of a sign-in on a new device, not on the first, nor on one that is known', async () => {
  const world = await makeTestService({ demo: false, app: { trustProxy: true } })
  const signIn = async (address: string, cookie = '') =>
    world.nobody.post('/session', { username: HR, password: DEMO_PASSWORD }, { 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) })
  const first = cookiesIn((await signIn('203.0.113.1')).headers).join('; ')
  expect(await noticesOf(world), 'the first device of an account').toEqual([])
  expect((await signIn('203.0.113.2', first)).status).toBe(200)
  expect(await noticesOf(world), 'a known device, wherever it is').toEqual([])
  const second = cookiesIn((await signIn('203.0.113.3')).headers).join('; ')
  const told = await noticesOf(world)
  expect(told.map((each) => each.split(':')[0])).toEqual(['product', 'mail'])
  expect(told[0]).toContain('from the address 203.0.113.3')
  await signIn('203.0.113.3', second)
  expect((await world.nobody.post('/session', { username: HR, password: 'guess' })).status).toBe(401)
  expect(await noticesOf(world), 'once; and nobody for a wrong password').toHaveLength(2)
})

test('and of one by single sign-on, when the browser comes back, whatever it asks next', async () => {
  const provider = await startIdentityProvider()
  const world = await makeTestService({ demo: false, app: { oidc: { issuer: provider.issuer, ...CLIENT } } })
  await world.as('hr')
  provider.person = { sub: 'u-1', preferred_username: HR }
  const away = await world.nobody.request('/session/single-sign-on?to=/')
  const there = await fetch(away.headers.get('location') ?? '', { redirect: 'manual' })
  const back = new URL(there.headers.get('location') ?? '')
  const answer = await world.app.request(back.pathname + back.search, { headers: { cookie: cookiesIn(away.headers).join('; ') } })
  expect(answer.status).toBe(302)
  expect(await noticesOf(world)).toHaveLength(2)
  const cookie = cookiesIn(answer.headers).join('; ')
  expect(cookie).toContain('quanheng.device=')
  expect((await apiClient(world.app, { cookie }).get('/session')).body).toMatchObject({ account: { username: HR } })
  await provider.close()
})
