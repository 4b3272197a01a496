import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type ProviderContext } from 'oidc-provider'
import { CLIENT } from './identity-provider.ts'

type Claims = Readonly<Record<string, unknown>>

/** A real OpenID provider on this machine (the certified one of npm), strict as its defaults are. */
export interface RealProvider {
  readonly issuer: string
  /** Who signs in at it next, by their subject. */
  person: Claims & { readonly sub: string }
  close(): Promise<void>
}

/** Starts it; `options` are settings of the provider itself, over its defaults. */
export async function startRealProvider(redirect: string, options: Claims = {}, client: Claims = {}): Promise<RealProvider> {
  const people = new Map<string, Claims>()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'client_secret_post',
        ...client,
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    findAccount: (_: ProviderContext, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/sign-in-here' },
    cookies: { keys: ['of this test alone'] },
    // The company agreed for everybody.
    loadExistingGrant: async ({ oidc }: ProviderContext) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    ...options,
  })
  const serve = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/sign-in-here')) return serve(request, response)
    const { sub } = running.person
    people.set(sub, running.person)
    void provider.interactionFinished(request, response, { login: { accountId: sub } })
  })
  const running: RealProvider = {
    issuer,
    person: { sub: 'nobody' },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return running
}

/** What a browser does at the provider: follows it with its cookies until it is sent back; answers where to. */
export async function passThrough(provider: RealProvider, start: string): Promise<URL> {
  const jar = new Map<string, string>()
  let place = new URL(start)
  for (let step = 0; step < 10 && place.origin === provider.issuer; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(place, { redirect: 'manual', headers: { cookie } })
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      jar.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`${place.pathname} answered ${answer.status}: ${(await answer.text()).slice(0, 1000)}`)
    place = new URL(next, place)
  }
  return place
}
