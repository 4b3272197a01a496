import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from './support/api-client.ts'
import { accountIdOf, DEMO_PASSWORD } from './support/demo-people.ts'
import { CLIENT, type IdentityProvider, startIdentityProvider } from './support/identity-provider.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let provider: IdentityProvider
let world: TestService
beforeAll(async () => {
  provider = await startIdentityProvider()
  world = await makeTestService({ demo: false, app: { oidc: { issuer: provider.issuer, ...CLIENT, name: '公司账号' } } })
})
afterAll(() => provider.close())

/** What a browser does: to the provider, back with a code, and on; answers where it ends and its cookies. */
async function visit(
  to = '/periods',
  tamper: (back: URL) => void = () => undefined,
  at = world,
): Promise<{ place: string; cookie: string }> {
  const away = await at.nobody.request(`/session/single-sign-on?to=${encodeURIComponent(to)}`)
  expect(away.status).toBe(302)
  const cookies = away.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const there = await fetch(away.headers.get('location') ?? '', { redirect: 'manual' })
  const back = new URL(there.headers.get('location') ?? '')
  expect(back.origin + back.pathname).toBe('http://localhost/api/auth/callback/single-sign-on')
  tamper(back)
  const answer = await at.app.request(back.pathname + back.search, { headers: { cookie: cookies.join('; ') } })
  const session = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('quanheng.session_token='))
  return { place: answer.headers.get('location') ?? String(answer.status), cookie: session[0]?.split(';')[0] ?? '' }
}

const whoIs = async (cookie: string) => (await apiClient(world.app, { cookie }).get('/session')).body

test('where it is not set up there is no way to it', async () => {
  const plain = await makeTestService({ demo: false })
  expect((await plain.nobody.get('/session/ways')).body).toEqual({ password: true, singleSignOn: null })
  expect(await plain.nobody.get('/session/single-sign-on')).toMatchObject({ status: 404, code: 'single_sign_on_must_be_set_up' })
  expect((await plain.app.request('/api/auth/callback/single-sign-on?code=x&state=y')).status).toBe(404)
  expect((await world.nobody.get('/session/ways')).body).toEqual({ password: true, singleSignOn: { name: '公司账号' } })
})

test('somebody whom the company knows comes in with the account of that name, and is written down', async () => {
  provider.person = { sub: 'u-1', preferred_username: 'Finance', name: 'x' }
  const { place, cookie } = await visit('/periods?x=1')
  expect(place).toBe('/periods?x=1')
  expect(await whoIs(cookie)).toMatchObject({ account: { username: 'finance', positions: ['finance'] } })
  const trail = await world.service.store.all(`SELECT action, actor FROM audit_entries WHERE action <> 'audit.seal' ORDER BY sequence`)
  expect(trail).toEqual([
    ['account.linkIdentity', 'finance'],
    ['session.begin', 'finance'],
  ])
})

test('the identity stays with its account, whatever the person is called later', async () => {
  provider.person = { sub: 'u-1', preferred_username: 'administrator' }
  expect(await whoIs((await visit()).cookie)).toMatchObject({ account: { username: 'finance' } })
})

test.each`
  person                                                 | why
  ${{ sub: 'u-2', preferred_username: 'stranger' }}      | ${'there is no such account, and none is made'}
  ${{ sub: 'u-3', email: 'hr@demo.example' }}            | ${'the claim that names the account is missing; an address alone opens none'}
  ${{ sub: 'u-4', preferred_username: { toString: 1 } }} | ${'the claim is no text'}
  ${undefined}                                           | ${'the provider refuses'}
`('nobody comes in: $why', async ({ person }) => {
  provider.person = person
  const { place, cookie } = await visit()
  expect(place).toContain('signIn=failed')
  expect(cookie).toBe('')
})

test('a token that the provider did not sign, or for another visit, opens nothing', async () => {
  provider.person = { sub: 'u-5', preferred_username: 'hr' }
  provider.forged = true
  expect(await visit()).toMatchObject({ cookie: '', place: expect.stringContaining('signIn=failed') })
  provider.forged = false
  provider.person = { sub: 'u-5', preferred_username: 'hr', nonce: 'of another visit' }
  expect((await visit()).cookie).toBe('')
  provider.person = { sub: 'u-5', preferred_username: 'hr', aud: 'another application' }
  expect((await visit()).cookie).toBe('')
  provider.person = { sub: 'u-5', preferred_username: 'hr' }
  expect((await visit('/', (back) => back.searchParams.set('state', 'guessed'))).cookie).toBe('')
  expect((await visit()).cookie).not.toBe('')
})

