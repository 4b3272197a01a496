import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { PeriodState } from '../../src/domain/states.ts'
import { touchRows } from '../../src/store/trail/trail-contents.ts'
import type { ApiClient } from './support/api-client.ts'
import { DEMO_PEOPLE, type DemoPerson } from './support/demo-people.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let service: TestService
let hr: ApiClient
beforeAll(async () => {
  service = await makeTestService()
  hr = await service.as('hr')
})

let keys = 0
const once = () => ({ 'idempotency-key': `records-${++keys}` })
const add = (table: string, values: object, more: object = {}) => hr.post(`/records/${table}`, { values, ...more }, once())

async function setState(period: string, state: PeriodState): Promise<void> {
  const month = Number(period.replace('-', ''))
  await service.service.store.write(async (transaction) => {
    await transaction.all('DELETE FROM appraisal_periods WHERE text = $1', [period])
    touchRows(transaction, 'appraisal_periods', [period])
    const days = { first: month * 100 + 1, last: month * 100 + 30 }
    await transaction.insert('appraisal_periods', { text: period, ...days, state, opened_at: '2026-11-01T00:00:00.000Z', opened_by: 'hr' })
    return { ok: true }
  })
}

beforeEach(async () => {
  await service.service.store.write(async (transaction) => {
    const gone = await transaction.all('DELETE FROM appraisal_periods RETURNING text')
    touchRows(transaction, 'appraisal_periods', gone.flat())
    return { ok: true }
  })
  await setState('2026-11', 'collecting')
})

interface Item {
  readonly key: string
  readonly values: Readonly<Record<string, unknown>>
}
const itemsOf = async (client: ApiClient, path: string): Promise<Item[]> => {
  const found: Item[] = []
  let next: string | null = ''
  while (next !== null) {
    const { status, body } = await client.get(`${path}${path.includes('?') ? '&' : '?'}${next === '' ? '' : `cursor=${next}`}`)
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
    const page = body as { items: Item[]; next: string | null }
    found.push(...page.items)
    next = page.next
  }
  return found
}

test('a line of a document has an address of its own; the whole document and its lines are never both in the data', async () => {
  const line = { number: '行,1', date: '2026-11-03', client: 'C0001', amount: '70', rep: 'S001' }
  const second = await add('collections', { ...line, line: '2', type: '退款' })
  expect(second).toMatchObject({ status: 201, body: { key: '行~11,2', values: { line: '2', amount: '-70.00', type: 'refund' } } })
  expect(await add('collections', { ...line, line: '2' })).toMatchObject({ status: 409, code: 'record_must_be_new' })
  expect(await add('collections', line)).toMatchObject({ code: 'document_must_keep_its_lines' })
  expect(await add('collections', { ...line, line: '10' })).toMatchObject({ status: 201, body: { key: '行~11,10' } })
  const path = second.headers.get('location')?.replace('/api/v1', '') ?? ''
  const found = await hr.get(path)
  expect(found.body).toMatchObject({ record: { key: '行~11,2', values: { number: '行,1', line: '2' } } })
  const values = { date: '2026-11-03', client: 'C0001', amount: '-80', rep: 'S001', type: 'refund' }
  const changed = await hr.put(path, { values }, { 'if-match': found.headers.get('etag') ?? '' })
  expect(changed).toMatchObject({ status: 200, body: { values: { line: '2', amount: '-80.00' } } })

  expect(await add('orders', { ...line, number: 'whole' })).toMatchObject({ status: 201, body: { key: 'whole', values: { line: null } } })
  expect(await add('orders', { ...line, number: 'whole', line: '1' })).toMatchObject({ code: 'document_must_keep_being_one_record' })
})

test('a record is added as a person writes it, read, changed by version, and taken out with its history kept', async () => {
  const added = await add('collections', { number: '收-1', date: '2026年11月2日', client: 'C0001', amount: '1,234.5', rep: 'S001' })
  expect(added).toMatchObject({
    status: 201,
    body: {
      key: '收-1',
      values: { date: '2026-11-02', amount: '1234.50', kind: 'payment', status: 'audited', region: null },
      change: { period: '2026-11', lateFor: [] },
    },
  })
  const path = added.headers.get('location')?.replace('/api/v1', '') ?? ''
  const etag = added.headers.get('etag') ?? ''
  expect((await hr.get(path)).headers.get('etag')).toBe(etag)

  const values = { date: '2026-11-02', client: 'C0001', amount: '1300', rep: 'S001' }
  expect(await hr.put(path, { values })).toMatchObject({ status: 428 })
  const changed = await hr.put(path, { values }, { 'if-match': etag })
  expect(changed).toMatchObject({ status: 200, body: { values: { number: '收-1', amount: '1300.00' } } })
  expect(await hr.put(path, { values }, { 'if-match': etag })).toMatchObject({ status: 412, code: 'version_must_be_current' })
  expect(await hr.put(path, { values: { ...values, number: 'other' } }, { 'if-match': changed.headers.get('etag') ?? '' })).toMatchObject({
    status: 422,
    code: 'record_identity_must_stay',
  })

  const current = changed.headers.get('etag') ?? ''
  expect(await hr.delete(path, { 'if-match': current })).toMatchObject({ status: 422 })
  expect(await hr.delete(`${path}?reason=${encodeURIComponent('录错')}`, { 'if-match': current })).toMatchObject({
    status: 200,
    body: { tables: { collections: { removed: 1 } } },
  })
  expect((await hr.get(path)).body).toMatchObject({
    record: null,
    versions: [
      { values: { amount: '1234.50' }, added: { kind: 'row', by: 'hr', reason: null } },
      { values: { amount: '1300.00' }, retired: { kind: 'row', by: 'hr', reason: '录错' } },
    ],
  })
})

