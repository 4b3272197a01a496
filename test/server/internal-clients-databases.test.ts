import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

const CLOSED = '2026-09'
const OPEN = '2026-10'

/** September closed, October open, with internal clients counted or not. */
async function closedWorld(database: string, internalClients: 'include' | 'exclude') {
  const world = await makeTestService({ now: '2026-11-03T08:00:00.000Z', database })
  const decided = { effective_from: 20260901, reason: 'decided', at: '2026-01-01T00:00:00.000Z', by: 'hr' }
  await world.service.store.write(async (transaction) => {
    await transaction.insert('setting_changes', { key: 'onIncomplete', value: 'reweight', ...decided })
    if (internalClients === 'exclude')
      await transaction.insert('setting_changes', { key: 'bonus.pool.internalClients', value: 'exclude', ...decided })
    return { ok: true }
  })
  expectOk(await (await publishPeriod(world, CLOSED)).advance())
  await openPeriod(world, OPEN)
  const hr = await world.as('hr')
  return {
    world,
    hr,
    async makeInternal(code: string) {
      const read = await hr.get(`/records/clients/${code}`)
      const values = Object(field(field(read.body, 'record'), 'values'))
      const body = { values: { ...values, internal: true }, reason: 'a company of ours' }
      return field(expectOk(await hr.put(`/records/clients/${code}`, body, { 'if-match': read.headers.get('etag') ?? '' })).body, 'change')
    },
  }
}

await onBothDatabases((database) => {
  test('where internal clients are left out, one that becomes internal is late for the months of its receipts, and is reviewed', {
    timeout: 240_000,
  }, async () => {
    const { world, hr, makeInternal } = await closedWorld(await database.fresh(), 'exclude')
    expect(await makeInternal('C0177')).toMatchObject({ lateFor: [CLOSED] })
    expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`))
    const proposed = items(await (await world.as('finance')).get(`/periods/${OPEN}/adjustments?limit=500&state=proposed`))
    expect(proposed.find(({ employee }) => employee === 'T014')?.reasons).toEqual(['client_changed'])
    await world.close()
  })

  test('where they count, it is late for none', { timeout: 240_000 }, async () => {
    const { world, makeInternal } = await closedWorld(await database.fresh(), 'include')
    expect(await makeInternal('C0177')).toMatchObject({ lateFor: [] })
    await world.close()
  })
})
