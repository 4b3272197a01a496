import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

await onBothDatabases((database) => {
  test('a month is paid, taken back, downloaded and adjusted, on either database', { timeout: 240_000 }, async () => {
    const world = await makeTestService({ now: '2026-11-10T08:00:00.000Z', database: await database.fresh() })
    const [finance, hr] = [await world.as('finance'), await world.as('hr')]
    const month = await publishPeriod(world, '2026-10')
    const run = await month.run()
    expectOk(await (await world.as('engineer')).post('/periods/2026-10/confirmation', { run, answer: 'confirmed' }))
    expectOk(await month.advance())

    const people = [{ region: 'EAST', employee: 'T001' }]
    const marked = expectOk(await finance.post('/periods/2026-10/payments', { regions: ['EAST'], paidOn: '2026-11-10', reference: '88' }))
    expectOk(await finance.post('/periods/2026-10/payments/take-back', { people, reason: 'wrong account' }))
    const board = expectOk(await finance.get('/periods/2026-10/bonus-board')).body
    const regions = field(board, 'regions')
    const east = Array.isArray(regions) ? regions.find(({ region }) => region === 'EAST') : undefined
    expect(east).toMatchObject({
      signOff: { confirmed: 1, signed: 0 },
      payment: { state: 'part', paid: Number(field(marked.body, 'people')) - 1 },
    })
    expect(items(await finance.get('/periods/2026-10/payments/trail')).map(({ kind }) => kind)).toEqual(['taken_back', 'paid'])
    for (const sql of ['UPDATE payments SET at = at', 'DELETE FROM payment_lines']) {
      await expect(world.service.store.write(async (transaction) => ({ ok: true, rows: await transaction.all(sql) }))).rejects.toThrow()
    }

    const zip = await finance.request('/periods/2026-10/documents/archive')
    expect((await zip.arrayBuffer()).byteLength).toBe(Number(zip.headers.get('content-length')))
    expect(items(await finance.get('/periods/2026-10/documents/downloads')).length).toBeGreaterThan(2)

    await openPeriod(world, '2026-11')
    const values = { number: 'LATE-1', date: '2026-10-20', client: 'C0001', rep: 'S001', amount: '-100000' }
    expectOk(await finance.post('/records/collections', { values, reason: 'arrived late' }))
    expectOk(await hr.post('/periods/2026-11/adjustments/review'))
    const proposed = items(await finance.get('/periods/2026-11/adjustments?limit=500'))
    const explained = expectOk(await finance.get(`/periods/2026-11/adjustments/${String(proposed[0]?.id)}`)).body
    // The refund names no region: it counts for its representative's.
    expect(field(explained, 'changes')).toMatchObject([{ records: [{ table: 'collections', before: null, after: { number: 'LATE-1' } }] }])
    const adjustments = proposed.map(({ id }) => id)
    const decided = await finance.post('/periods/2026-11/adjustments/decisions', { adjustments, decision: 'rejected', reason: 'small' })
    expect(items(expectOk(decided))).toHaveLength(proposed.length)
    expect(world.failures).toEqual([])
    await world.close()
  })
})
