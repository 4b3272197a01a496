import { z } from 'zod'
import type { Answer } from '../../base/answer.ts'
import { assert } from '../../base/assert.ts'
import type { Language } from '../../base/problem.ts'
import { ACCESS, type Permission } from './access.ts'
import { datePeriods } from './company-calendar.ts'
import { isReadPeriod } from './fields.ts'
import type { Caller, Debt, Gate } from './gate.ts'
import type { Actor, Service } from './service.ts'
import type { Readable } from './shape-of.ts'
import { type RawInput, unusableParts } from './unusable-parts.ts'

/**
 * How a resource is added to the API:
 *
 * 1. Use cases in src/server/FEATURE/, one verb a file: `useCase('deputy.write', async (service, actor, input): Promise<Answer<...>> =>
 *    ...)`. Their problems stand in a catalogue beside them, made known by problemsOf: that gives them words and status.
 * 2. src/server/FEATURE/feature-routes.ts exports `const RESOURCE_ROUTES = [defineRoute({...}), ...]`. A handler translates: it calls a use
 *    case and answers `{ ok: true, body }`, or hands the use case's problems on as they are.
 * 3. One line in src/server/routes.ts.
 *
 * ```ts
 * export const DEPUTY_ROUTES = [
 *   defineRoute({
 *     method: 'POST',
 *     path: '/deputies',
 *     serves: nameDeputy,
 *     summary: 'Names a deputy 代理 for a manager',
 *     body: z.object({ manager: z.string(), account: z.string(), first: dayField, last: dayField, reason: reasonField }),
 *     success: { status: 201, description: 'The deputy', body: deputySchema },
 *     problems: ['thing_must_exist'],
 *     creates: true,
 *     handler: async ({ service, actor, body }) => {
 *       const named = await nameDeputy(service, actor, body)
 *       return named.ok ? { ok: true, body: named.value, location: `/deputies/${named.value.id}` } : named
 *     },
 *   }),
 * ]
 * ```
 *
 * The kernel sees to the rest, in this order: size of the body, who asks, may they do what it serves (403), is the request valid
 * (422, every mistake at once), Idempotency-Key, then the handler; its problems become problem details with the status of the
 * first one. Which rows people reach is the use case's work, with reachOf of reach.ts.
 * Shapes that many resources need (days, periods, money, reasons, pages) are in fields.ts and pagination.ts.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What is open to everybody, signed in or not: the closed list. */
export const PUBLIC_ROUTES = [
  'POST /session',
  'POST /session/code',
  'GET /session/ways',
  'GET /session/single-sign-on',
  'POST /first-administrator',
  'GET /forms/{token}',
  'POST /forms/{token}',
] as const

export type Elsewhere = 'reading' | 'work'

/** What a handler is given; params, query and body have been checked and are typed by the route's schemas. */
export interface RouteContext<Params, Query, Body> {
  /** For a command that creates at once: all of it is one transaction. */
  readonly service: Service
  /** A UUID that names the command: the same for a request sent again with its Idempotency-Key, else a new one. */
  readonly command: string
  readonly actor: Actor
  /** The session that the person is signed in with; undefined for tokens and on public routes. */
  readonly session: Caller['session']
  readonly owes: Debt | undefined
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly language: Language
  /** The version in If-Match, for routes with `ifMatch`; undefined elsewhere. */
  readonly version: string | undefined
  /** The request as it came, for bodies that are files and for `signal`. */
  readonly request: Request
  readonly requestId: string
  /** Signing in and out, for src/server/session/session-routes.ts and its like. */
  readonly gate: Gate
}

interface ReplyHead {
  readonly ok: true
  /** Sent as ETag; what If-Match names later. */
  readonly version?: string | number | undefined
  /** Where what was created is, below /api/v1: "/tokens/7". */
  readonly location?: string | undefined
  readonly headers?: Headers | undefined
}

/** What a handler answers: the body that its schema describes, nothing where it describes none. */
export type Reply<Body> = ReplyHead & (undefined extends Body ? { readonly body?: undefined } : { readonly body: Readable<Body> })

