import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import exceljs from 'exceljs'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import type { TableKey } from '../../src/domain/dataset/tables.ts'
import type { PeriodState } from '../../src/domain/states.ts'
import { bookHash } from '../../src/store/book/book-hash.ts'
import { companyBook } from '../../src/store/company-book/company-book.ts'
import { touchRows } from '../../src/store/trail/trail-contents.ts'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let service: TestService
let hr: ApiClient
let finance: ApiClient
beforeAll(async () => {
  service = await makeTestService()
  hr = await service.as('hr')
  finance = await service.as('finance')
})

interface Uploaded {
  readonly id: string
  readonly state: string
  readonly tables: Readonly<Record<string, unknown>>
  readonly plan: {
    readonly lateFor: readonly string[]
    readonly needsReason: boolean
    readonly obstacles: readonly { code: string }[]
  } | null
}

let keys = 0
async function upload(client: ApiClient, files: Readonly<Record<string, string | Buffer>>, fields: Readonly<Record<string, string>> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  const response = await client.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': `uploads-${++keys}` } })
  const body = (await response.json()) as Uploaded & { code?: string }
  return { status: response.status, body, code: body.code }
}

const commit = (client: ApiClient, id: string, reason?: string) =>
  client.post(`/uploads/${id}/commit`, reason === undefined ? {} : { reason })

