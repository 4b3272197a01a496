import { type ClientResponse, hc } from 'hono/client'
import { language } from '../words/language.ts'
import { isAttended } from './attended.ts'
import { problemIn, unreachable } from './problem.ts'
import type { Routes as AnyRoutes, ApiOf } from './shapes.ts'

export const API = '/api/v1'

/** As the browser's own, in the language chosen here; throws an ApiProblem for everything but success. */
export async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers)
  headers.set('accept-language', language())
  if (!isAttended()) headers.set('x-quanheng-unattended', '1')
  let response: Response
  try {
    response = await fetch(input, { ...init, headers })
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    throw unreachable()
  }
  if (response.ok) return response
  throw await problemIn(response)
}

/**
 * The typed client of one resource, from the types of its routes:
 *
 * ```ts
 * import type { PERIOD_ROUTES } from '../../server/periods/period-routes.ts'
 * const periods = resource<typeof PERIOD_ROUTES>().periods
 * const page = await answer(periods.$get({ query: { limit: 20 } }))
 * const one = await answerWithVersion(periods[':period'].$get({ param: { period: '2026-10' } }))
 * await answer(periods[':period'].advance.$post({ param, json: {} }, ifMatch(one.version)))
 * ```
 */
export function resource<Routes extends AnyRoutes>() {
  return hc<ApiOf<Routes>>(API, { fetch: send })
}

type Json<R> = R extends ClientResponse<infer Body, infer _Status, infer _Format> ? Body : never

/** The body of an answer; undefined where there is none (204). Throws ApiProblem. */
export async function answer<R extends ClientResponse<unknown>>(sent: Promise<R>): Promise<Json<R>> {
  return bodyOf(await sent)
}

/** The body with the version that `ifMatch` takes. */
export async function answerWithVersion<R extends ClientResponse<unknown>>(sent: Promise<R>): Promise<{ body: Json<R>; version: string }> {
  const response = await sent
  return { body: await bodyOf(response), version: response.headers.get('etag') ?? '' }
}

async function bodyOf<R extends ClientResponse<unknown>>(response: R): Promise<Json<R>> {
  const text = await response.text()
  // The route's schema describes it, and tests hold every answer against its schema.
  return (text === '' ? undefined : JSON.parse(text)) as Json<R>
}

/** Options of a request that changes what was read with this version: an ETag, or a version number. */
export function ifMatch(version: string | number) {
  const tag = typeof version === 'number' ? `"${version}"` : version
  return { headers: { 'if-match': tag } }
}
