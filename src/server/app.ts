import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { assert } from '../base/assert.ts'
import type { Problem } from '../base/problem.ts'
import { addDocs } from './docs.ts'
import { API, type App, type AppEnvironment } from './kernel/app-environment.ts'
import { problemOfFailure } from './kernel/failure-problem.ts'
import { HUNG_UP, hasHungUp } from './kernel/hung-up.ts'
import { languageOf } from './kernel/language.ts'
import type { AppOptions } from './kernel/options.ts'
import { problemResponse } from './kernel/problem-response.ts'
import { requestProblem } from './kernel/request-problems.ts'
import type { Route } from './kernel/route.ts'
import { addressOf, foreignOrigin, securityHeaders } from './kernel/security.ts'
import { serve } from './kernel/serve.ts'
import type { Service } from './kernel/service.ts'
import { ROUTES } from './routes.ts'
import { makeGate } from './session/gate.ts'
import { CALLBACK_PATH } from './session/sign-in-library.ts'

const MEBIBYTE = 1 << 20

/**
 * The service as one HTTP application: `app.request()` in tests, a server's `fetch` in main.ts. Every route of routes.ts is
 * served below /api/v1; anything else below /api is answered with 404 problem details, every failure with 500 that names
 * nothing but the request.
 */
export function makeApp(service: Service, options: AppOptions): App {
  assert(options.secret.length >= 32, 'The secret that signs cookies has at least 32 characters; the configuration checks it.')
  const gate = makeGate(service, options)
  const app = new Hono<AppEnvironment>()
  app.use(securityHeaders(options))
  app.use('/api/*', async (c, next) => {
    const begun = performance.now()
    c.set('requestId', requestIdOf(c.req.raw))
    c.set('language', languageOf(c.req.raw.headers.get('accept-language')))
    c.set('address', addressOf(c.req.raw, c.env?.incoming?.socket.remoteAddress, options))
    c.set('route', 'unknown')
    await next()
    c.header('x-request-id', c.get('requestId'))
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
    c.header('vary', 'Accept-Language, Authorization, Cookie', { append: true })
    options.onAnswer?.({
      requestId: c.get('requestId'),
      method: c.req.method,
      route: c.get('route'),
      status: c.res.status,
      milliseconds: performance.now() - begun,
      actor: c.get('actor'),
    })
  })
  app.use(`${API}/*`, async (c, next) => {
    const origin = foreignOrigin(c.req.raw, options)
    return origin === undefined ? next() : refused(c, requestProblem('request_must_come_from_here', { origin }))
  })
  for (const route of ROUTES) {
    const limit = bodyBytes(route, options)
    app.on(
      route.method,
      API + route.path.replace(/\{(\w+)\}/g, ':$1'),
      async (c, next) => {
        c.set('route', route.path)
        await next()
      },
      bodyLimit({ maxSize: limit, onError: (c) => refused(c, requestProblem('body_must_be_small_enough', { limit: String(limit) })) }),
      (c) => (options.threads && route.elsewhere ? options.threads.serve(route.elsewhere, c) : serve({ service, options, gate }, route, c)),
    )
  }
  if (options.oidc) app.get(CALLBACK_PATH, (c) => gate.finishSingleSignOn(c.req.raw, c.get('address')))
  addDocs(app)
  app.all('/api/*', (c) => refused(c, requestProblem('route_must_exist', { method: c.req.method, path: c.req.path })))
  app.onError((failure, c) => {
    if (hasHungUp(c, failure)) return new Response(null, { status: HUNG_UP })
    const requestId = c.get('requestId') ?? requestIdOf(c.req.raw)
    report(options, failure, requestId)
    return problemResponse([problemOfFailure(failure, requestId)], c.get('language') ?? 'zh', requestId)
  })
  return app
}

function bodyBytes(route: Route, options: AppOptions): number {
  const { bodyBytes = MEBIBYTE, uploadBytes = 256 * MEBIBYTE } = options.limits ?? {}
  return route.upload ? uploadBytes : bodyBytes
}

function refused(c: Context<AppEnvironment>, problem: Problem): Response {
  return problemResponse([problem], c.get('language'), c.get('requestId'))
}

/** A proxy's id for the request, where it is one, so that its log and ours can be laid side by side; else a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given !== null && /^[\w-]{1,64}$/.test(given) ? given : randomUUID()
}

function report(options: AppOptions, failure: unknown, requestId: string): void {
  if (options.onFailure) options.onFailure(failure, requestId)
  else console.error(`request ${requestId}:`, failure)
}
