import { beforeAll, describe, expect, test } from 'vitest'
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
  const created = await administrator.post('/tokens', { name: 'ERP', scopes: ['audit.read'] })
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

describe('a token never reaches beyond its maker', () => {
  test.each(['record.read', 'upload.write', 'payment.write', 'run.write', 'result.read'])(
    'an administrator gives none that may %s',
    async (scope) => {
      expect(await administrator.post('/tokens', { name: 'x', scopes: ['account.read', scope] })).toMatchObject({
        status: 403,
        code: 'token_must_not_exceed_its_maker',
      })
      const [entry] = await world.service.store.all(
        `SELECT actor, subject, after FROM audit_entries WHERE action = 'duty.refuse' ORDER BY sequence DESC`,
      )
      expect(entry).toEqual(['administrator', 'token x', '{"action":"token.create","problems":["token_must_not_exceed_its_maker"]}'])
    },
  )

  test('nor later: what the maker loses the token loses, and all of it when the account is closed', async () => {
    const both = { username: 'leaving', name: 'x', positions: ['administrator', 'auditor'] }
    const { account, oneTimePassword } = (await administrator.post('/accounts', both)).body as {
      account: { id: string }
      oneTimePassword: string
    }
    const maker = await world.nobody.signedIn('leaving', oneTimePassword)
    await maker.post('/session/password', { current: oneTimePassword, password: 'one of my own now' })
    const created = await maker.post('/tokens', { name: 'two', scopes: ['account.read', 'payment.trail'] })
    const system = world.nobody.withToken(made(created).token)
    expect((await system.get('/periods/2026-10/payments/trail')).code).not.toBe('action_must_be_allowed')
    const { headers } = await administrator.get(`/accounts/${account.id}`)
    const change = { positions: ['administrator'], reason: 'no auditor any more' }
    expect((await administrator.patch(`/accounts/${account.id}`, change, { 'if-match': headers.get('etag') ?? '' })).status).toBe(200)
    expect(await system.get('/periods/2026-10/payments/trail')).toMatchObject({ status: 403, code: 'action_must_be_allowed' })
    expect((await system.get('/accounts')).status).toBe(200)
    expect(await tokenNamed('two')).toMatchObject({ state: 'valid', lost: ['payment.trail'] })
    expect((await administrator.post(`/accounts/${account.id}/close`, { reason: 'has left' })).status).toBe(200)
    expect((await system.get('/accounts')).status).toBe(401)
    expect(await tokenNamed('two')).toMatchObject({ state: 'powerless' })
  })
})

describe('a token that writes scores or money needs a second person', () => {
  test('it opens nothing until an administrator approves it; its maker cannot', async () => {
    const hr = await world.as('hr')
    const created = await hr.post('/tokens', { name: 'ERP writes', scopes: ['setting.read', 'upload.write', 'record.write'] })
    expect(created).toMatchObject({ status: 201, body: { about: { state: 'waiting', toApprove: ['upload.write', 'record.write'] } } })
    const { id } = made(created).about
    const system = world.nobody.withToken(made(created).token)
    expect((await system.get('/settings')).status).toBe(401)
    expect(await tokenNamed('ERP writes', hr)).toMatchObject({ mayApprove: false, mayRevoke: true })
    expect(await hr.post(`/tokens/${id}/approve`)).toMatchObject({ status: 403, code: 'token_must_be_approved_by_another' })
    const finance = await world.as('finance')
    expect((await finance.post(`/tokens/${id}/approve`)).code, 'finance may do less').toBe('token_must_be_approved_by_another')
    expect((await finance.delete(`/tokens/${id}`)).code).toBe('token_must_not_exceed_its_maker')
    expect(await tokenNamed('ERP writes')).toMatchObject({ mayApprove: true })
    expect((await administrator.post(`/tokens/${id}/approve`)).status).toBe(204)
    expect((await administrator.post(`/tokens/${id}/approve`)).status, 'approved twice is approved once').toBe(204)
    expect((await system.get('/settings')).status).toBe(200)
    expect(await tokenNamed('ERP writes')).toMatchObject({ state: 'valid', approvedBy: 'administrator' })
    const actions = await world.service.store.all(`SELECT action, actor FROM audit_entries WHERE subject = $1 ORDER BY sequence`, [
      `token ${id}`,
    ])
    expect(actions).toEqual([
      ['token.create', 'hr'],
      ['duty.refuse', 'hr'],
      ['duty.refuse', 'finance'],
      ['duty.refuse', 'finance'],
      ['token.approve', 'administrator'],
    ])
  })

  test('nor can the same person by another account', async () => {
    const links = [
      ['hr', '2026-10-01T00:00:00.000Z'],
      ['administrator', null],
    ] as const
    await world.service.store.write(async (transaction) => {
      for (const [account, until] of links) {
        await transaction.insert('account_links', { account, employee: 'T009', from: '2026-01-01T00:00:00.000Z', until })
      }
      return { ok: true }
    })
    const created = await (await world.as('hr')).post('/tokens', { name: 'same', scopes: ['run.write'] })
    expect((await administrator.post(`/tokens/${made(created).about.id}/approve`)).code).toBe('token_must_be_approved_by_another')
    await world.service.store.write(async (transaction) => {
      await transaction.all('DELETE FROM account_links WHERE employee = $1', ['T009'])
      return { ok: true }
    })
  })

  test('one that only reads waits for nobody, and is not approved; one turned down stays so', async () => {
    const hr = await world.as('hr')
    const reading = made(await hr.post('/tokens', { name: 'reads', scopes: ['result.read'] })).about
    expect((await administrator.post(`/tokens/${reading.id}/approve`)).code).toBe('token_must_wait_for_approval')
    const writing = made(await hr.post('/tokens', { name: 'writes', scopes: ['run.write'] })).about
    expect((await administrator.delete(`/tokens/${writing.id}`)).status).toBe(204)
    expect((await administrator.post(`/tokens/${writing.id}/approve`)).code).toBe('token_must_wait_for_approval')
  })
})

async function tokenNamed(name: string, client = administrator): Promise<unknown> {
  const { items } = (await client.get('/tokens?limit=500')).body as { items: { name: string }[] }
  return items.find((each) => each.name === name)
}
