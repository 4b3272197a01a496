import { beforeAll, expect, test } from 'vitest'
import { inOneTransaction } from '../../src/server/kernel/repeated-commands.ts'
import type { Service } from '../../src/server/kernel/service.ts'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let administrator: ApiClient
let hr: ApiClient
beforeAll(async () => {
  world = await makeTestService()
  administrator = await world.as('administrator')
  hr = await world.as('hr')
})

const named = (key: string) => ({ 'idempotency-key': key })
const countTokens = async () => Number((await world.service.store.all('SELECT count(*) FROM api_tokens'))[0]?.[0])
const deputy = (reason: string) => ({ manager: 'M001', account: 'managerwest', first: '2026-11-10', last: '2026-11-20', reason })

test('the same command again gets the same answer and has no second effect', async () => {
  const first = await hr.post('/deputies', deputy('holiday'), named('a-1'))
  expect(first.status).toBe(201)
  const second = await hr.post('/deputies', deputy('holiday'), named('a-1'))
  expect(second).toMatchObject({ status: 201, body: first.body })
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(second.headers.get('idempotency-replayed')).toBe('true')
})

test('the same key with another content is refused, and is another’s own affair', async () => {
  expect(await hr.post('/deputies', deputy('another'), named('a-1'))).toMatchObject({ status: 422, code: 'idempotency_key_must_be_new' })
  expect((await administrator.post('/tokens', { name: 'x', scopes: ['account.read'] }, named('a-1'))).status).toBe(201)
})

test('sent twice at once it has one effect; a secret is not told again', async () => {
  const before = await countTokens()
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => administrator.post('/tokens', { name: 'twice', scopes: ['account.read'] }, named('b-1'))),
  )
  expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, ...Array(4).fill('secret_must_be_shown_once')].sort())
  expect(await countTokens()).toBe(before + 1)
})

test('a command that ran into a problem may be sent again with its key', async () => {
  const body = { name: 'later', scopes: ['account.read'], expiresAt: '2026-11-03T07:00:00.000Z' }
  expect((await administrator.post('/tokens', body, named('c-1'))).code).toBe('token_must_expire_later')
  world.setNow('2026-11-03T06:00:00.000Z')
  expect((await administrator.post('/tokens', body, named('c-1'))).status).toBe(201)
  world.setNow('2026-11-03T08:00:00.000Z')
})

test('what one step of a command wrote is there when the next one fails, and a command that breaks leaves nothing', async () => {
  const before = await countTokens()
  const { service } = world
  const token = (id: string) => ({
    ...{ id, name: id, token_sha256: id, scopes: '[]', created_by: 'hr', created_at: '2026-11-03T08:00:00.000Z' },
  })
  const write = (store: Service['store'], id: string, ok: boolean) =>
    store.write(async (transaction) => {
      await transaction.insert('api_tokens', token(id))
      return { ok }
    })
  const kept = await inOneTransaction(service, async ({ store }) => {
    await write(store, 'first', true)
    await write(store, 'second', false)
    await expect(write(store, 'first', true)).rejects.toThrow()
    const own = await store.all("SELECT id FROM api_tokens WHERE id IN ('first', 'second')")
    const others = await service.store.all("SELECT id FROM api_tokens WHERE id IN ('first', 'second')")
    return { value: { own, others }, kept: undefined }
  })
  expect(kept).toEqual({ own: [['first']], others: [] })
  expect(await countTokens()).toBe(before + 1)

  const broken = inOneTransaction(service, async ({ store, afterCommit }) => {
    await write(store, 'third', true)
    afterCommit?.(() => expect.unreachable('Nothing was committed.'))
    throw new Error('broken')
  })
  await expect(broken).rejects.toThrow('broken')
  expect(await countTokens()).toBe(before + 1)
})

test.each(['', ' ', 'with space', 'é', 'x'.repeat(201)])('the key "%s" is refused', async (key) => {
  const headers = new Headers({ 'content-type': 'application/json' })
  try {
    headers.set('idempotency-key', key)
  } catch {
    return
  }
  const answer = await administrator.post('/tokens', { name: 'x', scopes: ['account.read'] }, { 'idempotency-key': key })
  expect(answer).toMatchObject({ status: 400, code: 'idempotency_key_must_be_usable' })
})

test('answers are kept for a week', async () => {
  world.setNow('2026-11-11T08:00:00.000Z')
  await administrator.post('/tokens', { name: 'x', scopes: ['account.read'] }, named('e-1'))
  expect(await world.service.store.all('SELECT "key" FROM idempotent_answers')).toEqual([['e-1']])
})
