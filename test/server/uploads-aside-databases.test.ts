import { expect, test } from 'vitest'
import type { PeriodState } from '../../src/domain/states.ts'
import { onBothDatabases } from '../store/databases.ts'
import { movePeriod, openPeriod } from './marks-world.ts'
import { expectOk, field, items } from './support/closing-month.ts'
import { makeTestService } from './support/test-service.ts'

interface Aside {
  readonly count: number
  readonly records: readonly Readonly<Record<string, unknown>>[]
}

/** October published, November open. */
async function publishedWorld(database: string) {
  const world = await makeTestService({ now: '2026-11-10T08:00:00.000Z', database })
  await openPeriod(world, '2026-10', 'published')
  await openPeriod(world, '2026-11', 'collecting')
  const hr = await world.as('hr')
  let keys = 0
  return {
    world,
    hr,
    async upload(files: Readonly<Record<string, string>>) {
      const form = new FormData()
      for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name)
      const headers = { 'idempotency-key': `aside-${++keys}` }
      const body = (await (await hr.request('/uploads', { method: 'POST', body: form, headers })).json()) as Record<string, unknown>
      const plan = body.plan as { version: string; setAside: Aside; obstacles: unknown[]; tables: object }
      return { id: String(body.id), state: body.state, plan }
    },
    commit: (id: string, body: object = {}) => hr.post(`/uploads/${id}/commit`, body),
    waiting: async (id: string) => items(expectOk(await hr.get(`/uploads/${id}/set-aside`))),
    inForce: async (number: string) => (await hr.get(`/records/collections/${number}`)).status === 200,
    move: (period: string, state: PeriodState) => movePeriod(world, period, state),
  }
}

const HEAD = 'number,date,client,amount,rep\n'

