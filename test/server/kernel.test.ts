import { beforeAll, expect, test } from 'vitest'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
beforeAll(async () => {
  world = await makeTestService({ demo: false })
})

test('what is not there below /api is answered with problem details, in the language asked for', async () => {
  const chinese = await world.nobody.get('/nothing')
  expect(chinese).toMatchObject({ status: 404, code: 'route_must_exist', body: { title: '没有找到', status: 404 } })
  expect(chinese.headers.get('content-type')).toContain('application/problem+json')
  const english = await world.nobody.get('/nothing', { 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.2' })
  expect(english.body).toMatchObject({ title: 'Not found', detail: expect.stringContaining('GET /api/v1/nothing') })
})

test('whoever has not signed in is told so, and the session is whom it says', async () => {
  expect(await world.nobody.get('/session')).toMatchObject({ status: 401, code: 'request_must_be_signed_in' })
  const hr = await world.as('hr')
  expect(await hr.get('/session')).toMatchObject({ status: 200, body: { account: { username: 'hr', positions: ['hr'] } } })
})

test('every mistake in a body is answered at once, each with its field', async () => {
  const answer = await world.nobody.post('/session', { username: '', password: 7 })
  expect(answer).toMatchObject({ status: 422, code: 'request_must_be_valid' })
  expect(answer.body).toMatchObject({
    problems: [{ code: 'request_must_be_valid' }, { field: 'body.username' }, { field: 'body.password' }],
  })
})

test('the description of the API is an OpenAPI 3.1 document', async () => {
  const { body } = await world.nobody.get('/openapi.json')
  expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/session': { post: { operationId: 'postSession' } } } })
})
