import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import type { ApiAnswer } from './support/api-client.ts'
import { makeTestService } from './support/test-service.ts'

await onBothDatabases((database) => {
  test('signing in, accounts, sessions, tokens and repeated commands', async () => {
    const world = await makeTestService({ demo: false, database: await database.fresh() })
    const hr = await world.as('hr')
    const administrator = await world.as('administrator')
    expect(await hr.get('/session')).toMatchObject({ status: 200, body: { account: { username: 'hr' } } })
    const sessions = await hr.get('/sessions')
    expect(sessions.body).toMatchObject({ items: [{ current: true, begun: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) }] })
    const { begun, ends } = (sessions.body as { items: { begun: string; ends: string }[] }).items[0] ?? { begun: '', ends: '' }
    expect(Math.round((Date.parse(ends) - Date.parse(begun)) / 3_600_000)).toBe(12)

    const body = { username: 'Neu', name: '新', positions: ['staff'] }
    const created = await hr.post('/accounts', body, { 'idempotency-key': 'k' })
    expect(created.status).toBe(201)
    expect((await hr.post('/accounts', body, { 'idempotency-key': 'k' })).code).toBe('secret_must_be_shown_once')
    const { account } = created.body as { account: { id: string } }
    expect((await hr.get('/accounts?search=NEU')).body).toMatchObject({ items: [{ id: account.id }], next: null })
    expect((await hr.get('/accounts?closed=true')).body).toMatchObject({ items: [] })
    expect((await hr.post(`/accounts/${account.id}/close`, { reason: 'x' })).body).toMatchObject({ closedAt: '2026-11-03T08:00:00.000Z' })

    const token: ApiAnswer = await administrator.post('/tokens', { name: 'x', scopes: ['account.read'] })
    expect((await world.nobody.withToken((token.body as { token: string }).token).get('/accounts?limit=2')).status).toBe(200)
    expect(await hr.get('/accounts?search=%00')).toMatchObject({ status: 422, body: { problems: [{}, { field: 'query.search' }] } })
    expect(await hr.get('/accounts/a%00')).toMatchObject({ status: 422, body: { problems: [{}, { field: 'path.account' }] } })
    expect(await world.nobody.post('/session', { username: 'a\0', password: 'b' })).toMatchObject({ status: 422 })
    expect((await hr.get('/accounts?search=%ED%A0%80')).status).toBe(200)
    expect((await hr.delete('/session')).status).toBe(204)
    expect((await hr.get('/session')).status).toBe(401)
    expect(world.failures).toEqual([])
    await world.close()
  })
})
