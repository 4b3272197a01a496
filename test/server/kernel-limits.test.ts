import { beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../../src/main.ts'
import { languageOf } from '../../src/server/kernel/language.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService({ demo: false, app: { limits: { bodyBytes: 2000 } } })
})

test('a body that is too large is refused, whether or not it says its size', async () => {
  const large = JSON.stringify({ username: 'x'.repeat(3000), password: 'y' })
  const headers = { 'content-type': 'application/json' }
  const sized = await world.nobody.request('/session', {
    method: 'POST',
    body: large,
    headers: { ...headers, 'content-length': String(large.length) },
  })
  expect(sized.status).toBe(413)
  const stream = new Blob([large]).stream()
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, headers, duplex: 'half' }
  const streamed = await world.nobody.request('/session', init)
  expect(streamed.status).toBe(413)
  expect(await streamed.json()).toMatchObject({ code: 'body_must_be_small_enough' })
})

test.each`
  body                  | type                                   | why
  ${'{"username":'}     | ${'application/json'}                  | ${'broken off'}
  ${'username=hr'}      | ${'application/x-www-form-urlencoded'} | ${'a form, which another site could send'}
  ${'{"username":"x"}'} | ${'text/plain'}                        | ${'JSON that does not say so'}
`('a body that is no JSON is refused: $why', async ({ body, type }) => {
  const answer = await world.nobody.request('/session', { method: 'POST', body, headers: { 'content-type': type } })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ code: 'body_must_be_json' })
})

test('a body without bottom is refused like any other mistake', async () => {
  const own = await makeTestService({ demo: false })
  const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const answer = await own.nobody.request('/session', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  expect(answer.status).toBe(422)
  expect(own.failures).toEqual([])
})

test('answers are not kept by browsers, and carry the headers that protect pages', async () => {
  const { headers } = await world.nobody.get('/session')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('www-authenticate')).toBe('Bearer')
  expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  expect((await world.nobody.get('/session', { 'x-request-id': 'from-the-proxy' })).headers.get('x-request-id')).toBe('from-the-proxy')
})

describe('a failure that nobody foresaw', () => {
  test('is answered with the id of the request and nothing else, and reported with it', async () => {
    const own = await makeTestService({ demo: false })
    const hr = await own.as('hr')
    await own.service.store.close()
    const answer = await hr.get('/accounts', { 'accept-language': 'en' })
    expect([500, 503]).toContain(answer.status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.stringify(answer.body)).not.toMatch(/sqlite|libsql|node_modules|\.ts|\\n +at /i)
    expect(own.failures).toHaveLength(1)
  })
})

test('every answer is told to the log, by the route and without what was in it', async () => {
  const notes: unknown[] = []
  const own = await makeTestService({ demo: false, app: { onAnswer: (note) => notes.push(note) } })
  const hr = await own.as('hr')
  await hr.get('/accounts/finance?x=secret')
  expect(notes.at(-1)).toMatchObject({ method: 'GET', route: '/accounts/{account}', status: 200, actor: 'hr' })
  await own.nobody.get('/nowhere')
  expect(notes.at(-1)).toMatchObject({ route: 'unknown', status: 404, actor: undefined })
  expect(JSON.stringify(notes)).not.toContain('secret')
})

test('an application answers over HTTP on this machine alone, and stops when it has answered', async () => {
  const server = await listen(world.app, { port: 0 })
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const answer = await fetch(`${server.url}/api/v1/openapi.json`)
  expect(answer.status).toBe(200)
  await answer.text()
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow()
})

test.each([
  [null, 'zh'],
  ['', 'zh'],
  ['en', 'en'],
  ['en-US,en;q=0.9', 'en'],
  ['fr-FR, en;q=0.5', 'en'],
  ['de', 'zh'],
  ['en;q=0.3, zh-CN;q=0.8', 'zh'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['*;q=x,;;', 'zh'],
])('Accept-Language %s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})
