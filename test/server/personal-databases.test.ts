import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, field, items, publishPeriod } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

await onBothDatabases((database) => {
  test('what is held about somebody is taken along, held back and removed, on either database', { timeout: 120_000 }, async () => {
    const world = await makeTestService({ database: await database.fresh() })
    const hr = await world.as('hr')
    await (await publishPeriod(world, '2026-10')).advance()
    const taken = await hr.request('/people/T001/data')
    expect(taken.status).toBe(200)
    expect((await taken.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    expect((await (await world.as('rdManager')).request('/session/data')).status).toBe(200)

    world.setNow('2031-04-10T08:00:00.000Z')
    const state = expectOk(await hr.get('/retention')).body
    for (const { kind, least } of field(state, 'kinds') as { kind: string; least: number }[]) {
      expectOk(await hr.put(`/retention/years/${kind}`, { years: least, reason: '制度' }))
    }
    const held = expectOk(await hr.post('/retention/holds', { employee: 'T001', reason: '仲裁' }))
    expectOk(await hr.post('/retention/holds', { employee: 'S001', period: '2026-Q3', reason: '仲裁' }))
    const shown = expectOk(await hr.get('/retention/preview')).body as {
      plan: string
      lines: { kind: string; rows: number; held: number }[]
    }
    expect(new Set(shown.lines.map(({ kind }) => kind)).size).toBeGreaterThan(10)
    expect(shown.lines.some((line) => line.held > 0)).toBe(true)
    expectOk(await hr.post('/retention/removals', { plan: shown.plan, reason: '到期' }))
    const removed = items(expectOk(await hr.get('/retention/removals?limit=500'))).map(({ rows }) => Number(rows))
    expect(removed.reduce((sum, rows) => sum + rows, 0)).toBe(shown.lines.reduce((sum, { rows }) => sum + rows, 0))
    const change = (statement: string) =>
      world.service.store.write(async (transaction) => ({ ok: true, rows: await transaction.all(statement) }))
    await expect(change(`UPDATE removals SET "rows" = 0`)).rejects.toThrow()
    await expect(change('DELETE FROM removals')).rejects.toThrow()
    const left = await world.service.store.all('SELECT DISTINCT engineer FROM feedback')
    expect(left).toEqual([['T001']])
    expectOk(await hr.post(`/retention/holds/${String(field(held.body, 'id'))}/end`, { reason: '结案' }))
    expect(items(expectOk(await hr.get('/retention/removals?limit=2')))).toHaveLength(2)
  })
})