/** What any handler answers. */
export type AnyAnswer = Answer<ReplyHead & { readonly body?: unknown }> | Response

/** A Response is passed on as it is: downloads, streams, redirects. */
export type HandlerAnswer<Body> = Answer<Reply<Body>> | Response

export interface Success<Schema extends z.ZodType> {
  readonly status: 200 | 201 | 202 | 204 | 302
  readonly description: string
  /** The JSON that is answered. */
  readonly body?: Schema
  /** What is answered instead of JSON: "text/event-stream", a workbook's type. */
  readonly mediaType?: string
}

export interface RouteDefinition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Success200 extends z.ZodType,
  Verb extends Method = Method,
  Path extends `/${string}` = `/${string}`,
> {
  readonly method: Verb
  /** Below /api/v1, parameters in braces: "/periods/{period}/marks". */
  readonly path: Path
  /** The use case whose permission lets people in and which the handler calls; a permission alone where there is none. */
  readonly serves: { readonly permission: Permission | 'public' }
  readonly summary: string
  readonly description?: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** The body is a file (or a form with one): its media types. It is not read; the handler takes it from `request`. */
  readonly upload?: readonly string[]
  readonly success: Success<Success200>
  /** Codes that the handler can answer with, beyond those that every route can; they are documented with their statuses. */
  readonly problems?: readonly string[]
  /**
   * A command that creates: a request repeated with the same Idempotency-Key has one effect and gets the same answer. True: what
   * it writes, in however many steps, is one transaction. `in_steps`: it waits for runs or other threads meanwhile, so an
   * interrupted one is carried out again, and its handler finds by `command`, or otherwise, what it did already.
   */
  readonly creates?: boolean | 'in_steps'
  /** The answer holds a secret that is shown once: it is not kept, and a repeated request is told so. */
  readonly secretAnswer?: boolean
  /** Takes long: served whole in another thread, so nobody waits for it; `reading` and `work` have their own. May not touch what this process alone has. */
  readonly elsewhere?: Elsewhere
  /** A change of something that is edited: If-Match must name the version that was read. */
  readonly ifMatch?: boolean
  /** Also for those who owe this first; whoever has to change a password sets up a second factor after it, so that this is for both. */
  readonly before?: Debt
  /** Programs ask it by themselves, so that it says nothing of whether somebody is there: the idle limit goes on. */
  readonly unattended?: boolean
  readonly handler: (
    context: RouteContext<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<HandlerAnswer<z.input<Success200>>> | HandlerAnswer<z.input<Success200>>
}

/** A route with its types folded away: what the kernel registers, the document describes and tests walk. */
export interface Route {
  readonly method: Method
  readonly path: `/${string}`
  readonly permission: Permission | 'public'
  readonly summary: string
  readonly description: string | undefined
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly body: z.ZodType | undefined
  readonly upload: readonly string[] | undefined
  readonly success: Success<z.ZodType>
  readonly problems: readonly string[]
  readonly creates: boolean | 'in_steps'
  readonly secretAnswer: boolean
  readonly elsewhere: Elsewhere | undefined
  readonly ifMatch: boolean
  readonly before: Debt | undefined
  readonly unattended: boolean
  /** Checks what came against the schemas, all of it at once. */
  readonly check: (input: RawInput, language: Language) => Checked
}

/** A route that remembers, for the compiler only, what is sent to it and what it answers: what typed clients are made from. */
export interface TypedRoute<Verb extends Method, Path extends `/${string}`, Shapes> extends Route {
  readonly method: Verb
  readonly path: Path
  /** Never there when the program runs. */
  readonly shapes?: Shapes
}

/** What the kernel adds to a request that was found valid. */
export type KernelContext = Omit<RouteContext<unknown, unknown, unknown>, 'params' | 'query' | 'body'>

export type Checked =
  | { readonly ok: true; readonly handle: (kernel: KernelContext) => Promise<AnyAnswer> }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] }

export interface FieldIssue {
  readonly part: 'path' | 'query' | 'body'
  /** "body.postings.0.from" */
  readonly field: string
  readonly message: string
}

