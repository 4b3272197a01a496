import { expect, test } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import { openPeriod } from './marks-world.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

async function foresightWorld(database: string) {
  const world = await makeTestService({ now: '2026-11-10T08:00:00.000Z', database })
  await openPeriod(world, '2026-11', 'collecting')
  const hr = await world.as('hr')
  let keys = 0
  return {
    world,
    hr,
    async upload(files: Readonly<Record<string, string>>) {
      const form = new FormData()
      for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name)
      const headers = { 'idempotency-key': `foresight-${++keys}` }
      const body = (await (await hr.request('/uploads', { method: 'POST', body: form, headers })).json()) as Record<string, unknown>
      expect(body).toMatchObject({ state: 'checked' })
      return String(body.id)
    },
    commit: async (id: string) => expectOk(await hr.post(`/uploads/${id}/commit`)),
    sums: async (id: string) => expectOk(await hr.get(`/uploads/${id}/sums`)).body,
    changes: async (id: string, query = '') => expectOk(await hr.get(`/uploads/${id}/changes${query}`)),
  }
}

const ORDERS = 'number,date,rep,client,amount\n'

await onBothDatabases((database) => {
  test('what an upload changes is listed with the old values beside the new ones, changed records first, page by page', {
    timeout: 240_000,
  }, async () => {
    const { world, hr, upload, commit, changes } = await foresightWorld(await database.fresh())
    const first = ['F-1,2026-11-02,S001,C0001,10', 'F-2,2026-11-02,S001,C0001,20', 'F-3,2026-11-03,S001,C0001,30']
    await commit(await upload({ 'orders.csv': `${ORDERS}${first.join('\n')}\n` }))
    const second = [first[0], 'F-2,2026-11-04,S002,C0001,20', 'F-3,2026-11-03,S001,C0001,30.01', 'A-9,2026-11-05,S001,C0001,5']
    const id = await upload({
      'orders.csv': `${ORDERS}${second.join('\n')}\n`,
      'attendance.csv': 'date,employee,kind\n2026-11-05,T001,late\n2026-11-06,T001,late\n2026-11-06,T002,late\n',
    })

    const all = await changes(id)
    expect(all.body).toMatchObject({ total: 6, next: null })
    expect(items(all).map(({ state, key }) => `${String(state)} ${String(key)}`)).toEqual([
      'changed F-2',
      'changed F-3',
      'new A-9',
      'new 2026-11-05,T001,late',
      'new 2026-11-06,T001,late',
      'new 2026-11-06,T002,late',
    ])
    expect(items(all)).toMatchObject([
      {
        ...{ table: 'orders', row: 3, differs: ['date', 'rep'] },
        before: { date: '2026-11-02', rep: 'S001', amount: '20.00' },
        after: { date: '2026-11-04', rep: 'S002', amount: '20.00' },
      },
      { row: 4, before: { amount: '30.00' }, after: { amount: '30.01' }, differs: ['amount'] },
      { row: 5, before: null, after: { amount: '5.00' }, differs: ['date', 'rep', 'client', 'amount', 'status', 'type'] },
      { table: 'attendance', row: 2, before: null },
      {},
      {},
    ])

    const walked: string[] = []
    for (let cursor = ''; ; ) {
      const page = await changes(id, `?limit=1${cursor}`)
      walked.push(...items(page).map(({ key }) => String(key)))
      const next = field(page.body, 'next')
      if (next === null) break
      cursor = `&cursor=${String(next)}`
    }
    expect(walked).toEqual(items(all).map(({ key }) => key))
    expect((await changes(id, '?state=changed')).body).toMatchObject({ total: 2, items: [{ key: 'F-2' }, { key: 'F-3' }] })
    expect((await changes(id, '?table=orders&state=new')).body).toMatchObject({ total: 1, items: [{ key: 'A-9' }] })
    expect((await changes(id, '?table=attendance&state=changed')).body).toEqual({ total: 0, items: [], next: null })

    await commit(id)
    expect(await hr.get(`/uploads/${id}/changes`)).toMatchObject({ status: 409, code: 'upload_must_still_wait' })
    expect(await hr.get('/uploads/none/changes')).toMatchObject({ status: 404 })
    expect(world.failures).toEqual([])
    await world.close()
  })

  test('an upload is added up by month, region and status, and held against the totals of its file', { timeout: 240_000 }, async () => {
    const { world, hr, upload, sums } = await foresightWorld(await database.fresh())
    const rows = [
      'S-1,2026-11-02,C0001,100.10,S001,,audited',
      'S-2,2026-11-03,C0001,50,S030,,audited',
      'S-3,2026-12-01,C0001,7,S001,WEST,audited',
      'S-4,2026-11-05,C0001,1000,S001,,draft',
      'S-5,2026-11-06,C0002,20,,,audited',
      '合计,,,1177.10,,,',
    ]
    const id = await upload({
      'collections.csv': `number,date,client,amount,rep,region,status\n${rows.join('\n')}\n`,
      // Whose receipts they are and where these reps are is as it will be.
      'postings.csv': 'employee,region,from\nS030,EAST,2026-11-01\n',
      'client_reps.csv': 'client,rep,from\nC0002,S021,2026-11-01\n',
      'quotas.csv': 'period,rep,amount,quantity\n2026-Q4,S001,300,1.5\n2026-Q4,S002,200,2\n',
    })
    const found = await sums(id)
    expect(field(found, 'tables')).toMatchObject([
      {
        table: 'collections',
        columns: ['amount'],
        groups: [
          {
            ...{ period: '2026-11', region: 'EAST', regionName: '华东区', counted: { rows: 2, amounts: { amount: '150.10' } } },
            others: [{ status: 'draft', rows: 1, amounts: { amount: '1000.00' } }],
          },
          { period: '2026-11', region: 'SOUTH', counted: { rows: 1, amounts: { amount: '20.00' } }, others: [] },
          { period: '2026-12', region: 'WEST', counted: { rows: 1, amounts: { amount: '7.00' } } },
        ],
        counted: { rows: 4, amounts: { amount: '177.10' } },
      },
      {
        table: 'quotas',
        groups: [{ period: '2026-Q4', region: 'EAST', counted: { rows: 2, amounts: { amount: '500.00', quantity: '3.5' } } }],
      },
    ])
    expect(field(found, 'totals')).toEqual([
      {
        ...{ table: 'collections', file: 'collections.csv', sheet: null, row: 7, word: '合计', column: 'amount', rows: 5 },
        ...{ found: '1177.10', read: '1177.10', difference: '0.00', agrees: true, explained: null, leftOut: [] },
      },
    ])
    expect((await (await world.as('managerEast')).get(`/uploads/${id}/sums`)).status).toBe(403)
    expectOk(await hr.post(`/uploads/${id}/drop`))
    expect(await hr.get(`/uploads/${id}/sums`)).toMatchObject({ status: 409, code: 'upload_must_still_wait' })
    expect(world.failures).toEqual([])
    await world.close()
  })
})