test('a cell is held against the same rules as a file’s, and every mistake is answered at once', async () => {
  const refused = await add('orders', { number: 'X-1', date: '2026-02-30', rep: 'nobody', client: 'C0001', amount: '3.5万' })
  expect(refused).toMatchObject({
    status: 422,
    body: {
      problems: [
        { code: 'date_must_be_a_date', column: 'date' },
        { code: 'employee_must_exist' },
        { code: 'amount_must_be_in_plain_yuan' },
      ],
    },
  })
  expect(await add('orders', { number: 'X-1', price: '1' })).toMatchObject({ status: 422, code: 'record_column_must_be_known' })
  expect(await hr.post('/records/nonsense', { values: {} }, once())).toMatchObject({ status: 422 })
})

test('the same command twice is one record; another of the same number is refused', async () => {
  const values = { number: 'I-1', date: '2026-11-02', rep: 'S001', client: 'C0001', amount: '5' }
  const key = once()
  const [first, second] = [await hr.post('/records/orders', { values }, key), await hr.post('/records/orders', { values }, key)]
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect(await add('orders', values)).toMatchObject({ status: 409, code: 'record_must_be_new' })
})

test('people and clients that records refer to do not go', async () => {
  const client = await hr.get('/records/clients/C0001')
  expect(await hr.delete('/records/clients/C0001?reason=left', { 'if-match': client.headers.get('etag') ?? '' })).toMatchObject({
    status: 409,
    code: 'record_must_not_be_referred_to',
  })
  await add('clients', { code: 'C-NEW', name: '新客户', rep: 'S001' })
  const fresh = await hr.get('/records/clients/C-NEW')
  expect(await hr.delete('/records/clients/C-NEW?reason=twice', { 'if-match': fresh.headers.get('etag') ?? '' })).toMatchObject({
    status: 200,
  })
})

test('a key of several parts, of which one is blank', async () => {
  await add('decisions', { period: '2026-11', employee: 'T001', module: null, decision: 'exclude', reason: '试用期, 不参与' })
  expect((await hr.get('/records/decisions/2026-11,T001,')).body).toMatchObject({
    record: { key: '2026-11,T001,', values: { module: null } },
  })
  await add('attendance', { date: '2026-11-05', employee: 'T001', kind: '迟到', count: 2 })
  expect((await hr.get('/records/attendance/2026-11-05,T001,late')).body).toMatchObject({ record: { values: { kind: 'late', count: 2 } } })
  await add('orders', { number: 'A,B~C/1', date: '2026-11-02', rep: 'S001', client: 'C0001', amount: '5' })
  const key = 'A~1B~0C/1'
  expect((await hr.get(`/records/orders/${encodeURIComponent(key)}`)).body).toMatchObject({
    record: { key, values: { number: 'A,B~C/1' } },
  })
  expect(await hr.get('/records/orders/nothing')).toMatchObject({ status: 404, code: 'thing_must_exist' })
})

test('lists are paged without a gap, and filtered by period, days, employee and client', async () => {
  const all = await itemsOf(hr, '/records/attendance?period=2026-09&limit=500')
  expect(all.length).toBeGreaterThan(20)
  expect(await itemsOf(hr, '/records/attendance?period=2026-09&limit=7')).toEqual(all)
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  expect(all.every(({ values }) => String(values.date).startsWith('2026-09'))).toBe(true)
  const [first] = all
  const theirs = await itemsOf(hr, `/records/attendance?period=2026-09&employee=${first?.values.employee}`)
  expect(theirs).toEqual(all.filter(({ values }) => values.employee === first?.values.employee))
  const days = await itemsOf(hr, '/records/orders?first=2026-09-10&last=2026-09-11')
  expect(new Set(days.map(({ values }) => values.date))).toEqual(new Set(['2026-09-10', '2026-09-11']))
  expect(await hr.get('/records/regions?client=C0001')).toMatchObject({ status: 422, code: 'record_column_must_be_known' })
  const quotas = await itemsOf(hr, '/records/quotas?period=2026-Q3&limit=13')
  expect(new Set(quotas.map(({ values }) => values.period))).toEqual(new Set(['2026-07', '2026-08', '2026-09', '2026-Q3']))
})

