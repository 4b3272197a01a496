import { z } from 'zod'
import { problemDetails } from './problem-response.ts'
import type { Route } from './route.ts'
import { statusOfCode } from './status-of.ts'

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>

/** Codes that any route can answer with, by what the route is like. */
function problemCodes(route: Route): readonly string[] {
  return [
    ...(route.permission === 'public'
      ? []
      : [
          'request_must_be_signed_in',
          'action_must_be_allowed',
          ...(route.before === 'password_must_be_changed' ? [] : ['password_must_be_changed']),
          ...(route.before !== undefined ? [] : ['second_factor_must_be_set_up']),
        ]),
    ...(route.method === 'GET' ? [] : ['request_must_come_from_here', 'body_must_be_small_enough']),
    ...(route.body ? ['body_must_be_json'] : []),
    'request_must_be_valid',
    ...(route.ifMatch ? ['version_must_be_given', 'version_must_be_current'] : []),
    ...(route.creates ? ['idempotency_key_must_be_usable', 'idempotency_key_must_be_new'] : []),
    ...(route.secretAnswer ? ['secret_must_be_shown_once'] : []),
    ...route.problems,
    'service_must_not_fail',
    'service_must_be_available',
  ]
}

/** The API as an OpenAPI 3.1 document, from the schemas that validate. */
export function openApiDocument(routes: readonly Route[], base: string): Json {
  const components: Record<string, unknown> = {}
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => hoisted(jsonSchema(schema, io), components, io === 'input' ? 'Input' : '')
  const problem = schemaOf(problemDetails, 'output')
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = base + route.path
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemaOf, problem) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '权衡 Quanheng',
      version: '1',
      description:
        'Monthly appraisal of service engineers and sales representatives, and the split of the service bonus. Problems are answered as RFC 9457 problem details; words follow Accept-Language (zh or en). Lists are paged by cursor. Money and scores are decimal text, times are UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'quanheng.session_token', description: 'Set by POST /api/v1/session.' },
        token: { type: 'http', scheme: 'bearer', description: 'An API token, made by an administrator.' },
      },
    },
    security: [{ session: [] }, { token: [] }],
  }
}

function operationOf(route: Route, schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json, problem: Json): Json {
  const { success } = route
  const content =
    success.body !== undefined
      ? { 'application/json': { schema: schemaOf(success.body, 'output') } }
      : success.mediaType !== undefined && { [success.mediaType]: { schema: { type: 'string' } } }
  return {
    operationId: operationId(route),
    tags: [tagOf(route)],
    summary: route.summary,
    description: [route.description, permissionText(route)].filter(Boolean).join('\n\n'),
    'x-permission': route.permission,
    ...(route.permission === 'public' ? { security: [] } : {}),
    parameters: parametersOf(route, schemaOf),
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
    ...(route.upload
      ? { requestBody: { required: true, content: Object.fromEntries(route.upload.map((type) => [type, { schema: uploadSchema(type) }])) } }
      : {}),
    responses: {
      [success.status]: { description: success.description, ...(content ? { content } : {}) },
      ...problemResponses(route, problem),
    },
  }
}

function parametersOf(route: Route, schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json): Json[] {
  const fields = (place: 'path' | 'query', shape: z.ZodObject['shape']): Json[] =>
    Object.entries(shape).map(([name, field]) => {
      const type = field as z.ZodType
      const { description, ...schema } = schemaOf(type, 'input')
      const required = place === 'path' || !type.safeParse(undefined).success
      return { name, in: place, required, ...(description === undefined ? {} : { description }), schema }
    })
  const header = (name: string, description: string, required: boolean): Json => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  })
  return [
    ...fields('path', route.params.shape),
    ...fields('query', route.query.shape),
    ...(route.ifMatch
      ? [header('If-Match', 'The ETag of what was read: the change is made only if it still is the current version.', true)]
      : []),
    ...(route.creates
      ? [header('Idempotency-Key', 'A new value for each command; sent again with it, the command has one effect.', false)]
      : []),
  ]
}

function problemResponses(route: Route, problem: Json): Json {
  const byStatus = new Map<number, string[]>()
  for (const code of new Set(problemCodes(route))) {
    const status = statusOfCode(code)
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const answers = [...byStatus].sort(([a], [b]) => a - b)
  return Object.fromEntries(
    answers.map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema: problem } } },
    ]),
  )
}

function uploadSchema(mediaType: string): Json {
  if (!mediaType.startsWith('multipart/')) return { type: 'string', format: 'binary' }
  return { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  return z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    // What JSON cannot say (a file, a check of our own) is left open rather than refused.
    unrepresentable: 'any',
    // Answers may get further fields one day; a client that goes by this document is not to refuse them.
    override: ({ jsonSchema: json }) => {
      if (io === 'output' && json.additionalProperties === false) delete json.additionalProperties
    },
  })
}

const hoistedShape = z.object({ rest: z.record(z.string(), z.unknown()), definitions: z.record(z.string(), z.unknown()) })

/**
 * Moves named schemas to the document's components, where the references then lead. What is sent may look otherwise than what
 * is answered (defaults), so that its names have an ending of their own.
 */
function hoisted(schema: Json, components: Record<string, unknown>, ending: string): Json {
  const { $schema, $defs, ...rest } = schema
  const text = JSON.stringify({ rest, definitions: $defs ?? {} }).replace(/"#\/\$defs\/([^"]+)"/g, `"#/components/schemas/$1${ending}"`)
  const moved = hoistedShape.parse(JSON.parse(text))
  for (const [name, definition] of Object.entries(moved.definitions)) components[name + ending] = definition
  const { id, ...own } = moved.rest
  if (typeof id !== 'string') return moved.rest
  components[id + ending] = own
  return { $ref: `#/components/schemas/${id}${ending}` }
}

function tagOf(route: Route): string {
  return route.path.split('/')[1] ?? ''
}

/** "getPeriodsByPeriodMarks" from GET /periods/{period}/marks: one name for each operation, for generated clients. */
function operationId(route: Route): string {
  const words = route.path
    .split('/')
    .filter(Boolean)
    .map((part) => (part.startsWith('{') ? `by-${part.slice(1, -1)}` : part))
  return [route.method.toLowerCase(), ...words].join('-').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function permissionText(route: Route): string {
  return route.permission === 'public' ? 'Open to everybody.' : `Needs the permission \`${route.permission}\`.`
}