await onBothDatabases((database) => {
  test('a row of a published month waits, the rest of its upload is in force', { timeout: 240_000 }, async () => {
    const { world, hr, upload, commit, waiting, inForce, move } = await publishedWorld(await database.fresh())
    const rows = 'A-1,2026-11-05,C0001,10,S001\nA-2,2026-10-05,C0001,20,S001\nA-3,2026-11-06,C0001,30,S001\nA-4,2026-10-07,C0001,40,S001\n'
    const mixed = await upload({ 'collections.csv': `${HEAD}${rows}` })
    expect(mixed).toMatchObject({ state: 'checked', plan: { obstacles: [], tables: { collections: { new: 2 } }, setAside: { count: 2 } } })
    expect(mixed.plan.setAside.records).toMatchObject([
      { table: 'collections', key: 'A-2', period: '2026-10', waits: true, now: null, uploaded: { number: 'A-2', amount: '20.00' } },
      { key: 'A-4' },
    ])
    expect(expectOk(await commit(mixed.id)).body).toMatchObject({ state: 'committed', setAside: 2, tables: { collections: { new: 2 } } })
    expect([await inForce('A-1'), await inForce('A-2'), await inForce('A-3')]).toEqual([true, false, true])
    expect(expectOk(await hr.get('/periods/2026-10/outstanding')).body).toMatchObject({ setAside: 2 })

    // HR's home page knows them, with the upload that they came in.
    const todo = async () => {
      const todos = field(expectOk(await hr.get('/home')).body, 'todos') as readonly Readonly<Record<string, unknown>>[]
      return todos.find(({ key }) => key === 'rows.waiting')
    }
    expect(await todo()).toMatchObject({ period: '2026-10', count: 2, optional: true, values: { upload: mixed.id } })

    // While the month is published they wait; nothing is half.
    const [first, second] = await waiting(mixed.id)
    const takeIn = (records: readonly unknown[], more: object = {}) =>
      hr.post(`/uploads/${mixed.id}/set-aside/take-in`, { records, reason: 'the bank was late', ...more })
    expect(await takeIn([first?.id])).toMatchObject({ status: 409, code: 'published_data_must_be_corrected_by_appeal' })
    expect(await waiting(mixed.id)).toHaveLength(2)
    expect(await takeIn([first?.id, 99_999])).toMatchObject({ status: 404 })

    // Closed: late for it. One is dropped, with its reason in the trail.
    await move('2026-10', 'closed')
    expect(await waiting(mixed.id)).toMatchObject([{ waits: false }, { waits: false }])
    expect(await todo()).toMatchObject({ period: '2026-10', count: 2, optional: false })
    expectOk(await takeIn([first?.id]))
    expect(await inForce('A-2')).toBe(true)
    const changes = items(expectOk(await hr.get('/changes?lateFor=2026-10')))
    expect(changes[0]).toMatchObject({ lateFor: ['2026-10'], upload: mixed.id })
    const dropped = await hr.post(`/uploads/${mixed.id}/set-aside/drop`, { records: [second?.id], reason: 'entered twice' })
    expect(expectOk(dropped).body).toMatchObject({ setAside: 0 })
    expect(await todo()).toBeUndefined()
    expect(await waiting(mixed.id)).toEqual([])
    expect(await world.service.store.all(`SELECT count(*) FROM books WHERE sha256 LIKE 'set aside%'`)).toEqual([[0n]])
    const trail = await world.service.store.all(`SELECT before FROM audit_entries WHERE action = 'upload.drop_rows'`)
    expect(String(trail[0]?.[0])).toContain('A-4')
    expect(world.failures).toEqual([])
    await world.close()
  })

  test('whoever joins in a published month waits, with what refers to them; the others do not', { timeout: 240_000 }, async () => {
    const { world, upload, commit, waiting, move, hr } = await publishedWorld(await database.fresh())
    const mixed = await upload({
      'employees.csv':
        'number,name,position,region,hired_on\nT900,新客服,service_engineer,EAST,2026-10-15\nT901,另一位,service_engineer,EAST,2026-11-02\n',
      'attendance.csv': 'date,employee,kind\n2026-11-05,T900,late\n2026-11-05,T901,late\n2026-11-06,T001,late\n',
    })
    expect(mixed.plan.setAside.records.map(({ table, key }) => `${String(table)} ${String(key)}`)).toEqual([
      'employees T900',
      expect.stringContaining('attendance 2026-11-05,T900'),
    ])
    expectOk(await commit(mixed.id))
    expect((await hr.get('/records/employees/T901')).status).toBe(200)
    expect((await hr.get('/records/employees/T900')).status).toBe(404)
    await move('2026-10', 'review')
    const records = (await waiting(mixed.id)).map(({ id }) => id)
    expectOk(await hr.post(`/uploads/${mixed.id}/set-aside/take-in`, { records, reason: 'the month was taken back' }))
    expect((await hr.get('/records/employees/T900')).status).toBe(200)
    await world.close()
  })

  test('another day that a list holds from is that of the rows too that wait', { timeout: 240_000 }, async () => {
    const { world, hr, upload, commit, waiting } = await publishedWorld(await database.fresh())
    const row = async (number: string, hired: string) => {
      const { name } = Object(field(field((await hr.get(`/records/employees/${number}`)).body, 'record'), 'values'))
      return `${number},${name},service_engineer,WEST,${hired}`
    }
    // T001 would not have been employed in the first half of the published month.
    const rows = [await row('T001', '2026-10-20'), await row('T002', '2019-11-05')]
    const list = await upload({ 'employees.csv': ['number,name,position,region,hired_on', ...rows, ''].join('\n') })
    expect(list.plan.setAside.records).toMatchObject([{ table: 'employees' }, { table: 'postings', uploaded: { from: '2026-11-01' } }])
    const asked = { reason: 'moved', heldFrom: '2026-11-15' }
    const refused = await commit(list.id, asked)
    expectOk(await commit(list.id, { ...asked, plan: field(field(refused.body, 'plan'), 'version') }))
    expect(await waiting(list.id)).toMatchObject([{ uploaded: { number: 'T001' } }, { uploaded: { employee: 'T001', from: '2026-11-15' } }])
    const held = items(await hr.get('/records/postings?employee=T002')).map(({ values }) => values)
    expect(held).toContainEqual(expect.objectContaining({ region: 'WEST', from: '2026-11-15' }))
    await world.close()
  })

  test('a row that waits is of the client that its client was merged into meanwhile; what reaches the published month is not merged', {
    timeout: 240_000,
  }, async () => {
    const { world, hr, upload, commit, waiting, move } = await publishedWorld(await database.fresh())
    for (const code of ['X1', 'X2']) {
      expectOk(await hr.post('/records/clients', { values: { code, name: code, rep: 'S001' }, reason: 'new' }))
    }
    const late = await upload({ 'collections.csv': `${HEAD}X-1,2026-10-05,X2,10,S001\n` })
    expectOk(await commit(late.id))
    const merge = (from: string) => hr.post('/clients/merge', { from, into: 'X1', reason: 'one client' })
    expect(await merge('C0001')).toMatchObject({ status: 409, code: 'published_data_must_be_corrected_by_appeal' })
    expectOk(await merge('X2'))
    await move('2026-10', 'closed')
    const records = (await waiting(late.id)).map(({ id }) => id)
    expectOk(await hr.post(`/uploads/${late.id}/set-aside/take-in`, { records, reason: 'late' }))
    expect(items(await hr.get('/records/collections?client=X1')).map(({ values }) => values)).toMatchObject([
      { number: 'X-1', client: 'X1' },
    ])
    await world.close()
  })

  test('what was published since it was checked is shown before it is committed; what changed since it waits is not overwritten unseen', {
    timeout: 240_000,
  }, async () => {
    const { world, hr, upload, commit, waiting, move } = await publishedWorld(await database.fresh())
    const both = await upload({ 'collections.csv': `${HEAD}B-1,2026-11-05,C0001,10,S001\nB-2,2026-12-05,C0001,20,S001\n` })
    expect(both.plan.setAside.count).toBe(0)
    await openPeriod(world, '2026-12', 'collecting')
    await move('2026-11', 'published')
    const refused = await commit(both.id)
    expect(refused).toMatchObject({ status: 409, code: 'upload_plan_must_be_the_one_shown', body: { plan: { setAside: { count: 1 } } } })
    const version = field(field(refused.body, 'plan'), 'version')
    expect(expectOk(await commit(both.id, { plan: version })).body).toMatchObject({ setAside: 1 })

    await move('2026-11', 'closed')
    const values = { number: 'B-1', date: '2026-11-05', client: 'C0001', amount: '11', rep: 'S001' }
    expectOk(await hr.post('/records/collections', { values, reason: 'by hand' }))
    const records = (await waiting(both.id)).map(({ id }) => id)
    const path = `/uploads/${both.id}/set-aside/take-in`
    expect(await hr.post(path, { records, reason: 'late' })).toMatchObject({ status: 409, code: 'set_aside_records_must_be_as_shown' })
    const seen = await waiting(both.id)
    expect(seen).toMatchObject([{ now: { amount: '11.00' }, uploaded: { amount: '10.00' } }])
    expectOk(await hr.post(path, { records, reason: 'late', asOf: seen[0]?.asOf }))
    // A dropped upload takes what it had set aside along.
    const gone = await upload({ 'collections.csv': `${HEAD}C-1,2026-10-05,C0001,10,S001\n` })
    expect(gone.plan.setAside.count).toBe(1)
    expectOk(await hr.post(`/uploads/${gone.id}/drop`))
    expect(await world.service.store.all('SELECT count(*) FROM set_aside_records')).toEqual([[0n]])
    expect(world.failures).toEqual([])
    await world.close()
  })
})