async function setState(period: string, state: PeriodState): Promise<void> {
  const { first, last } = { first: Number(`${period.replace('-', '')}01`), last: Number(`${period.replace('-', '')}31`) }
  await service.service.store.write(async (transaction) => {
    await transaction.all('DELETE FROM appraisal_periods WHERE text = $1', [period])
    touchRows(transaction, 'appraisal_periods', [period])
    await transaction.insert('appraisal_periods', {
      text: period,
      first,
      last,
      state,
      opened_at: '2026-11-01T00:00:00.000Z',
      opened_by: 'hr',
    })
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

async function stateOfBook(): Promise<string> {
  const { store } = service.service
  const { id, rows } = await companyBook(store)
  return bookHash(store, id, new Set(Object.keys(rows) as TableKey[]))
}

const ORDERS = 'number,date,rep,client,amount\nU-1,2026-11-02,S001,C0001,1200.50\nU-2,2026-11-03,S002,C0002,99\n'

test('an upload is checked, waits, and is in force once it is committed; the same one again changes nothing', async () => {
  const before = await stateOfBook()
  const first = await upload(hr, { 'orders.csv': ORDERS })
  expect(first).toMatchObject({
    status: 201,
    body: { state: 'checked', period: '2026-11', tables: { orders: { new: 2, changed: 0, same: 0 } }, errors: 0 },
  })
  expect(first.body.plan).toMatchObject({ period: '2026-11', lateFor: [], needsReason: false, obstacles: [] })
  expect(await stateOfBook()).toBe(before)

  const committed = await commit(hr, first.body.id)
  expect(committed).toMatchObject({ status: 200, body: { state: 'committed' } })
  const after = await stateOfBook()
  expect(after).not.toBe(before)
  expect(await commit(hr, first.body.id)).toMatchObject({ status: 200, body: committed.body as object })

  const again = await upload(hr, { 'orders.csv.gz': gzipSync(ORDERS) })
  expect(again.body.tables).toEqual({ orders: { new: 0, changed: 0, same: 2 } })
  await commit(hr, again.body.id)
  expect(await stateOfBook()).toBe(after)
})

test('a changed record is a new version; taken back, the old one is in force again', async () => {
  await commit(hr, (await upload(hr, { 'orders.csv': ORDERS })).body.id)
  const before = await stateOfBook()
  const changed = await upload(hr, { 'orders.csv': ORDERS.replace('1200.50', '1300.00') })
  expect(changed.body.tables).toEqual({ orders: { new: 0, changed: 1, same: 1 } })
  const { change } = (await commit(hr, changed.body.id)).body as { change: number }
  expect((await hr.get('/records/orders/U-1')).body).toMatchObject({
    record: { version: change, values: { amount: '1300.00' } },
    versions: [
      { values: { amount: '1200.50' }, retired: { change, kind: 'upload', by: 'hr' } },
      { values: { amount: '1300.00' }, retired: null },
    ],
  })
  expect(await hr.post(`/changes/${change}/take-back`, {})).toMatchObject({
    status: 200,
    body: { tables: { orders: { changed: 1, removed: 0 } } },
  })
  expect(await stateOfBook()).toBe(before)
  expect(await hr.post(`/changes/${change}/take-back`, {})).toMatchObject({ status: 409, code: 'change_must_not_be_taken_back_already' })
})

test('two commits of one upload at the same moment are one commit', async () => {
  const { id } = (await upload(hr, { 'orders.csv': 'number,date,rep,client,amount\nT-1,2026-11-02,S001,C0001,5\n' })).body
  const both = await Promise.all([commit(hr, id), commit(hr, id)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(both[0]?.body).toEqual(both[1]?.body)
  const versions = await hr.get('/records/orders/T-1')
  expect(versions.body).toMatchObject({ versions: [{ values: { number: 'T-1' } }] })
})

test('a broken upload changes nothing; its problems name their cells and come in pages', async () => {
  const broken = await upload(hr, {
    'orders.csv': 'number,date,rep,client,amount\nB-1,2026-11-31,S001,C0001,1\nB-2,2026-11-03,S999,C0001,3.5万\n',
  })
  expect(broken).toMatchObject({ status: 201, body: { state: 'broken', errors: 3, plan: null } })
  const page = await hr.get(`/uploads/${broken.body.id}/problems?limit=2`)
  expect(page.body).toMatchObject({
    items: [
      { code: 'date_must_be_a_date', place: { file: 'orders.csv', row: 2, column: 'date' } },
      { code: 'employee_must_exist', place: { file: 'orders.csv', row: 3, column: 'rep' } },
    ],
  })
  const { next } = page.body as { next: string }
  expect((await hr.get(`/uploads/${broken.body.id}/problems?limit=2&cursor=${next}`)).body).toMatchObject({
    items: [{ code: 'amount_must_be_in_plain_yuan' }],
    next: null,
  })
  expect(await commit(hr, broken.body.id)).toMatchObject({ status: 409, code: 'upload_must_wait_to_be_settled' })
})

test('a CSV file comes back as a workbook with its wrong cells filled and commented', async () => {
  const broken = await upload(hr, { 'orders.csv': 'number,date,rep,client,amount\nB-1,2026-11-02,S001,C0001,=1+1\n' })
  const response = await hr.request(`/uploads/${broken.body.id}/marked-copy`, { headers: { 'accept-language': 'en' } })
  expect(response.headers.get('content-disposition')).toContain('orders-Problems.xlsx')
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(await response.arrayBuffer())
  const cell = workbook.worksheets[0]?.getCell('E2')
  expect(cell?.value).toBe('=1+1')
  expect(cell?.fill).toMatchObject({ type: 'pattern', fgColor: { argb: 'FFFFC7CE' } })
  expect(JSON.stringify(cell?.note)).toContain('is not an amount')
  expect(workbook.getWorksheet('Problems')?.getCell('E2').text).toContain('is not an amount')
})

test('a workbook comes back as it was, the mark beside what was there', async () => {
  const own = new exceljs.Workbook()
  const sheet = own.addWorksheet('订单')
  sheet.addRow(['一月订单'])
  sheet.addRow(['单据编号', '日期', '业务员', '客户', '金额'])
  sheet.addRow(['W-1', '2026-11-02', 'S001', 'C0001', 12])
  sheet.addRow(['W-2', '2026-11-02', 'S001', 'C9999', 12])
  sheet.getCell('A3').font = { bold: true }
  sheet.getColumn(1).width = 33
  const broken = await upload(hr, { '一月.xlsx': Buffer.from(await own.xlsx.writeBuffer()) })
  expect(broken.body).toMatchObject({ state: 'broken', errors: 1 })
  const response = await hr.request(`/uploads/${broken.body.id}/marked-copy`)
  const copy = new exceljs.Workbook()
  await copy.xlsx.load(await response.arrayBuffer())
  const back = copy.getWorksheet('订单')
  expect(back?.getColumn(1).width).toBe(33)
  expect(back?.getCell('A3').font).toMatchObject({ bold: true })
  expect(back?.getCell('D4').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
  expect(JSON.stringify(back?.getCell('D4').note)).toContain('客户表中没有')
  expect(back?.getCell('D3').fill?.type === 'pattern').toBe(false)
})

test('finance uploads collections and commissions, and nothing else', async () => {
  const collections = '单据编号,日期,客户,金额,业务员\nHK-1,2026-11-05,C0001,800,S001\n'
  const theirs = await upload(finance, { 'collections.csv': collections, 'commissions.csv': 'period,region,amount\n2026-11,EAST,1000\n' })
  expect(theirs).toMatchObject({ status: 201, body: { state: 'checked', tables: { collections: { new: 1 }, commissions: { new: 1 } } } })
  expect(await commit(finance, theirs.body.id)).toMatchObject({ status: 200 })
  const others = await upload(finance, { 'orders.csv': ORDERS })
  expect(others).toMatchObject({ status: 403, code: 'table_must_be_yours_to_keep' })
  const hrs = await upload(hr, { 'orders.csv': ORDERS.replaceAll('U-', 'F-') })
  expect(await commit(finance, hrs.body.id)).toMatchObject({ status: 403, code: 'table_must_be_yours_to_keep' })
  for (const person of ['managerEast', 'engineer', 'auditor', 'administrator'] as const) {
    expect((await upload(await service.as(person), { 'orders.csv': ORDERS })).status).toBe(403)
  }
})

test('records of a closed period come late: they are recorded in an open one and marked', async () => {
  await setState('2026-10', 'closed')
  const late = await upload(hr, { 'collections.csv': 'number,date,client,amount,rep\nLATE-1,2026-10-20,C0001,-500,S001\n' })
  expect(late.body.plan).toMatchObject({ period: '2026-11', lateFor: ['2026-10'], needsReason: false })
  const { change } = (await commit(hr, late.body.id)).body as { change: number }
  expect((await hr.get(`/changes/${change}`)).body).toMatchObject({ period: '2026-11', lateFor: ['2026-10'] })
  expect((await hr.get('/changes?lateFor=2026-10')).body).toMatchObject({ items: [{ id: change }] })
  await setState('2026-11', 'closed')
  const nowhere = await upload(hr, { 'collections.csv': 'number,date,client,amount,rep\nLATE-2,2026-10-20,C0001,-500,S001\n' })
  expect(nowhere.body.plan?.obstacles).toMatchObject([{ code: 'late_records_must_have_an_open_period' }])
  expect(await commit(hr, nowhere.body.id)).toMatchObject({ status: 409, code: 'late_records_must_have_an_open_period' })
})

test.each`
  state           | who          | reason         | status | code                                | why
  ${'evaluating'} | ${'hr'}      | ${undefined}   | ${422} | ${'data_change_must_have_a_reason'} | ${'a reason is needed past collecting'}
  ${'review'}     | ${'hr'}      | ${'corrected'} | ${200} | ${undefined}                        | ${'HR changes with a reason'}
  ${'evaluating'} | ${'finance'} | ${'corrected'} | ${403} | ${'data_must_be_changed_by_hr'}     | ${'finance is done by then'}
`('$state, $who: $why', async ({ state, who, reason, status, code }) => {
  await setState('2026-11', state as PeriodState)
  const client = who === 'hr' ? hr : finance
  const one = await upload(client, {
    'collections.csv': `number,date,client,amount,rep\nS-${state}-${who}-${status},2026-11-20,C0001,1,S001\n`,
  })
  expect(await commit(client, one.body.id, reason)).toMatchObject({ status, code })
})

test('a second overall mark by somebody else is an error with its cell; a changed quota is a version', async () => {
  const book = await companyBook(service.service.store)
  const [mark] = await service.service.store.all(
    `SELECT period, engineer, evaluator FROM evaluations WHERE book = $1 AND item = 'overall' AND evaluator <> 'D001' LIMIT 1`,
    [book.id],
  )
  const [period, engineer] = mark ?? []
  const second = await upload(hr, { 'evaluations.csv': `period,engineer,item,evaluator,score\n${period},${engineer},overall,D001,80\n` })
  expect(second.body).toMatchObject({ state: 'broken', errors: 1 })
  expect((await hr.get(`/uploads/${second.body.id}/problems`)).body).toMatchObject({
    items: [{ code: 'person_must_have_one_overall_mark', place: { row: 2, column: 'evaluator' } }],
  })
  await commit(hr, (await upload(hr, { 'quotas.csv': 'period,rep,amount\n2026-11,S001,1000\n' })).body.id)
  const quota = await upload(hr, { 'quotas.csv': 'period,rep,amount\n2026-11,S001,2000\n' })
  expect(quota.body).toMatchObject({ state: 'checked', tables: { quotas: { new: 0, changed: 1, same: 0 } } })
})

test('lines of a document are new, changed and the same each by itself; a document that is in the data as a whole is not brought line by line', async () => {
  const header = 'number,line,date,rep,client,amount\n'
  const row = (line: string, amount: number) => `L-1,${line},2026-11-05,S001,C0001,${amount}\n`
  await commit(hr, (await upload(hr, { 'orders.csv': `${header}${row('1', 100)}${row('2', 200)}` })).body.id)
  const again = await upload(hr, { 'orders.csv': `${header}${row('1', 100)}${row('2', 250)}${row('3', 300)}` })
  expect(again.body).toMatchObject({ state: 'checked', tables: { orders: { new: 1, changed: 1, same: 1 } } })
  const whole = await upload(hr, { 'orders.csv': 'number,date,rep,client,amount\nL-1,2026-11-05,S001,C0001,300\n' })
  expect(whole.body).toMatchObject({ state: 'broken', errors: 1 })
  expect((await hr.get(`/uploads/${whole.body.id}/problems`)).body).toMatchObject({
    items: [{ code: 'document_must_keep_its_lines', place: { row: 2 } }],
  })
})

test('what a dropped upload brought is gone, its files too', async () => {
  const { body } = await upload(hr, { 'orders.csv': ORDERS.replaceAll('U-', 'D-') })
  const folder = join(service.service.dataFolder, 'uploads', body.id)
  expect(readdirSync(folder)).toEqual(['orders.csv'])
  expect(await hr.post(`/uploads/${body.id}/drop`)).toMatchObject({ status: 200, body: { state: 'dropped' } })
  expect(existsSync(folder)).toBe(false)
  expect(await commit(hr, body.id)).toMatchObject({ status: 409 })
  expect(await service.service.store.all(`SELECT count(*) FROM orders WHERE "number" LIKE 'D-%'`)).toEqual([[0n]])
})

test('the whole demo month again, as a workbook folder, is all the same', async () => {
  const files = Object.fromEntries(readdirSync(DEMO_DATASET).map((name) => [name, readFileSync(join(DEMO_DATASET, name))]))
  const fresh = await makeTestService()
  const again = await upload(await fresh.as('hr'), files)
  expect(again.body.state).toBe('checked')
  for (const counts of Object.values(again.body.tables)) expect(counts).toMatchObject({ new: 0, changed: 0 })
})

test.each`
  name                         | kept            | why
  ${'../../../etc/orders.csv'} | ${'orders.csv'} | ${'a path names no place'}
  ${'C:\\temp\\订单.csv'}      | ${'订单.csv'}   | ${'nor does one of another system'}
  ${'.orders.csv'}             | ${'orders.csv'} | ${'nothing is hidden'}
`('a file called $name is kept as $kept: $why', async ({ name, kept }) => {
  const { body } = await upload(hr, { [String(name)]: ORDERS }, { table: 'orders' })
  expect(readdirSync(join(service.service.dataFolder, 'uploads', body.id))).toEqual([kept])
})

test('what is no form, or a form without a file, or names a table that is none, leaves nothing behind', async () => {
  const folders = () =>
    existsSync(join(service.service.dataFolder, 'uploads')) ? readdirSync(join(service.service.dataFolder, 'uploads')).length : 0
  const before = folders()
  const raw = (body: string, type: string) =>
    hr.request('/uploads', { method: 'POST', body, headers: { 'content-type': type, 'idempotency-key': `raw-${++keys}` } })
  expect((await raw('{}', 'application/json')).status).toBe(400)
  expect((await raw('--x\r\nbroken', 'multipart/form-data; boundary=x')).status).toBe(400)
  expect((await raw('', 'multipart/form-data')).status).toBe(400)
  expect(await upload(hr, {})).toMatchObject({ code: 'upload_must_hold_a_file' })
  expect(await upload(hr, { 'a.csv': ORDERS }, { table: 'nonsense' })).toMatchObject({ status: 422, code: 'upload_fields_must_be_known' })
  expect(await upload(hr, Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`f${index}.csv`, 'x'])))).toMatchObject({
    status: 413,
  })
  expect(folders()).toBe(before)
})

interface Plan {
  readonly version: string
  readonly period: string | null
  readonly tables: Readonly<Record<string, unknown>>
  readonly meanwhile: { readonly count: number; readonly records: readonly unknown[]; readonly shown: unknown } | null
}
const planOf = async (id: string) => ((await hr.get(`/uploads/${id}`)).body as { plan: Plan }).plan
const order = (number: string, amount: string) => `number,date,rep,client,amount\n${number},2026-11-04,S001,C0001,${amount}\n`

test('of two uploads that both bring a record as new, the second is told what the first has made of it, and replaces it only when it says so', async () => {
  const first = await upload(hr, { 'orders.csv': order('W-1', '200') })
  const second = await upload(hr, { 'orders.csv': order('W-1', '300') })
  expect([first, second].map(({ body }) => body.tables)).toEqual([
    { orders: { new: 1, changed: 0, same: 0 } },
    { orders: { new: 1, changed: 0, same: 0 } },
  ])
  const { change } = (await commit(hr, first.body.id)).body as { change: number }

  const refused = await commit(hr, second.body.id)
  expect(refused).toMatchObject({ status: 409, code: 'upload_records_must_be_as_shown' })
  const { plan } = refused.body as { plan: Plan }
  expect(plan).toMatchObject({
    tables: { orders: { new: 0, changed: 1, same: 0 } },
    meanwhile: {
      count: 1,
      records: [
        {
          table: 'orders',
          key: 'W-1',
          shown: null,
          now: { amount: '200.00' },
          uploaded: { amount: '300.00' },
          change,
          kind: 'upload',
          by: 'hr',
        },
      ],
      shown: { tables: { orders: { new: 1, changed: 0, same: 0 } } },
    },
  })
  expect(await planOf(second.body.id)).toEqual(plan)
  expect((await hr.get('/records/orders/W-1')).body).toMatchObject({ record: { values: { amount: '200.00' } } })
  // Sent again as it was, it is refused again; with the plan that was seen it is one commit.
  expect((await commit(hr, second.body.id)).status).toBe(409)
  const accepted = () => hr.post(`/uploads/${second.body.id}/commit`, { plan: plan.version })
  expect(await accepted()).toMatchObject({ status: 200, body: { tables: { orders: { new: 0, changed: 1, same: 0 } } } })
  expect((await accepted()).status).toBe(200)
  expect((await hr.get('/records/orders/W-1')).body).toMatchObject({ record: { values: { amount: '300.00' } }, versions: [{}, {}] })
})

const meanwhile: Readonly<Record<string, (number: string) => Promise<unknown>>> = {
  'another upload replaces the version that both were to replace': async (number) =>
    commit(hr, (await upload(hr, { 'orders.csv': order(number, '2') })).body.id),
  'the record is changed by hand': async (number) => {
    const { version, values } = ((await hr.get(`/records/orders/${number}`)).body as { record: { version: number; values: object } }).record
    return hr.put(`/records/orders/${number}`, { values: { ...values, amount: '2' } }, { 'if-match': `"${version}"` })
  },
  'the record is removed': async (number) => {
    const { version } = ((await hr.get(`/records/orders/${number}`)).body as { record: { version: number } }).record
    return hr.delete(`/records/orders/${number}?reason=gone`, { 'if-match': `"${version}"` })
  },
  'the change that brought it is taken back': async (number) => {
    const { version } = ((await hr.get(`/records/orders/${number}`)).body as { record: { version: number } }).record
    return hr.post(`/changes/${version}/take-back`, {})
  },
  'the same is put into force by somebody else': async (number) =>
    commit(hr, (await upload(hr, { 'orders.csv': order(number, '3') })).body.id),
}
test.each(Object.keys(meanwhile))('a commit is refused when %s', async (what) => {
  const number = `V-${Object.keys(meanwhile).indexOf(what)}`
  await commit(hr, (await upload(hr, { 'orders.csv': order(number, '1') })).body.id)
  const waiting = await upload(hr, { 'orders.csv': order(number, '3') })
  expect(waiting.body.tables).toEqual({ orders: { new: 0, changed: 1, same: 0 } })
  expect(await meanwhile[what]?.(number)).toMatchObject({ status: 200 })
  const refused = await commit(hr, waiting.body.id)
  expect(refused).toMatchObject({ status: 409, code: 'upload_records_must_be_as_shown', body: { plan: { meanwhile: { count: 1 } } } })
  const { version } = (refused.body as { plan: Plan }).plan
  expect(await hr.post(`/uploads/${waiting.body.id}/commit`, { plan: version })).toMatchObject({ status: 200 })
})

test('what others change beside the records of an upload does not stand in its way', async () => {
  const waiting = await upload(hr, { 'orders.csv': order('N-1', '1') })
  await commit(hr, (await upload(hr, { 'orders.csv': order('N-2', '1') })).body.id)
  expect((await planOf(waiting.body.id)).meanwhile).toBeNull()
  expect(await commit(hr, waiting.body.id)).toMatchObject({ status: 200 })
})

test('a period that closes between check and commit makes it another plan: late, and recorded elsewhere', async () => {
  await setState('2026-10', 'collecting')
  const waiting = await upload(hr, { 'orders.csv': order('P-1', '1').replace('2026-11', '2026-10') })
  expect(waiting.body.plan).toMatchObject({ period: '2026-10', lateFor: [] })
  await setState('2026-10', 'closed')
  const refused = await commit(hr, waiting.body.id)
  expect(refused).toMatchObject({
    status: 409,
    code: 'upload_plan_must_be_the_one_shown',
    body: { plan: { period: '2026-11', lateFor: ['2026-10'], meanwhile: { count: 0, shown: { period: '2026-10', lateFor: [] } } } },
  })
  const { version } = (refused.body as { plan: Plan }).plan
  const { change } = (await hr.post(`/uploads/${waiting.body.id}/commit`, { plan: version })).body as { change: number }
  expect((await hr.get(`/changes/${change}`)).body).toMatchObject({ period: '2026-11', lateFor: ['2026-10'] })
})

test('what looks odd in an upload is said before it is committed, beside what the company has', async () => {
  await setState('2026-11', 'collecting')
  const header = 'number,date,client,amount,rep\n'
  const before = await upload(finance, { 'collections.csv': `${header}ODD-1,2026-11-09,C0001,77,S001\n` })
  expect((await commit(finance, before.body.id)).status).toBe(200)
  const rows = ['ODD-1,2026-11-09,C0001,77,S001', 'ODD-2,2026-11-09,C0001,77,S001', 'ODD-3,2061-11-09,C0001,5,S001']
  const { body } = await upload(finance, { 'collections.csv': `${header}${rows.join('\n')}\n` })
  expect(body.state).toBe('checked')
  expect((await finance.get(`/uploads/${body.id}/problems`)).body).toMatchObject({
    items: [
      { code: 'receipt_should_be_entered_once', message: expect.stringContaining('ODD-1, ODD-2') },
      { code: 'day_should_be_near_the_others', message: expect.stringContaining('2061-11-09') },
    ],
  })
})

test('what is odd in any month of an upload is said, not in its own alone, and a single day is held against those of the company', async () => {
  await setState('2026-11', 'collecting')
  const months = ['2025-07', '2026-11'].flatMap((month) => [1, 2].map((index) => `TWO-${month}-${index},${month}-08,C0001,66,S001`))
  const problems = async (files: Readonly<Record<string, string>>, client = finance) => {
    const { body } = await upload(client, files)
    const { items } = (await client.get(`/uploads/${body.id}/problems`)).body as { items: { code: string; record: string }[] }
    await client.post(`/uploads/${body.id}/drop`, {})
    return items.map(({ code, record }) => `${code} ${record}`)
  }
  expect(await problems({ 'collections.csv': `number,date,client,amount,rep\n${months.join('\n')}\n` })).toEqual([
    'receipt_should_be_entered_once TWO-2025-07-2',
    'receipt_should_be_entered_once TWO-2026-11-2',
  ])
  expect(await problems({ 'collections.csv': 'number,date,client,amount,rep\nFAR-1,2061-11-08,C0001,5,S001\n' })).toEqual([
    'day_should_be_near_the_others FAR-1',
  ])
  const due = ['DUE-1,2062-01-31', 'DUE-2,2029-01-31'].map((each) => `${each},C0001,S001,5`)
  expect(await problems({ 'receivables.csv': `number,due_date,client,rep,amount\n${due.join('\n')}\n` }, hr)).toEqual([
    'day_should_be_near_the_others DUE-1',
  ])
})

test.each<[change: (line: string, index: number) => string, said: string[], why: string]>([
  [(line) => line.replace('2026-11', '2026-12'), ['date'], 'every day'],
  [(line) => line.replace('S001', 'S002'), ['rep'], 'everybody'],
  [(line) => line.replace(/,(\d+)$/, ',-$1'), ['amount'], 'every sign'],
  [(line, index) => (index < 3 ? line.replace('S001', 'S002') : line), [], 'half of them'],
  [(line) => line.replace(/(\d+)$/, '1$1'), [], 'amounts alone'],
])('an upload that changes most of what is there is warned of: %o %j, %s', async (change, said) => {
  const header = 'number,date,rep,client,amount'
  const lines = Array.from({ length: 6 }, (_, index) => `MASS-${said.join('')}-${index},2026-11-1${index},S001,C0001,${index + 10}`)
  const before = await upload(hr, { 'orders.csv': [header, ...lines].join('\n') })
  expect((await commit(hr, before.body.id, '首次导入')).status).toBe(200)
  const { body } = await upload(hr, { 'orders.csv': [header, ...lines.map(change)].join('\n') })
  const { items } = (await hr.get(`/uploads/${body.id}/problems`)).body as { items: { code: string; message: string }[] }
  expect(items.map(({ code }) => code)).toEqual(said.map(() => 'upload_should_not_change_most_records'))
  for (const column of said) expect(items[0]?.message).toContain(column)
  await hr.post(`/uploads/${body.id}/drop`, {})
})
