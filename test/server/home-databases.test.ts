import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, publishPeriod } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

/** What home pages, search and the board of received tables count is counted alike by both databases. */
await onBothDatabases((database) => {
  test('a published and a closed month on everybody’s home page, in search and on the board', async () => {
    const world = await makeTestService({ now: '2026-12-01T08:00:00.000Z', database: await database.fresh() })
    const august = await publishPeriod(world, '2026-08')
    expectOk(await august.advance())
    await publishPeriod(world, '2026-10')
    const todos: Record<string, string[]> = {}
    for (const person of ['hr', 'finance', 'managerEast', 'rdManager', 'engineer', 'administrator', 'auditor'] as const) {
      const { body } = expectOk(await (await world.as(person)).get('/home'))
      todos[person] = (body as { todos: { key: string; period: string | null; count: number }[] }).todos.map(
        ({ key, period, count }) => `${key} ${period} ${count}`,
      )
    }
    expect(todos).toEqual({
      hr: ['period.open null 1', 'sheets.unconfirmed 2026-10 63', 'accounts.missing null 59'],
      finance: [expect.stringMatching(/^payments.mark 2026-08 \d\d$/)],
      managerEast: ['sheets.sign 2026-10 6'],
      rdManager: [],
      engineer: ['sheet.confirm 2026-10 1'],
      administrator: ['accounts.missing null 59'],
      auditor: [],
    })
    const hr = await world.as('hr')
    expectOk(await hr.post('/home/seen'))
    expect(expectOk(await hr.get('/search?q=王')).body).toMatchObject({ items: [{ kind: 'person' }, { kind: 'person' }] })
    const found = expectOk(await (await world.as('managerEast')).get('/search?q=t00')).body as { items: { key: string }[] }
    expect(found.items.map(({ key }) => key)).toEqual(['T001', 'T002', 'T003', 'T004', 'T005', 'T006'])
    expect(expectOk(await hr.get('/periods/2026-10/received')).body).toMatchObject({ items: expect.any(Array) })
    expect(expectOk(await hr.get('/periods/2026-10/progress')).body).toMatchObject({ service: { sheets: 24, confirmed: 0 } })
    expect(expectOk(await hr.get('/people-names?ids=hr,M001')).body).toMatchObject({ items: [{ name: 'hr' }, { name: '郑静' }] })
    expect(expectOk(await hr.post('/messages/read', { upTo: 1_000_000 })).status).toBe(204)
    expect(world.failures).toEqual([])
    await world.close()
  })
})