/**
 * Defines a route; a definition that cannot be served or described is a broken promise of ours, found when the module loads.
 */
export function defineRoute<
  const Verb extends Method,
  const Path extends `/${string}`,
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Success200 extends z.ZodType = z.ZodUndefined,
>(
  definition: RouteDefinition<Params, Query, Body, Success200, Verb, Path>,
): TypedRoute<Verb, Path, { query: z.input<Query>; body: z.input<Body>; answer: z.input<Success200> }> {
  assertServable(definition)
  // A definition without one of them has its default type, which is what stands here.
  const params = (definition.params ?? z.object({})) as Params
  const query = (definition.query ?? z.object({})) as Query
  const body = (definition.body ?? z.undefined()) as Body
  const { handler } = definition
  return {
    method: definition.method,
    path: definition.path,
    permission: definition.serves.permission,
    summary: definition.summary,
    description: definition.description,
    params,
    query,
    body: definition.body,
    upload: definition.upload,
    success: definition.success,
    problems: definition.problems ?? [],
    creates: definition.creates ?? false,
    secretAnswer: definition.secretAnswer ?? false,
    elsewhere: definition.elsewhere,
    ifMatch: definition.ifMatch ?? false,
    before: definition.before,
    unattended: definition.unattended ?? false,
    check(input, language) {
      const unusable = unusableParts(input).map((issue) => fieldIssue(issue.part, issue.path, issue.message, language))
      if (unusable.length > 0) return { ok: false, issues: unusable }
      const error = LOCALES[language]
      const path = params.safeParse(input.params, { error })
      const asked = query.safeParse(input.query, { error })
      const sent = body.safeParse(definition.body ? input.body : undefined, { error })
      if (!path.success || !asked.success || !sent.success) {
        const issues = [
          ...fieldIssues('path', path, language),
          ...fieldIssues('query', asked, language),
          ...fieldIssues('body', sent, language),
        ]
        return { ok: false, issues }
      }
      return {
        ok: true,
        handle: async (kernel) => {
          await datePeriods(kernel.service.store, [path.data, asked.data, sent.data], isReadPeriod)
          return handler({ ...kernel, params: path.data, query: asked.data, body: sent.data })
        },
      }
    },
  }
}

const LOCALES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }

function fieldIssues(part: FieldIssue['part'], parsed: z.ZodSafeParseResult<unknown>, language: Language): FieldIssue[] {
  return (parsed.error?.issues ?? []).map((issue) => fieldIssue(part, issue.path, issue.message, language))
}

function fieldIssue(part: FieldIssue['part'], path: readonly PropertyKey[], message: string, language: Language): FieldIssue {
  const [zh = '', en = zh] = message.split('\n')
  return { part, field: [part, ...path].map(String).join('.'), message: language === 'zh' ? zh : en }
}

function assertServable<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType, Success200 extends z.ZodType>(
  definition: RouteDefinition<Params, Query, Body, Success200>,
): void {
  const { method, path, serves, params, body, upload, success, creates, secretAnswer } = definition
  const name = `${method} ${path}`
  const open: readonly string[] = PUBLIC_ROUTES
  assert(
    serves.permission === 'public' ? open.includes(name) : serves.permission in ACCESS,
    `${name} has a permission of access.ts, or is in PUBLIC_ROUTES.`,
  )
  const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  assert(named.join() === Object.keys(params?.shape ?? {}).join(), `${name} has a schema for each parameter of its path, in their order.`)
  assert(!/[A-Z_:]|\/$/.test(path.replace(/\{\w+\}/g, 'x')), `${name} is written in small letters and hyphens, parameters in braces.`)
  assert(!(body && upload), `${name} has a body of one kind.`)
  assert(method !== 'GET' || !(body || upload), `${name} has no body, being a reading.`)
  assert(!creates || method === 'POST', `${name} creates, so it is a POST.`)
  assert(!secretAnswer || creates === true, `${name} answers a secret that it has created.`)
  assert(
    (success.body !== undefined || success.mediaType !== undefined) === ![204, 302].includes(success.status),
    `${name} says what it answers.`,
  )
}
