import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { AppOptions } from './options.ts'

/** Everything a page needs comes from this server; nobody frames it. */
export function securityHeaders(options: AppOptions): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Component libraries of the web application write style elements.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: options.publicUrl?.startsWith('https:') ? 'max-age=31536000' : false,
  })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The site that a changing request was sent from when it is not ours; undefined when it is, or when no browser sent it.
 * Browsers attach the session's cookie by themselves, so what other sites make them send is refused; a request with an API
 * token carries nothing that a browser would add.
 */
export function foreignOrigin(request: Request, options: AppOptions): string | undefined {
  if (SAFE.has(request.method) || request.headers.has('authorization')) return undefined
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site !== null) return site === 'same-origin' || site === 'none' ? undefined : (origin ?? site)
  if (origin === null) return undefined
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  const ours = [request.headers.get('host') ?? new URL(request.url).host]
  if (options.publicUrl !== undefined) ours.push(new URL(options.publicUrl).host)
  return url !== undefined && ours.includes(url.host) ? undefined : origin
}

/** The caller's address: the connection's, or what the trusted proxy in front says, which stands last. */
export function addressOf(request: Request, connection: string | undefined, options: AppOptions): string | undefined {
  const forwarded = options.trustProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded || connection
}
