import { beforeAll, expect, test } from 'vitest'
import type { ApiAnswer, ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let administrator: ApiClient
beforeAll(async () => {
  world = await makeTestService({ demo: false })
  administrator = await world.as('administrator')
})

const made = (answer: ApiAnswer) => answer.body as { token: string; about: { id: string; scopes: string[]; expiresAt: string } }

test('a token opens what its scopes say and nothing else, until it is revoked', async () => {
  const created = await administrator.post('/tokens', { name: 'ERP', scopes: ['account.read'] })
  expect(created).toMatchObject({ status: 201, body: { about: { name: 'ERP', expiresAt: '2027-11-03T08:00:00.000Z' } } })
  const system = world.nobody.withToken(made(created).token)
  expect((await system.get('/accounts')).status).toBe(200)
  expect(await system.get('/tokens')).toMatchObject({ status: 403, code: 'action_must_be_allowed' })
  expect(await system.get('/session')).toMatchObject({ status: 403, code: 'action_must_be_allowed' })
  const { id } = made(created).about
  expect((await administrator.get('/tokens')).body).toMatchObject({ items: [{ id, lastUsedAt: '2026-11-03T08:00:00.000Z' }] })
  expect((await administrator.delete(`/tokens/${id}`)).status).toBe(204)
  expect((await system.get('/accounts')).status).toBe(401)
})

test('a token that another site made a browser send is no browser’s: it needs no origin', async () => {
  const created = await administrator.post('/tokens', { name: 'ERP', scopes: ['setting.write'] })
  const system = world.nobody.withToken(made(created).token)
  expect((await system.post('/tokens', {}, { origin: 'https://erp.example' })).code).toBe('action_must_be_allowed')
})

test('only its hash is kept', async () => {
  const created = await administrator.post('/tokens', { name: 'hash', scopes: ['account.read'] })
  const { token } = made(created)
  const kept = [
    ...(await world.service.store.all('SELECT * FROM api_tokens')),
    ...(await world.service.store.all('SELECT * FROM audit_entries')),
  ]
  expect(JSON.stringify(kept, (_, cell: unknown) => (typeof cell === 'bigint' ? Number(cell) : cell))).not.toContain(token)
})

test('an expired token opens nothing', async () => {
  const created = await administrator.post('/tokens', { name: 'short', scopes: ['account.read'], expiresAt: '2026-11-03T09:00:00.000Z' })
  const system = world.nobody.withToken(made(created).token)
  expect((await system.get('/accounts')).status).toBe(200)
  world.setNow('2026-11-03T09:00:00.000Z')
  expect((await system.get('/accounts')).status).toBe(401)
  world.setNow('2026-11-03T08:00:00.000Z')
})

test.each`
  fields                                                             | code                                | why
  ${{ scopes: ['mark.write'] }}                                      | ${'token_scopes_must_be_grantable'} | ${'people mark themselves'}
  ${{ scopes: ['token.write'] }}                                     | ${'token_scopes_must_be_grantable'} | ${'a token makes no tokens'}
  ${{ scopes: ['everything'] }}                                      | ${'token_scopes_must_be_grantable'} | ${'there is no such permission'}
  ${{ scopes: [] }}                                                  | ${'request_must_be_valid'}          | ${'a token without scopes opens nothing'}
  ${{ scopes: ['account.read'], expiresAt: '2026-11-03T07:00:00Z' }} | ${'token_must_expire_later'}        | ${'the past'}
  ${{ scopes: ['account.read'], expiresAt: '2029-01-01T00:00:00Z' }} | ${'token_must_expire_later'}        | ${'more than two years'}
`('$code: $why', async ({ fields, code }) => {
  expect(await administrator.post('/tokens', { name: 'x', ...fields })).toMatchObject({ status: 422, code })
})

test.each(['', 'Bearer', 'Bearer qh_nonsense', 'Basic aHI6aHI='])(
  'Authorization "%s" is nobody, whatever cookie comes with it',
  async (authorization) => {
    const hr = await world.as('hr')
    expect((await hr.get('/session', { authorization })).status).toBe(401)
  },
)

test('every scope that a token can have has words in both languages: else add it to scope-words.ts', async () => {
  const { body } = await (await world.as('administrator')).get('/tokens/scopes')
  const { items } = body as { items: { scope: string; zh: string; en: string }[] }
  expect(items.length).toBeGreaterThan(20)
  expect(items.filter(({ scope, zh, en }) => zh === scope || en === scope)).toEqual([])
  expect(items.map(({ scope }) => scope)).not.toContain('mark.write')
})
