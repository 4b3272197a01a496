import { beforeAll, expect, test, vi } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Tests wait for runs, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CLOSED = '2026-09'
const OPEN = '2026-10'
/** The tables that refer to clients, and how many records of the two the demo company and the set-up below have. */
const TABLES = [
  'clients',
  'client_aliases',
  'client_reps',
  'orders',
  'collections',
  'receivables',
  'openings',
  'visits',
  'complaints',
  'feedback',
  'followups',
]

await onBothDatabases((database) => {
  let world: TestService
  let hr: ApiClient
  beforeAll(async () => {
    world = await makeTestService({ now: '2026-11-03T08:00:00.000Z', database: await database.fresh() })
    hr = await world.as('hr')
    await world.service.store.write(async (transaction) => {
      const setting = {
        key: 'onIncomplete',
        value: 'reweight',
        effective_from: 20260901,
        reason: 'decided',
        at: '2026-01-01T00:00:00.000Z',
        by: 'hr',
      }
      await transaction.insert('setting_changes', setting)
      return { ok: true }
    })
    const closed = await publishPeriod(world, CLOSED)
    expectOk(await closed.advance())
    await openPeriod(world, OPEN)
  }, 120_000)

  const add = async (table: string, values: object) => hr.post(`/records/${table}`, { values, reason: 'set up' })
  const addClient = async (code: string, more: object = {}) =>
    expectOk(await add('clients', { code, name: `${code}的名称`, rep: 'S001', ...more }))
  let uploads = 0
  const merge = (from: string, into: string) => hr.post('/clients/merge', { from, into, reason: 'one client' })

  /** All that is in force about clients, without the versions. */
  async function recordsOf(...clients: readonly string[]) {
    const found: Record<string, unknown[]> = {}
    for (const table of TABLES) {
      for (const client of clients) {
        const { body } = expectOk(await hr.get(`/records/${table}?client=${client}&limit=500`))
        expect(field(body, 'next')).toBeNull()
        found[`${table} of ${client}`] = (field(body, 'items') as { values: unknown }[]).map(({ values }) => values)
      }
    }
    return found
  }

  test('a merge is tried first, then made: records, aliases, history, references, and split again to what it was', async () => {
    await addClient('M1', { rep: 'S002', class: null })
    await addClient('M2', { rep: 'S001', class: 'A' })
    expectOk(await add('orders', { number: 'MO1', date: '2026-10-05', rep: 'S001', client: 'M2', amount: '100' }))
    expectOk(await add('visits', { number: 'MV1', date: '2026-10-06', rep: 'S001', client: 'M2', successful: true }))
    expectOk(await add('collections', { number: 'MC1', date: '2026-10-07', client: 'M2', amount: '70' }))
    expectOk(await add('openings', { client: 'M1', rep: 'S001', due_date: '2026-10-01', amount: '10' }))
    expectOk(await add('openings', { client: 'M2', rep: 'S001', due_date: '2026-10-01', amount: '20' }))
    expectOk(await add('openings', { client: 'M2', rep: 'S001', due_date: '2026-10-02', amount: '30' }))
    expectOk(await add('client_reps', { client: 'M2', rep: 'S003', from: '2026-10-20' }))
    expectOk(await add('client_aliases', { alias: 'M2-old', client: 'M2' }))
    const before = await recordsOf('M1', 'M2')
    const newest = items(await hr.get('/changes?limit=1'))[0]?.id

    const tried = expectOk(await hr.post('/clients/merge/preview', { from: 'M2', into: 'M1' })).body
    expect(tried).toMatchObject({
      change: null,
      reaches: [OPEN],
      lateFor: [],
      tables: {
        clients: { removed: 1, changed: 1 },
        client_aliases: { new: 1, changed: 1 },
        client_reps: { new: 1, removed: 1 },
        orders: { changed: 1 },
        collections: { changed: 1 },
        openings: { new: 1, changed: 1, removed: 2 },
        visits: { changed: 1 },
      },
      differences: [
        { column: 'name', into: 'M1的名称', from: 'M2的名称', after: 'M1的名称' },
        { column: 'rep', into: 'S002', from: 'S001', after: 'S002' },
        { column: 'class', into: null, from: 'A', after: 'A' },
      ],
      reps: [
        { rep: 'S002', from: null },
        { rep: 'S003', from: '2026-10-20' },
      ],
    })
    expect([await recordsOf('M1', 'M2'), items(await hr.get('/changes?limit=1'))[0]?.id]).toEqual([before, newest])

    const made = expectOk(await merge('M2', 'M1')).body
    expect(made).toEqual({
      ...Object(tried),
      change: { id: expect.any(Number), period: OPEN, lateFor: [], tables: field(tried, 'tables') },
    })
    const change = field(field(made, 'change'), 'id')
    const after = await recordsOf('M1')
    expect(after['openings of M1']).toMatchObject([
      { client: 'M1', due_date: '2026-10-01', amount: '30.00' },
      { client: 'M1', due_date: '2026-10-02', amount: '30.00' },
    ])
    expect(after['client_aliases of M1']).toEqual([
      { alias: 'M2', client: 'M1', name: 'M2的名称' },
      { alias: 'M2-old', client: 'M1', name: null },
    ])
    expect(await recordsOf('M2'), 'the other code asks for the same client').toEqual(
      Object.fromEntries(Object.entries(after).map(([name, records]) => [name.replace('M1', 'M2'), records])),
    )
    expect(items(await hr.get('/search?q=M2-old')).map(({ key }) => key)).toEqual(['M1'])

    const history = expectOk(await hr.get('/records/clients/M2')).body
    expect(history).toMatchObject({ record: null, versions: [{ values: { code: 'M2', class: 'A' }, retired: { change, kind: 'merge' } }] })
    const entries = items(await (await world.as('auditor')).get('/audit?limit=5'))
    expect(entries.find(({ action }) => action === 'client.merge')).toMatchObject({ subject: 'client M2 into M1', reason: 'one client' })

    const referred = expectOk(await add('orders', { number: 'MO2', date: '2026-10-08', rep: 'S001', client: 'M2-old', amount: '5' })).body
    expect(referred).toMatchObject({ values: { client: 'M1' }, warnings: [{ code: 'reference_by_alias' }] })
    const again = await add('clients', { code: 'M2', name: 'once more', rep: 'S001' })
    expect([again.status, field(again.body, 'code')]).toEqual([409, 'client_must_not_be_an_alias'])

    const split = expectOk(await hr.post(`/changes/${change}/take-back`, { reason: 'they are two' })).body
    expect(split).toMatchObject({ lateFor: [], tables: { orders: { changed: 1 }, openings: { new: 2, changed: 1, removed: 1 } } })
    const restored = await recordsOf('M1', 'M2')
    expect(restored).toEqual({ ...before, 'orders of M1': [expect.objectContaining({ number: 'MO2' })] })
  })

  test('a split names what was changed since, and is made once that is put back', async () => {
    await addClient('N1')
    await addClient('N2')
    expectOk(await add('orders', { number: 'NO1', date: '2026-10-05', rep: 'S001', client: 'N2', amount: '100' }))
    const change = field(field(expectOk(await merge('N2', 'N1')).body, 'change'), 'id')
    const read = await hr.get('/records/orders/NO1,')
    const values = Object(field(field(read.body, 'record'), 'values'))
    const changed = expectOk(
      await hr.put(
        '/records/orders/NO1,',
        { values: { ...values, amount: '90' }, reason: 'less' },
        { 'if-match': read.headers.get('etag') ?? '' },
      ),
    )
    const refused = await hr.post(`/changes/${change}/take-back`, { reason: 'two' })
    expect([refused.status, field(refused.body, 'code')]).toEqual([409, 'change_must_be_the_last_on_its_records'])
    expect(JSON.stringify(refused.body)).toContain('NO1')
    expectOk(await hr.post(`/changes/${field(field(changed.body, 'change'), 'id')}/take-back`, { reason: 'as it was' }))
    expectOk(await hr.post(`/changes/${change}/take-back`, { reason: 'two' }))
    expect(items(await hr.get('/records/orders?client=N2')).map(({ values: each }) => each)).toMatchObject([
      { number: 'NO1', client: 'N2' },
    ])
  })

  test('what would be one record and says different things is named; what says the same is one', async () => {
    await addClient('K1')
    await addClient('K2')
    for (const [client, rep, from] of [
      ['K1', 'S002', '2026-10-10'],
      ['K2', 'S003', '2026-10-10'],
      ['K1', 'S003', '2026-10-20'],
      ['K2', 'S003', '2026-10-20'],
    ]) {
      expectOk(await add('client_reps', { client, rep, from }))
    }
    const refused = await merge('K2', 'K1')
    expect([refused.status, field(refused.body, 'code')]).toEqual([409, 'merged_records_must_agree'])
    expect(JSON.stringify(refused.body)).toMatch(/K1 2026-10-10.*K2 2026-10-10/)
    const read = await hr.get('/records/client_reps/K2,2026-10-10')
    expect(
      (await hr.delete('/records/client_reps/K2,2026-10-10?reason=wrong', { 'if-match': read.headers.get('etag') ?? '' })).status,
    ).toBe(200)
    expect(expectOk(await merge('K2', 'K1')).body).toMatchObject({ tables: { client_reps: { new: 0, changed: 0, removed: 1 } } })
    expect(items(await hr.get('/records/client_reps?client=K1')).map(({ values }) => values)).toEqual([
      { client: 'K1', rep: 'S002', from: '2026-10-10' },
      { client: 'K1', rep: 'S003', from: '2026-10-20' },
    ])
  })

  test('a merge that reaches a closed month is late for it, and its review names the merge', async () => {
    // C0177's receipts of the closed month name no region: they were SOUTH's and go with a client of S031, WEST.
    await addClient('W1', { rep: 'S031' })
    const made = expectOk(await merge('C0177', 'W1')).body
    expect(made).toMatchObject({ lateFor: [CLOSED], reaches: expect.arrayContaining([CLOSED, OPEN]) })
    expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`))
    const reasonsOf = async (number: string) => {
      const proposed = items(await (await world.as('finance')).get(`/periods/${OPEN}/adjustments?limit=500&state=proposed`))
      return proposed.find((each) => each.employee === number)?.reasons
    }
    expect(await reasonsOf('T019')).toEqual(['client_merged'])
    const split = expectOk(await hr.post(`/changes/${field(field(made, 'change'), 'id')}/take-back`, { reason: 'two' })).body
    expect(split).toMatchObject({ lateFor: [CLOSED] })
    expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`))
    expect(await reasonsOf('T019')).toBeUndefined()
  })

  test('who may not, and what is no pair, is refused', async () => {
    await addClient('P1')
    await addClient('P2')
    const status = async (client: ApiClient, body: object) => {
      const { status: code, body: problem } = await client.post('/clients/merge', { reason: 'one', ...body })
      return [code, field(problem, 'code')]
    }
    expect(await status(await world.as('finance'), { from: 'P2', into: 'P1' })).toEqual([403, 'table_must_be_yours_to_keep'])
    expect(await status(await world.as('auditor'), { from: 'P2', into: 'P1' })).toEqual([403, 'action_must_be_allowed'])
    expect(await status(hr, { from: 'P1', into: 'P1' })).toEqual([422, 'clients_must_differ'])
    expect(await status(hr, { from: 'nobody', into: 'P1' })).toEqual([404, 'thing_must_exist'])
  })

  test('an upload under the other code is of the client; one that makes a client in force an alias is refused', async () => {
    await addClient('U1')
    await addClient('U2')
    const upload = async (name: string, text: string) => {
      const form = new FormData()
      form.append('file', new Blob([text]), name)
      const response = await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': String(++uploads) } })
      return (await response.json()) as { id: string; state: string; plan: unknown }
    }
    const broken = await upload('client_aliases.csv', 'alias,client\nU2,U1\n')
    expect(broken.state).toBe('broken')
    expect(JSON.stringify((await hr.get(`/uploads/${broken.id}/problems`)).body)).toContain('client_must_not_be_an_alias')
    const waiting = await upload('orders.csv', 'number,date,rep,client,amount\nUO1,2026-10-05,S001,U2,10\n')
    expectOk(await merge('U2', 'U1'))
    const late = await hr.post(`/uploads/${waiting.id}/commit`, { reason: 'orders' })
    expect(late.status).toBeGreaterThanOrEqual(400)
    const sent = await upload('orders.csv', 'number,date,rep,client,amount\nUO1,2026-10-05,S001,U2,10\nUO2,2026-10-06,S001,U2的名称,10\n')
    expectOk(await hr.post(`/uploads/${sent.id}/commit`, { reason: 'orders' }))
    expect(items(await hr.get('/records/orders?client=U1')).map(({ values }) => Object(values).number)).toEqual(['UO1', 'UO2'])
    const list = await upload('clients.csv', 'code,name,rep\nU1,U1的名称,S001\nU2,U2的名称,S001\n')
    expect(list).toMatchObject({ state: 'checked', plan: { tables: { clients: { new: 0, changed: 0, same: 1 } } } })
  })
})
