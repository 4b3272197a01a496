import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Claims = Readonly<Record<string, unknown>>

/** A small OpenID Connect provider on this machine: whoever comes is signed in at once, as the person that `person` names. */
export interface IdentityProvider {
  readonly issuer: string
  /** Who is signed in at the provider; undefined refuses. */
  person: Claims | undefined
  /** Signs the next tokens with a key that the provider does not publish. */
  forged: boolean
  close(): Promise<void>
}

export const CLIENT = { clientId: 'quanheng', clientSecret: 'shared with the provider' }

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { readonly nonce: string | null; readonly challenge: string | null; readonly person: Claims }>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer)
    const json = (body: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (url.pathname === '/.well-known/openid-configuration') return json(description(provider.issuer))
    if (url.pathname === '/keys') {
      return json({ keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
    }
    if (url.pathname === '/authorize') {
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      if (provider.person === undefined) back.searchParams.set('error', 'access_denied')
      else {
        const code = randomUUID()
        codes.set(code, {
          nonce: url.searchParams.get('nonce'),
          challenge: url.searchParams.get('code_challenge'),
          person: provider.person,
        })
        back.searchParams.set('code', code)
      }
      return response.writeHead(302, { location: back.href }).end()
    }
    if (url.pathname !== '/token') return json({}, 404)
    let text = ''
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    request.on('end', () => {
      const form = new URLSearchParams(text)
      const code = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      if (!code || form.get('client_secret') !== CLIENT.clientSecret) return json({ error: 'invalid_grant' }, 400)
      const now = Math.floor(Date.now() / 1000)
      const claims = {
        iss: provider.issuer,
        aud: CLIENT.clientId,
        iat: now,
        exp: now + 300,
        nonce: code.nonce ?? undefined,
        ...code.person,
      }
      const idToken = signed(claims, provider.forged ? otherKey.privateKey : key.privateKey)
      return json({ access_token: 'of no use', token_type: 'Bearer', expires_in: 300, id_token: idToken })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const provider: IdentityProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: undefined,
    forged: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return provider
}

function description(issuer: string): Claims {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }
}

function signed(claims: Claims, key: Parameters<typeof sign>[2]): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`
}
