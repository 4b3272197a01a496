import { afterEach, expect, test } from 'vitest'
import type { SingleSignOn } from '../../src/server/kernel/options.ts'
import { apiClient } from './support/api-client.ts'
import { CLIENT } from './support/identity-provider.ts'
import { passThrough, type RealProvider, startRealProvider } from './support/real-provider.ts'
import { makeTestService } from './support/test-service.ts'

const BACK = 'http://localhost/api/auth/callback/single-sign-on'
const open: RealProvider[] = []
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())))

type Claims = Readonly<Record<string, unknown>>

/** Somebody comes in by a provider that is set up like this; answers whose account they have then, and where they end. */
async function comeIn(
  person: Claims & { readonly sub: string },
  how: { provider?: Claims; client?: Claims; here?: Partial<SingleSignOn> } = {},
) {
  const provider = await startRealProvider(BACK, how.provider, how.client)
  open.push(provider)
  provider.person = person
  const world = await makeTestService({ demo: false, app: { oidc: { issuer: provider.issuer, ...CLIENT, ...how.here } } })
  const away = await world.nobody.request('/session/single-sign-on?to=/periods')
  const cookies = away.headers.getSetCookie().map((each) => each.split(';')[0])
  const back = await passThrough(provider, away.headers.get('location') ?? '')
  const answer = await world.app.request(back.pathname + back.search, { headers: { cookie: cookies.join('; ') } })
  const session = answer.headers.getSetCookie().find((each) => each.startsWith('quanheng.session_token='))
  const who = await apiClient(world.app, { cookie: session?.split(';')[0] ?? '' }).get('/session')
  const account = who.status === 200 ? (who.body as { account: { username: string } }).account.username : undefined
  return { account, place: answer.headers.get('location') ?? '', failures: world.failures, back: back.href }
}

const HR = { sub: 'u-1', preferred_username: 'hr', email: 'hr@demo.example', email_verified: true }

test.each`
  how                                              | why
  ${{}}                                            | ${'as its defaults are, with the claims of the profile at userinfo only'}
  ${{ provider: { conformIdTokenClaims: false } }} | ${'claims in the ID token'}
`('somebody comes in by a real provider: $why', async ({ how }) => {
  expect(await comeIn(HR, how)).toMatchObject({ account: 'hr', place: '/periods', failures: [] })
})

test('with its secret as HTTP Basic, where the provider takes it in no other way', async () => {
  const strict = { client: { token_endpoint_auth_method: 'client_secret_basic' }, provider: { clientAuthMethods: ['client_secret_basic'] } }
  expect(await comeIn(HR, { ...strict, here: { secretBy: 'basic' } })).toMatchObject({ account: 'hr' })
  expect(await comeIn(HR, strict)).toMatchObject({ account: undefined })
})

test('by their verified address, and by no other', async () => {
  const here = { claim: 'email', matches: 'email' } as const
  expect(await comeIn(HR, { here })).toMatchObject({ account: 'hr' })
  expect(await comeIn({ ...HR, email_verified: false }, { here })).toMatchObject({ account: undefined })
  expect(await comeIn({ sub: 'u-2', email: HR.email }, { here })).toMatchObject({ account: undefined })
})

test('whoever has no account here, and whoever the provider does not name, comes in nowhere', async () => {
  for (const person of [{ sub: 'u-3', preferred_username: 'stranger' }, { sub: 'hr' }]) {
    const { account, place } = await comeIn(person)
    expect([account, place]).toEqual([undefined, expect.stringContaining('signIn=failed')])
  }
})
