import type { Context } from 'hono'
import { assert } from '../../base/assert.ts'
import type { Problem } from '../../base/problem.ts'
import { API, type AppEnvironment } from './app-environment.ts'
import { etagOf, isKnown, versionIn } from './etag.ts'
import type { Caller, Gate } from './gate.ts'
import { once, type Perform } from './idempotency.ts'
import { noteActivity } from './idle-limit.ts'
import type { AppOptions } from './options.ts'
import { invalidRequest, problemResponse } from './problem-response.ts'
import { requestProblem } from './request-problems.ts'
import type { AnyAnswer, Route } from './route.ts'
import { type Actor, type Service, SYSTEM } from './service.ts'
import { allowed } from './use-case.ts'

export interface Kernel {
  readonly service: Service
  readonly options: AppOptions
  readonly gate: Gate
}

/** A screen sends it with what it asks by itself while nobody touches it. */
const UNATTENDED = 'x-quanheng-unattended'

/** Serves one request of one route: who asks, may they, is it valid, once, then the handler. */
export async function serve(kernel: Kernel, route: Route, c: Context<AppEnvironment>): Promise<Response> {
  const { service, gate, options } = kernel
  const request = c.req.raw
  const language = c.get('language')
  const requestId = c.get('requestId')
  const address = c.get('address')
  const refuse = (problems: readonly Problem[]) => problemResponse(problems, language, requestId)

  const caller = await gate.callerOf(request, address)
  c.set('actor', caller?.actor.id)
  const barred = problemsOfEntry(route, caller)
  if (barred.length > 0) return refuse(barred)
  if (caller?.session && !route.unattended && !request.headers.has(UNATTENDED)) noteActivity(service, caller.session)

  // A file is not read here: of an upload sent again only its length is compared.
  const content = route.body ? await request.text() : (request.headers.get('content-length') ?? '')
  const json = route.body ? jsonOf(request, content) : { ok: true as const, value: undefined }
  if (!json.ok) return refuse([requestProblem('body_must_be_json')])
  const checked = route.check({ params: c.req.param(), query: c.req.query(), body: json.value }, language)
  if (!checked.ok) return refuse(invalidRequest(checked.issues))
  const version = route.ifMatch ? versionIn(request, c.req.path) : undefined
  if (version?.ok === false) return refuse(version.problems)

  const perform: Perform = async (own, command) => {
    const answer = await checked.handle({
      service: own,
      command,
      gate,
      actor: caller?.actor ?? { ...ANONYMOUS, address },
      session: caller?.session,
      owes: caller?.owes,
      language,
      version: version?.version,
      request,
      requestId,
    })
    return responseOf(answer, route, request, options, refuse)
  }
  const done = await once(service, route, caller?.actor.id ?? `address:${address ?? ''}`, request, content, perform)
  return done.ok ? done.response : refuse(done.problems)
}

const ANONYMOUS: Actor = { ...SYSTEM, id: 'anonymous', name: 'anonymous' }

function problemsOfEntry(route: Route, caller: Caller | undefined): readonly Problem[] {
  if (route.permission === 'public') return []
  if (!caller) return [requestProblem('request_must_be_signed_in')]
  const isServed = caller.owes === undefined || route.before === 'password_must_be_changed' || route.before === caller.owes
  if (!isServed) return [requestProblem(caller.owes)]
  const may = allowed(caller.actor, route.permission)
  return may.ok ? [] : may.problems
}

function jsonOf(request: Request, content: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  if (content === '') return { ok: true, value: undefined }
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) return { ok: false }
  try {
    return { ok: true, value: JSON.parse(content) }
  } catch {
    return { ok: false }
  }
}

function responseOf(
  answer: AnyAnswer,
  route: Route,
  request: Request,
  options: AppOptions,
  refuse: (problems: readonly Problem[]) => Response,
): Response {
  if (answer instanceof Response) return answer
  if (!answer.ok) return refuse(answer.problems)
  const headers = new Headers(answer.headers)
  if (answer.location !== undefined) headers.set('location', API + answer.location)
  if (answer.version !== undefined) headers.set('etag', etagOf(answer.version))
  const etag = headers.get('etag')
  if (etag !== null && route.method === 'GET' && isKnown(request, etag)) return new Response(null, { status: 304, headers })
  const { status, body } = route.success
  if (body === undefined) return new Response(null, { status, headers })
  if (options.checkAnswers) {
    const held = body.safeParse(answer.body)
    assert(held.success, `${route.method} ${route.path} answers what it documents: ${held.error?.message}`)
  }
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(answer.body), { status, headers })
}
