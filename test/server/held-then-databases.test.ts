import { beforeAll, expect, test, vi } from 'vitest'
import { onBothDatabases } from '../store/databases.ts'
import type { ApiClient } from './support/api-client.ts'
import { expectOk, field, items, openPeriod, publishPeriod } from './support/closing-month.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

// Tests wait for runs, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const CLOSED = '2026-09'
const OPEN = '2026-10'

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
    // The year is open beside its months: what a list shows does not reach back into them.
    await openPeriod(world, '2026')
  }, 120_000)

  async function employee(number: string): Promise<Record<string, string>> {
    return Object(field(field((await hr.get(`/records/employees/${number}`)).body, 'record'), 'values'))
  }

  async function postings(number: string) {
    return items(await hr.get(`/records/postings?employee=${number}&limit=500`)).map(({ values }) => values)
  }

  async function change(number: string, values: object, more: object = {}) {
    const read = await hr.get(`/records/employees/${number}`)
    const body = { values: { ...(await employee(number)), ...values }, reason: 'told by the region', ...more }
    return hr.put(`/records/employees/${number}`, body, { 'if-match': read.headers.get('etag') ?? '' })
  }

  async function review() {
    return field(expectOk(await hr.post(`/periods/${OPEN}/adjustments/review`)).body, 'reviewed')
  }

  let uploads = 0
  async function upload(name: string, text: string) {
    const form = new FormData()
    form.append('file', new Blob([text]), name)
    const headers = { 'idempotency-key': `held-${++uploads}` }
    const response = await hr.request('/uploads', { method: 'POST', body: form, headers })
    expect(response.status).toBe(201)
    return (await response.json()) as { id: string; plan: Record<string, unknown> }
  }

  test('a promotion entered today holds from the earliest open month, and months that are over stay as they were', async () => {
    const before = await employee('T001')
    const made = expectOk(await change('T001', { position: 'regional_manager' }))
    expect(field(made.body, 'change')).toMatchObject({ lateFor: [], tables: { postings: { new: 1 } } })
    expect(await employee('T001')).toEqual(before)
    expect(await postings('T001')).toContainEqual(expect.objectContaining({ from: '2026-10-01', position: 'regional_manager' }))
    const position = async (period: string) => items(await hr.get(`/people?q=T001&period=${period}`))[0]?.position
    expect([await position(CLOSED), await position(OPEN)]).toEqual(['service_engineer', 'regional_manager'])
    expect(await review()).toEqual([])
  })

  test('a move into a closed month is late for it and is reviewed by itself, with its cause', async () => {
    const added = expectOk(
      await hr.post('/records/postings', { values: { employee: 'T002', region: 'WEST', from: '2026-09-10' }, reason: 'told late' }),
    )
    expect(field(added.body, 'change')).toMatchObject({ lateFor: [CLOSED] })
    expect(await review()).toMatchObject([{ closedPeriod: CLOSED }])
    const proposed = items(await (await world.as('finance')).get(`/periods/${OPEN}/adjustments?limit=500&state=proposed`))
    expect(proposed.find((each) => each.employee === 'T002')?.reasons).toContain('home_region_changed')
  })

  test('a move after every closed month, and one that changes nothing, are late for none', async () => {
    const later = { values: { employee: 'T003', region: 'WEST', from: '2026-10-12' }, reason: 'moved' }
    expect(field(expectOk(await hr.post('/records/postings', later)).body, 'change')).toMatchObject({ lateFor: [] })
    const { region } = await employee('T003')
    const same = { values: { employee: 'T003', region, from: '2026-08-01' }, reason: 'for the record' }
    expect(field(expectOk(await hr.post('/records/postings', same)).body, 'change')).toMatchObject({ lateFor: [] })
  })

  test('what was always so is a correction on purpose, and reaches the closed month', async () => {
    const unreasoned = await change('T004', { region: 'WEST' }, { heldFrom: 'ever', reason: undefined })
    expect([unreasoned.status, field(unreasoned.body, 'code')]).toEqual([422, 'correction_must_have_a_reason'])
    const made = expectOk(await change('T004', { region: 'WEST' }, { heldFrom: 'ever' }))
    expect(field(made.body, 'change')).toMatchObject({ lateFor: [CLOSED], tables: { employees: { changed: 1 } } })
    expect(await employee('T004')).toMatchObject({ region: 'WEST' })
  })

  test('a staff list is a snapshot of today: what differs is dated, what is held already is not written again', async () => {
    const { name, region, hired_on } = await employee('S001')
    expect(hired_on).toMatch(/^20/)
    const other = region === 'WEST' ? 'EAST' : 'WEST'
    const list = `number,name,position,region\nS001,${name},sales_rep,${other}\n`
    const first = await upload('employees.csv', list)
    expect(first.plan).toMatchObject({ lateFor: [], obstacles: [], held: { from: '2026-10-01', rows: { postings: 1 } } })
    expectOk(await hr.post(`/uploads/${first.id}/commit`, { reason: 'the monthly list' }))
    expect(await employee('S001')).toMatchObject({ region, hired_on })
    expect(await postings('S001')).toContainEqual(expect.objectContaining({ from: '2026-10-01', region: other }))
    const again = await upload('employees.csv', list)
    expect(again.plan).toMatchObject({ held: null, tables: { employees: { new: 0, changed: 0 } } })
    // Back again: the column says what it said before the first move, the person does not stand there today.
    const back = await upload('employees.csv', `number,name,position,region\nS001,${name},sales_rep,${region}\n`)
    expect(back.plan).toMatchObject({ held: { from: '2026-11-03', rows: { postings: 1 } } })
  })

  test('a client handed over takes nothing of a closed month along; another day is committed once its plan was seen', async () => {
    const [client] = items(await hr.get('/records/clients?limit=1'))
    const { code, name, rep } = Object(client?.values)
    const other = rep === 'S002' ? 'S003' : 'S002'
    const list = `code,name,rep\n${code},"${name}",${other}\n`
    const checked = await upload('clients.csv', list)
    expect(checked.plan).toMatchObject({ lateFor: [], held: { from: '2026-10-01', rows: { client_reps: 1 } } })
    const heldFrom = '2026-10-16'
    const refused = await hr.post(`/uploads/${checked.id}/commit`, { reason: 'handed over', heldFrom })
    expect(refused.status).toBe(409)
    const plan = Object(field(refused.body, 'plan'))
    expect(plan.held).toMatchObject({ from: heldFrom })
    expectOk(await hr.post(`/uploads/${checked.id}/commit`, { reason: 'handed over', heldFrom, plan: plan.version }))
    expect(items(await hr.get('/records/client_reps?limit=10')).map(({ values }) => values)).toContainEqual({
      client: code,
      rep: other,
      from: heldFrom,
    })
  })

  test('somebody who comes back begins another spell, and is not employed in between', async () => {
    const { name, position, region } = await employee('T005')
    expectOk(await change('T005', { left_on: '2026-10-05' }, { heldFrom: '2026-10-01' }))
    const list = `number,name,position,region,hired_on\nT005,${name},${position},${region},2026-10-20\n`
    const checked = await upload('employees.csv', list)
    expect(checked.plan).toMatchObject({ lateFor: [], held: { rows: { spells: 2 } } })
    expectOk(await hr.post(`/uploads/${checked.id}/commit`, { reason: 'came back' }))
    expect(items(await hr.get('/records/spells?limit=10')).map(({ values }) => values)).toContainEqual(
      expect.objectContaining({ employee: 'T005', from: '2026-10-20', to: null }),
    )
  })

  test('a spell that overlaps with one in force is refused, by record and by upload', async () => {
    const record = await hr.post('/records/spells', { values: { employee: 'T005', from: '2026-10-10', to: '2026-10-25' }, reason: 'again' })
    expect([record.status, field(record.body, 'code')]).toEqual([422, 'spells_must_not_overlap'])
    const sent = await upload('spells.csv', 'employee,from,to\nT005,2026-10-12,\n')
    expect(field(sent, 'state')).toBe('broken')
  })

  test('who clears the representative of a client whose receipts name none is refused; a dated list moved to the day of a promotion keeps it', async () => {
    const read = await hr.get('/records/clients/C0005')
    const values = Object(field(field(read.body, 'record'), 'values'))
    const ifMatch = { 'if-match': read.headers.get('etag') ?? '' }
    const cleared = await hr.put('/records/clients/C0005', { values: { ...values, rep: null }, reason: 'nobody' }, ifMatch)
    expect([cleared.status, field(cleared.body, 'code')]).toEqual([422, 'collection_must_have_a_region'])

    expectOk(
      await hr.post('/records/postings', {
        values: { employee: 'S003', position: 'regional_manager', from: '2026-10-14' },
        reason: 'promoted',
      }),
    )
    const { name, region } = await employee('S003')
    const other = region === 'WEST' ? 'EAST' : 'WEST'
    const list = await upload('employees.csv', `number,name,position,region\nS003,${name},regional_manager,${other}\n`)
    const asked = { reason: 'moved with the promotion', heldFrom: '2026-10-14' }
    const plan = Object(field((await hr.post(`/uploads/${list.id}/commit`, asked)).body, 'plan'))
    expectOk(await hr.post(`/uploads/${list.id}/commit`, { ...asked, plan: plan.version }))
    expect(await postings('S003')).toContainEqual({ employee: 'S003', region: other, from: '2026-10-14', position: 'regional_manager' })
  })

  test('the cause that a review names is the true one: position, employment, a client’s representative, a representative’s region', async () => {
    const record = async (table: string, values: object) => expectOk(await hr.post(`/records/${table}`, { values, reason: 'told late' }))
    await record('postings', { employee: 'T014', position: 'regional_manager', from: '2026-09-20' })
    expectOk(await change('T008', { left_on: '2026-08-31' }, { heldFrom: 'ever' }))
    await record('client_reps', { client: 'C0177', rep: 'S031', from: '2026-09-01' })
    await record('postings', { employee: 'S001', region: 'NORTH', from: '2026-09-15' })
    await review()
    const proposed = items(await (await world.as('finance')).get(`/periods/${OPEN}/adjustments?limit=500&state=proposed`))
    const reasonsOf = (number: string) => proposed.find((each) => each.employee === number)?.reasons
    expect(reasonsOf('T014')).toEqual(expect.arrayContaining(['position_changed']))
    expect(reasonsOf('T014')).not.toEqual(expect.arrayContaining(['employment_changed']))
    expect(reasonsOf('T014')).not.toEqual(expect.arrayContaining(['home_region_changed']))
    expect(reasonsOf('T008')).toEqual(expect.arrayContaining(['employment_changed']))
    expect(reasonsOf('T008')).not.toEqual(expect.arrayContaining(['position_changed']))
    // C0177's receipts went from SOUTH to WEST, those of S001 from EAST to NORTH: not a document was added or reversed.
    expect(reasonsOf('T019')).toEqual(['client_changed', 'colleague_changed'])
    expect(reasonsOf('T006')).toEqual(['rep_region_changed', 'colleague_changed'])
  })
})
