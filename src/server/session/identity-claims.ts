import { z } from 'zod'

const WAIT_MS = 10_000
const description = z.looseObject({ userinfo_endpoint: z.url().optional() })
const claimsSchema = z.looseObject({ sub: z.string().min(1) })
type Claims = z.output<typeof claimsSchema>

/** Where the description of an OpenID provider is. */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/**
 * What a provider says of somebody: the claims of the ID token, whose signature, audience and nonce the library has verified
 * before it asks for them, and over them whatever stands only at its userinfo endpoint, where providers that keep to the letter of
 * OpenID Connect (5.4) leave the profile and the address. What that says of another subject counts for nothing (5.3.2).
 */
export async function identityClaims(issuer: string, idToken: string | undefined, accessToken: string | undefined) {
  const token = claimsIn(idToken)
  if (token === null) return null
  const more = accessToken === undefined ? undefined : await atUserinfo(issuer, accessToken).catch(() => undefined)
  return { ...(more?.sub === token.sub ? more : {}), ...token, emailVerified: false }
}

async function atUserinfo(issuer: string, accessToken: string): Promise<Claims | undefined> {
  const { userinfo_endpoint: endpoint } = description.parse(await answerOf(discoveryUrl(issuer), {}))
  if (endpoint === undefined) return undefined
  return claimsSchema.parse(await answerOf(endpoint, { authorization: `Bearer ${accessToken}` }))
}

async function answerOf(url: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(WAIT_MS) })
  return answer.ok ? answer.json() : undefined
}

function claimsIn(idToken: string | undefined): Claims | null {
  const payload = idToken?.split('.')[1]
  if (payload === undefined) return null
  const claims = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  return claims.success ? claims.data : null
}
