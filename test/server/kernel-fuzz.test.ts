import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ACCOUNT_POSITIONS } from '../../src/domain/people/account-position.ts'
import { scopeOf } from '../../src/server/kernel/access.ts'
import type { Route } from '../../src/server/kernel/route.ts'
import { ROUTES } from '../../src/server/routes.ts'
import type { ApiClient } from './support/api-client.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { jsonOf, pathPart, valueFor } from './support/json-schema-arbitrary.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

/** Whoever may send a route the furthest, by position. */
const BY_POSITION: Readonly<Record<(typeof ACCOUNT_POSITIONS)[number], DemoPerson>> = {
  administrator: 'administrator',
  hr: 'hr',
  finance: 'finance',
  regional_manager: 'managerEast',
  rd_manager: 'rdManager',
  staff: 'engineer',
  auditor: 'auditor',
}
/** What would sign the sender out, lock them out, or is not a matter of its fields. */
const LEFT_OUT = ['DELETE /session', 'POST /session/password']

describe('whatever is sent, the server does not fail', () => {
  let world: TestService
  const statuses = new Map<number, number>()
  beforeAll(async () => {
    world = await makeTestService()
    const hr = await world.as('hr')
    await hr.post('/periods', { period: '2026-10' })
  })

  for (const route of ROUTES.filter((each) => !each.upload && !LEFT_OUT.includes(nameOf(each)))) {
    test(nameOf(route), async () => {
      const { permission } = route
      const position = permission === 'public' ? undefined : ACCOUNT_POSITIONS.find((each) => scopeOf([each], permission) !== undefined)
      const client = position === undefined ? world.nobody : await world.as(BY_POSITION[position])
      await fc.assert(
        fc.asyncProperty(requestOf(route), async (request) => {
          const response = await sent(client, route, request)
          await response.body?.cancel()
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
          expect(response.status, JSON.stringify(request)).toBeLessThan(500)
        }),
        { numRuns: 12 },
      )
      expect(world.failures).toEqual([])
    })
  }

  test('and much of it came through the door: a sender who is signed out, or fields that never fit, would try nothing', () => {
    const count = (from: number, to: number) =>
      [...statuses].reduce((sum, [status, times]) => sum + (status >= from && status < to ? times : 0), 0)
    expect(count(401, 402)).toBeLessThan(count(200, 500) / 20)
    expect(count(200, 300)).toBeGreaterThan(count(200, 500) / 10)
  })
})

interface Made {
  readonly path: string
  readonly query: string
  readonly body: unknown
}

function requestOf(route: Route): fc.Arbitrary<Made> {
  const schemaOf = (schema: z.ZodType) => jsonOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  const parts = fc.record(Object.fromEntries(Object.keys(route.params.shape).map((name) => [name, pathPart(name)])))
  const fields = Object.entries(jsonOf(schemaOf(route.query).properties)).filter(([name]) => name !== 'cursor')
  const query = fc.record(Object.fromEntries(fields.map(([name, field]) => [name, fc.option(valueFor(jsonOf(field), name), { freq: 1 })])))
  const body = route.body ? valueFor(schemaOf(route.body), '') : fc.constant(undefined)
  return fc.record({ parts, query, body }).map((made) => ({
    path: route.path.replace(/\{(\w+)\}/g, (_, name: string) => made.parts[name] ?? '~'),
    query: Object.entries(made.query)
      .flatMap(([name, value]) => (value === null ? [] : [`${name}=${encodeURIComponent(Buffer.from(String(value)).toString())}`]))
      .join('&'),
    body: made.body,
  }))
}

function sent(client: ApiClient, route: Route, { path, query, body }: Made): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'if-match': '"1"' }
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  return client.request(query === '' ? path : `${path}?${query}`, { method: route.method, headers, ...init })
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`
}
