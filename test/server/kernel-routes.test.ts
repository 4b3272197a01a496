import { beforeAll, describe, expect, test } from 'vitest'
import { knownProblems } from '../../src/base/problem.ts'
import { ACCOUNT_POSITIONS } from '../../src/domain/people/account-position.ts'
import { scopeOf } from '../../src/server/kernel/access.ts'
import { PUBLIC_ROUTES, type Route } from '../../src/server/kernel/route.ts'
import { ROUTES } from '../../src/server/routes.ts'
import type { ApiAnswer, ApiClient } from './support/api-client.ts'
import { DEMO_PEOPLE, type DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const nameOf = ({ method, path }: Route) => `${method} ${path}`

test('every route has one address, and is documented with codes that there are', () => {
  const names = ROUTES.map(nameOf)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  const unknown = ROUTES.flatMap((route) =>
    route.problems.filter((code) => !knownProblems().has(code)).map((code) => `${nameOf(route)}: ${code}`),
  )
  expect(unknown).toEqual([])
})

test('what is open to everybody is the closed list, and all of it is there', () => {
  expect(
    ROUTES.filter(({ permission }) => permission === 'public')
      .map(nameOf)
      .sort(),
  ).toEqual([...PUBLIC_ROUTES].sort())
})

/** A route whose path has no parameter comes before another that would take its place. */
test('no route stands in the shadow of one before it', () => {
  const shadowed = ROUTES.flatMap((route, index) =>
    ROUTES.slice(0, index)
      .filter((before) => before.method === route.method && patternOf(before).test(route.path) && before.path !== route.path)
      .map((before) => `${nameOf(route)} is taken by ${nameOf(before)}`),
  )
  expect(shadowed).toEqual([])
})

describe('who gets in', () => {
  const ONE_OF_EACH = Object.fromEntries(
    ACCOUNT_POSITIONS.map((position) => [
      position,
      Object.entries(DEMO_PEOPLE).find(([, { positions }]) => String(positions) === position)?.[0],
    ]),
  ) as Record<(typeof ACCOUNT_POSITIONS)[number], DemoPerson>
  let world: TestService
  const clients = new Map<string, ApiClient>()
  beforeAll(async () => {
    world = await makeTestService({ demo: false })
    for (const position of ACCOUNT_POSITIONS) clients.set(position, await world.as(ONE_OF_EACH[position]))
  })

  const guarded = ROUTES.filter(({ permission }) => permission !== 'public')
  for (const route of guarded) {
    const { permission } = route
    if (permission === 'public') continue
    test(`${nameOf(route)}: nobody without a session, and the positions that have ${permission}`, async () => {
      expect(await send(world.nobody, route)).toMatchObject({ status: 401, code: 'request_must_be_signed_in' })
      for (const position of ACCOUNT_POSITIONS) {
        if (endsTheSession(route)) continue
        const client = clients.get(position) ?? world.nobody
        const answer = await send(client, route)
        const barred = answer.code === 'action_must_be_allowed' && answer.status === 403
        const may = scopeOf([position], permission) !== undefined
        expect({ position, barred }, `${position}: ${answer.status} ${answer.code}`).toEqual({ position, barred: !may })
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
      }
    })
  }
})

function endsTheSession(route: Route): boolean {
  return nameOf(route) === 'DELETE /session'
}

/** A request that gets through the door and no further than the check of its fields, wherever the route has any. */
function send(client: ApiClient, route: Route): Promise<ApiAnswer> {
  const path = route.path.replace(/\{\w+\}/g, '~')
  if (route.method === 'GET') return client.get(`${path}?limit=1`)
  if (route.method === 'DELETE') return client.delete(path)
  const method = { POST: client.post, PUT: client.put, PATCH: client.patch }[route.method]
  return method(path, route.upload ? undefined : {})
}

function patternOf(route: Route): RegExp {
  return new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`)
}

describe('the description of the API', () => {
  let world: TestService
  beforeAll(async () => {
    world = await makeTestService({ empty: true })
  })

  test('has every route, each under a name of its own, with an answer for every status it can give', async () => {
    const { body } = await world.nobody.get('/openapi.json')
    const { paths } = body as { paths: Record<string, Record<string, { operationId: string; responses: object }>> }
    for (const route of ROUTES) {
      const operation = paths[`/api/v1${route.path}`]?.[route.method.toLowerCase()]
      expect(Object.keys(operation?.responses ?? {}), nameOf(route)).toEqual(
        expect.arrayContaining([String(route.success.status), '422', '500']),
      )
    }
    const names = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId))
    expect(new Set(names).size).toBe(names.length)
  })

  test('refers to nothing that is not in it', async () => {
    const { body } = await world.nobody.get('/openapi.json')
    const { schemas } = (body as { components: { schemas: object } }).components
    const named = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(named.filter((reference) => !(reference.replace('#/components/schemas/', '') in schemas))).toEqual([])
  })

  test('is a page for people too, which asks nobody else for anything', async () => {
    const response = await world.app.request('/api/docs')
    const page = await response.text()
    expect(response.status).toBe(200)
    for (const route of ROUTES) expect(page).toContain(`<code>/api/v1${route.path}</code>`)
    expect(page).toContain('id="problem-request_must_be_valid"')
    expect(page).not.toMatch(/<script|<link|src=|@import|url\(/)
  })
})