test('a manager sees the people who were at home in their region in the period; a person sees themselves', async () => {
  const people = async (person: DemoPerson, path: string, column: string) =>
    new Set((await itemsOf(await service.as(person), path)).map(({ values }) => values[column]))
  // T007 was NORTH in September and is SOUTH from 2026-10-12 on.
  const mover = DEMO_PEOPLE.mover.employee
  expect(await people('managerNorth', '/records/feedback?period=2026-09&limit=500', 'engineer')).toContain(mover)
  expect(await people('managerSouth', '/records/feedback?period=2026-09&limit=500', 'engineer')).not.toContain(mover)
  expect(await people('managerSouth', '/records/employees?period=2026-10', 'number')).toContain(mover)
  expect(await people('managerNorth', '/records/employees?period=2026-10', 'number')).not.toContain(mover)
  expect(await people('engineer', '/records/feedback?limit=500', 'engineer')).toEqual(new Set([DEMO_PEOPLE.engineer.employee]))
  expect(await people('engineer', '/records/commissions', 'region')).toEqual(new Set())
  const east = await itemsOf(await service.as('managerEast'), '/records/commissions?period=2026-09')
  expect(east.map(({ values }) => values.region)).toEqual(['EAST'])
})

test('one’s own marks are seen once the period is published', async () => {
  const engineer = await service.as('engineer')
  expect(await itemsOf(engineer, '/records/evaluations?period=2026-09')).toEqual([])
  await setState('2026-09', 'published')
  const seen = await itemsOf(engineer, '/records/evaluations?period=2026-09')
  expect(new Set(seen.map(({ values }) => values.engineer))).toEqual(new Set([DEMO_PEOPLE.engineer.employee]))
})

test('what is not within reach does not exist, whether asked for by list or by key', async () => {
  const [other] = await itemsOf(hr, `/records/feedback?period=2026-09&employee=${DEMO_PEOPLE.otherEngineer.employee}`)
  const key = encodeURIComponent(other?.key ?? '')
  expect(await (await service.as('engineer')).get(`/records/feedback/${key}`)).toMatchObject({ status: 404 })
  expect(await (await service.as('managerEast')).get(`/records/feedback/${key}`)).toMatchObject({ status: 404 })
  expect(await (await service.as('managerWest')).get(`/records/feedback/${key}`)).toMatchObject({ status: 200, body: { versions: [] } })
  expect(await (await service.as('rdManager')).get(`/records/feedback/${key}`)).toMatchObject({ status: 200 })
})

test('nobody but HR and finance writes, and finance its own tables', async () => {
  const values = { number: 'N-1', date: '2026-11-02', rep: 'S001', client: 'C0001', amount: '5' }
  for (const person of ['managerEast', 'rdManager', 'engineer', 'auditor', 'administrator'] as const) {
    expect(await (await service.as(person)).post('/records/orders', { values }, once())).toMatchObject({ status: 403 })
  }
  const finance = await service.as('finance')
  expect(await finance.post('/records/orders', { values }, once())).toMatchObject({ status: 403, code: 'table_must_be_yours_to_keep' })
  expect(await finance.post('/records/collections', { values }, once())).toMatchObject({ status: 201 })
})

test('a change of people needs a reason while any period is past collecting', async () => {
  await setState('2026-11', 'review')
  expect(await add('employees', { number: 'T900', name: '新人', position: '技术客服', region: 'EAST' })).toMatchObject({
    status: 422,
    code: 'data_change_must_have_a_reason',
  })
  expect(await add('employees', { number: 'T900', name: '新人', position: '技术客服', region: 'EAST' }, { reason: '漏报' })).toMatchObject({
    status: 201,
  })
})

test('published data are not changed by hand: an appeal corrects them', async () => {
  const values = { number: 'P-1', date: '2026-11-09', engineer: 'T001', attitude: '80', resolution: '80', dedication: '80' }
  await add('feedback', values)
  await setState('2026-11', 'published')
  const etag = (await hr.get('/records/feedback/P-1')).headers.get('etag') ?? ''
  expect(
    await hr.put('/records/feedback/P-1', { values: { ...values, attitude: '81' }, reason: 'wrong form' }, { 'if-match': etag }),
  ).toMatchObject({
    status: 409,
    code: 'published_data_must_be_corrected_by_appeal',
  })
})

test('every change has its entry in the audit trail, in the same transaction', async () => {
  const count = async () =>
    Number((await service.service.store.all(`SELECT count(*) FROM audit_entries WHERE action LIKE 'record.%'`))[0]?.[0])
  const before = await count()
  await add('visits', { number: 'V-1', date: '2026-11-02', rep: 'S001', successful: true })
  await add('visits', { number: 'V-1', date: '2026-11-02', rep: 'S001', successful: true })
  expect(await count()).toBe(before + 1)
})