test('where a second factor is demanded, the provider’s counts: it is demanded of who signs in with the password', async () => {
  const app = { oidc: { issuer: provider.issuer, ...CLIENT }, secondFactor: 'all' } as const
  const strict = await makeTestService({ demo: false, app })
  provider.person = { sub: 'u-1', preferred_username: 'finance' }
  const { cookie } = await visit('/', undefined, strict)
  const session = apiClient(strict.app, { cookie })
  expect((await session.get('/session')).body).toMatchObject({ mustSetUpSecondFactor: false })
  expect((await session.get('/home')).status).toBe(200)
  expect(await (await strict.as('finance')).get('/home')).toMatchObject({ status: 403, code: 'second_factor_must_be_set_up' })
})

test('a closed account stays closed', async () => {
  const administrator = await world.as('administrator')
  await administrator.post(`/accounts/${accountIdOf('finance')}/close`, { reason: 'has left' })
  provider.person = { sub: 'u-1', preferred_username: 'finance' }
  expect((await visit()).cookie).toBe('')
  provider.person = { sub: 'u-6', preferred_username: 'finance' }
  expect((await visit()).cookie).toBe('')
})

test('who comes in this way first needs no one-time password, and it opens nothing any more', async () => {
  const hr = await world.as('hr')
  const created = await hr.post('/accounts', { username: 'newcomer', name: 'x', positions: ['staff'] })
  const { oneTimePassword } = created.body as { oneTimePassword: string }
  provider.person = { sub: 'u-7', preferred_username: 'newcomer' }
  expect(await whoIs((await visit()).cookie)).toMatchObject({ account: { username: 'newcomer', mustChangePassword: false } })
  expect((await world.nobody.post('/session', { username: 'newcomer', password: oneTimePassword })).status).toBe(401)
  expect((await world.nobody.post('/session', { username: 'hr', password: DEMO_PASSWORD })).status).toBe(200)
})

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'periods'])('the way back "%s" is refused', async (to) => {
  expect(await world.nobody.get(`/session/single-sign-on?to=${encodeURIComponent(to)}`)).toMatchObject({ status: 422 })
})

test('a provider that does not answer is said to be unavailable, and is asked again later', async () => {
  const absent = await makeTestService({ demo: false, app: { oidc: { issuer: 'http://127.0.0.1:9', ...CLIENT } } })
  expect(await absent.nobody.get('/session/single-sign-on')).toMatchObject({ status: 503 })
  expect((await absent.nobody.post('/session', { username: 'hr', password: DEMO_PASSWORD })).status).toBe(200)
})

test('the provider’s tokens are not kept', async () => {
  const kept = await world.service.store.all('SELECT "accessToken", "refreshToken", "idToken" FROM credentials')
  expect(kept.every((cells) => cells.every((cell) => cell === null))).toBe(true)
  expect(world.failures).toEqual([])
})

test.each`
  claims                                                                                      | enters   | why
  ${{ email: 'HR@demo.example', email_verified: true }}                                       | ${true}  | ${'the provider has verified it'}
  ${{ email: 'hr@demo.example' }}                                                             | ${false} | ${'nobody says that it has'}
  ${{ email: 'hr@demo.example', email_verified: false }}                                      | ${false} | ${'it has not'}
  ${{ email: 'hr@demo.example', email_verified: 'true' }}                                     | ${false} | ${'text is no yes'}
  ${{ email: 'hr@demo.example', email_verified: 1 }}                                          | ${false} | ${'nor is a number'}
  ${{ email: 'x@demo.example', email_verified: true, preferred_username: 'hr@demo.example' }} | ${false} | ${'another claim is not what was verified'}
`('by e-mail only where it is verified: $why', async ({ claims, enters }) => {
  const byMail = await makeTestService({
    demo: false,
    app: {
      oidc: {
        ...{ issuer: provider.issuer, ...CLIENT, matches: 'email' as const },
        claim: 'preferred_username' in claims ? 'preferred_username' : 'email',
      },
    },
  })
  provider.person = { sub: `mail-${JSON.stringify(claims)}`, ...claims }
  expect((await visit('/', undefined, byMail)).cookie !== '').toBe(enters)
})
