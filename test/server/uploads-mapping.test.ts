import exceljs from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { inlineRows, rawParts, zipOf } from '../sheets/read/raw-workbook.ts'
import { type RawSheet, record, u16, wideText, xlsFile } from '../sheets/read/raw-xls.ts'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
let finance: ApiClient
beforeAll(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
  finance = await world.as('finance')
})

interface Uploaded {
  readonly id: string
  readonly state: string
  readonly errors: number
  readonly tables: Readonly<Record<string, { readonly new: number }>>
  readonly sheets: readonly { readonly file: string; readonly table: string | null; readonly profile: { readonly name: string } | null }[]
}
interface Inspected {
  readonly file: string
  readonly sheet: string | null
  readonly table: string | null
  readonly headerRow: number | null
  readonly columns: readonly {
    readonly header: string
    readonly samples: readonly string[]
    readonly suggestion: { readonly column: string } | null
  }[]
  readonly missing: readonly string[]
}

let keys = 0
async function upload(client: ApiClient, files: Readonly<Record<string, string | Buffer>>): Promise<Uploaded> {
  const form = new FormData()
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  const response = await client.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': `mapping-${++keys}` } })
  expect(response.status).toBe(201)
  return (await response.json()) as Uploaded
}

async function inspected(client: ApiClient, id: string, query = ''): Promise<Inspected[]> {
  const answer = await client.get(`/uploads/${id}/columns${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return (answer.body as { sheets: Inspected[] }).sheets
}

const suggested = ({ columns }: Inspected) =>
  Object.fromEntries(columns.flatMap(({ header, suggestion }) => (suggestion ? [[header, suggestion.column]] : [])))

/** A list of sales as an accounting program writes it: a title, headers of its own, a column that we do not know. */
const SALES = [
  '销售明细表,,,,,',
  '制表时间：2026-11-03,,,,,',
  '销售单号,开单日期,跟进人,购货单位名称,价税合计,仓库',
  'X-1,2026-11-02,S001,C0001,1200.50,一号库',
  'X-2,2026-11-03,S002,C0002,99.00,二号库',
].join('\n')
const OUR_COLUMNS = { 销售单号: 'number', 开单日期: 'date', 跟进人: 'rep', 购货单位名称: 'client', 价税合计: 'amount' }

test('a file with headers of another program is broken, and says what stands in it and what it probably means', async () => {
  const broken = await upload(hr, { '11月导出.csv': SALES })
  expect(broken).toMatchObject({ state: 'broken', tables: {} })
  const [sheet, ...others] = await inspected(hr, broken.id)
  expect(others).toEqual([])
  expect(sheet).toMatchObject({ file: '11月导出.csv', sheet: null, table: 'orders', headerRow: 3, missing: [] })
  expect(sheet && suggested(sheet)).toEqual(OUR_COLUMNS)
  expect(sheet?.columns[4]).toMatchObject({ header: '价税合计', samples: ['1200.50', '99.00'] })
})

test.each([
  ['回款.pdf', '%PDF-1.7', 'file_must_hold_a_list', 'PDF'],
  ['collections.xlsx', '', 'file_must_hold_a_list', '空文件'],
  ['回款.zip', 'PK\u0005\u0006', 'archive_must_be_unpacked', '解压'],
])('%s, which is no list, is broken and says what it looks like on every page that is made of it', async (name, content, code, said) => {
  const { id, state } = await upload(hr, { [name]: content })
  expect(state).toBe('broken')
  const problem = { code, severity: 'error', message: expect.stringContaining(said), place: { file: name } }
  expect((await hr.get(`/uploads/${id}/problems`)).body).toMatchObject({ items: [problem] })
  expect(await inspected(hr, id)).toEqual([])
  expect(await hr.get(`/uploads/${id}/rows`)).toMatchObject({
    status: 200,
    body: { file: name, sheet: null, table: null, columns: [], items: [], general: [problem] },
  })
  expect(await hr.get(`/uploads/${id}/rows?file=${encodeURIComponent(name)}`)).toMatchObject({ status: 200 })
  expect(await hr.get(`/uploads/${id}/rows?file=other.csv`)).toMatchObject({ status: 404 })
})

test('an old workbook is mapped, shown, marked and committed like a new one', async () => {
  const name = '11月导出.xls'
  const line = (row: number, cells: readonly string[]) => cells.map((cell, column) => record('label', u16(row, column, 0), wideText(cell)))
  const sheet = (amount: string): RawSheet => ({
    name: wideText('导出', 1),
    records: [
      ...line(0, ['销售单号', '开单日期', '跟进人', '购货单位名称', '价税合计']),
      ...line(1, ['X-77', '2026-11-02', 'S001', 'C0001', amount]),
    ],
  })
  const hidden: RawSheet = { name: wideText('藏', 1), hidden: true, records: line(0, ['x']) }
  const mapping = { file: name, sheet: '导出', table: 'orders', columns: OUR_COLUMNS }
  const wrong = await upload(hr, { [name]: xlsFile([hidden, sheet('12,00')]) })
  expect((await inspected(hr, wrong.id)).map((each) => [each.sheet, each.table])).toEqual([['导出', 'orders']])
  expect(await hr.post(`/uploads/${wrong.id}/check`, { sheets: [mapping] })).toMatchObject({ body: { state: 'broken', errors: 1 } })
  const marked = await hr.request(`/uploads/${wrong.id}/marked-copy`)
  const copy = new exceljs.Workbook()
  await copy.xlsx.load(await marked.arrayBuffer())
  expect(copy.getWorksheet('导出')?.getCell('E2').value).toBe('12,00')
  expect(JSON.stringify(copy.getWorksheet('导出')?.getCell('E2').note)).toContain('12,00')

  const { id } = await upload(hr, { [name]: xlsFile([hidden, sheet('1,200.00')]) })
  expect(await hr.post(`/uploads/${id}/check`, { sheets: [mapping] })).toMatchObject({
    body: { state: 'checked', tables: { orders: { new: 1 } } },
  })
  expect(await hr.get(`/uploads/${id}/rows`)).toMatchObject({
    body: { sheet: '导出', headerRow: 1, items: [{ row: 2, cells: ['X-77', '2026-11-02', 'S001', 'C0001', '1,200.00'] }] },
  })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200, body: { state: 'committed' } })
})

test('corrected by hand it is checked again without a second upload, and kept under a name the mapping reads the next file by itself', async () => {
  const { id } = await upload(hr, { '11月导出.csv': SALES })
  const sheet = { file: '11月导出.csv', table: 'orders', columns: OUR_COLUMNS, saveAs: '进销存导出' }
  const checked = await hr.post(`/uploads/${id}/check`, { sheets: [sheet] })
  expect(checked).toMatchObject({
    status: 200,
    body: {
      id,
      state: 'checked',
      errors: 0,
      tables: { orders: { new: 2, changed: 0, same: 0 } },
      sheets: [{ table: 'orders', columns: OUR_COLUMNS }],
    },
  })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200, body: { state: 'committed' } })
  expect((await hr.get('/records/orders/X-1')).body).toMatchObject({
    record: { values: { rep: 'S001', client: 'C0001', amount: '1200.50' } },
  })
  expect(await hr.post(`/uploads/${id}/check`, { sheets: [sheet] })).toMatchObject({ status: 409, code: 'upload_must_not_be_settled_yet' })

  // Next month: other rows, columns in another order, full-width and spaced headers.
  const next = await upload(hr, { '12月.csv': '价税 合计,销售单号,开单日期,跟进人,购货单位名称,仓库\n5,X-9,2026-11-09,S001,C0001,\n' })
  expect(next).toMatchObject({
    state: 'checked',
    tables: { orders: { new: 1 } },
    sheets: [{ table: 'orders', profile: { name: '进销存导出' } }],
  })
})

test('profiles are listed, changed and deleted, each with an entry in the audit trail', async () => {
  const { body } = await hr.get('/mapping-profiles?table=orders')
  const [profile] = (body as { items: { id: number; name: string; columns: object }[] }).items
  expect(profile).toMatchObject({ name: '进销存导出', columns: OUR_COLUMNS, version: 1 })
  const edited = { name: '金蝶销售明细', columns: OUR_COLUMNS, meanings: {} }
  const seen = { 'if-match': '"1"' }
  expect(await finance.put(`/mapping-profiles/${profile?.id}`, edited, seen)).toMatchObject({ status: 403 })
  expect(await hr.put(`/mapping-profiles/${profile?.id}`, edited, seen)).toMatchObject({
    status: 200,
    body: { name: '金蝶销售明细', version: 2 },
  })
  expect(await hr.delete(`/mapping-profiles/${profile?.id}`)).toMatchObject({ status: 204 })
  expect(await hr.delete(`/mapping-profiles/${profile?.id}`)).toMatchObject({ status: 404, code: 'thing_must_exist' })
  const trail = await (await world.as('auditor')).get('/audit?limit=50')
  const actions = (trail.body as { items: { action: string }[] }).items.map(({ action }) => action)
  for (const action of ['mapping_profile.keep', 'mapping_profile.edit', 'mapping_profile.delete', 'upload.check_again']) {
    expect(actions).toContain(action)
  }
  expect(await upload(hr, { '12月.csv': SALES })).toMatchObject({ state: 'broken' })
})

test.each([
  ['a column that the table lacks', { columns: { 销售单号: 'colour' } }, 422, 'mapping_columns_must_be_of_the_table'],
  ['two headers for one column', { columns: { 销售单号: 'number', 开单日期: 'number' } }, 422, 'mapping_columns_must_be_of_the_table'],
  ['a header that is not there', { columns: { 收款单号: 'number' } }, 422, 'mapping_headers_must_be_in_the_file'],
  ['a file that is not there', { file: '别的.csv', columns: { 销售单号: 'number' } }, 422, 'mapping_must_fit_the_file'],
])('a mapping with %s is refused, and the upload stays as it was', async (_, part, status, code) => {
  const { id } = await upload(hr, { 'a.csv': SALES })
  const sheet = { file: 'a.csv', table: 'orders', ...part }
  expect(await hr.post(`/uploads/${id}/check`, { sheets: [sheet] })).toMatchObject({ status, code })
  expect((await hr.get(`/uploads/${id}`)).body).toMatchObject({ state: 'broken', sheets: [] })
})

test('finance maps its own tables and no others', async () => {
  const { id } = await upload(finance, { 'a.csv': SALES })
  const [sheet] = await inspected(finance, id)
  expect(sheet?.table).not.toBe('orders')
  const refused = await finance.post(`/uploads/${id}/check`, { sheets: [{ file: 'a.csv', table: 'orders', columns: OUR_COLUMNS }] })
  expect(refused).toMatchObject({ status: 403, code: 'table_must_be_yours_to_keep' })
})

test('a workbook of several sheets: one is mapped, one is left out, and rows keep their problems', async () => {
  const workbook = new exceljs.Workbook()
  const receipts = workbook.addWorksheet('收款单列表')
  receipts.addRows([
    ['单据编号', '业务日期', '往来单位', '收款金额', '销售员', '单据状态'],
    ['SK-1', '2026-11-05', 'C0001', 800, 'S001', '已审核'],
    ['SK-2', '2026-11-31', 'C0001', '3.5万', 'S001', '已审核'],
  ])
  workbook.addWorksheet('透视').addRows([
    ['大区', '合计'],
    ['华东', 1],
  ])
  const { id } = await upload(finance, { '金蝶.xlsx': Buffer.from(await workbook.xlsx.writeBuffer()) })
  const [sheet] = await inspected(finance, id, `?file=${encodeURIComponent('金蝶.xlsx')}&sheet=${encodeURIComponent('收款单列表')}`)
  expect(sheet).toMatchObject({ table: 'collections', missing: [] })
  const checked = await finance.post(`/uploads/${id}/check`, {
    sheets: [
      { file: '金蝶.xlsx', sheet: '收款单列表', table: 'collections', columns: sheet && suggested(sheet) },
      { file: '金蝶.xlsx', sheet: '透视', table: null },
    ],
  })
  expect(checked).toMatchObject({ status: 200, body: { state: 'broken', errors: 2 } })
  const rows = await finance.get(`/uploads/${id}/rows?table=collections`)
  expect(rows.body).toMatchObject({
    sheet: '收款单列表',
    headerRow: 1,
    isCut: false,
    next: null,
    items: [
      { row: 2, cells: ['SK-1', '2026-11-05', 'C0001', '800', 'S001', '已审核'], problems: [] },
      {
        row: 3,
        problems: [
          { position: 1, problem: { code: 'date_must_be_a_date' } },
          { position: 3, problem: { code: 'amount_must_be_in_plain_yuan' } },
        ],
      },
    ],
  })
  const wrong = await finance.get(`/uploads/${id}/rows?table=collections&only=problems`)
  expect((wrong.body as { items: { row: number }[] }).items.map(({ row }) => row)).toEqual([3])
})

test('values of choices are given their meaning, rows of others and totals are left out, and the profile knows it too', async () => {
  const slips = [
    '审批编号,审批状态,发起人工号,请假类型,开始时间',
    '1,完成,T001,倒休,2026-11-04',
    '2,完成,T001,事假,2026-11-05',
    '3,审批中,T002,调休,2026-11-06',
    '合计,,,,',
  ].join('\n')
  const { id } = await upload(hr, { '请假单据.csv': slips })
  const [sheet] = await inspected(hr, id)
  const kinds = sheet?.columns.find(({ header }) => header === '请假类型')
  expect(kinds).toMatchObject({
    suggestion: { column: 'kind' },
    values: [
      { text: '倒休', reads: {} },
      { text: '事假', reads: { kind: 'leave' } },
      { text: '调休', reads: {} },
    ],
  })
  const mapped = {
    file: '请假单据.csv',
    table: 'attendance',
    columns: { 发起人工号: 'employee', 请假类型: 'kind', 开始时间: 'date' },
    saveAs: '钉钉请假',
  }
  expect(await hr.post(`/uploads/${id}/check`, { sheets: [{ ...mapped, meanings: { kind: { 倒休: 'holiday' } } }] })).toMatchObject({
    status: 422,
    code: 'mapping_meanings_must_be_choices',
  })
  const meanings = { kind: { 倒休: 'statutory_leave', 调休: 'leave' }, 'header:审批状态': { 审批中: null } }
  const checked = await hr.post(`/uploads/${id}/check`, { sheets: [{ ...mapped, meanings }] })
  expect(checked).toMatchObject({
    body: { state: 'checked', errors: 0, warnings: 2, tables: { attendance: { new: 2 } }, sheets: [{ meanings }] },
  })
  expect((await hr.get(`/uploads/${id}/problems`)).body).toMatchObject({
    items: [
      { code: 'rows_were_left_out', message: expect.stringContaining('1') },
      { code: 'total_rows_were_left_out', message: expect.stringContaining('5') },
    ],
  })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
  const again = await upload(hr, { '下月.csv': slips })
  expect(again).toMatchObject({ state: 'checked', tables: { attendance: { same: 2 } }, sheets: [{ profile: { name: '钉钉请假' } }] })
})

/** Receipts as a program of another country writes them: the order of dates is open, one type is known and one is not. */
const PAYMENTS = [
  'Receipt No,Payment Date,Customer,Paid Amount,Payment Type,Salesperson',
  'P-1,08/10/2026,C0001,"1,200.50",Receive,S001',
  'P-2,09/10/2026,C0001,($200.50),Pay,S001',
  'P-3,09/10/2026,C0001,70.00,Transfer,S001',
].join('\n')
const PAYMENT_COLUMNS = {
  'Receipt No': 'number',
  'Payment Date': 'date',
  Customer: 'client',
  'Paid Amount': 'amount',
  'Payment Type': 'type',
  Salesperson: 'rep',
}
interface Suggested extends Inspected {
  readonly meanings: object
  readonly forms: object
  readonly questions: readonly { readonly code: string }[]
}

test('what a list does not say is asked, an upload with an open question is broken, and a profile is kept when it is committed', async () => {
  const { id } = await upload(finance, { 'payments.csv': PAYMENTS })
  const [sheet] = (await inspected(finance, id)) as Suggested[]
  expect(sheet).toMatchObject({ table: 'collections', meanings: { type: { receive: 'receipt', pay: 'refund' } }, forms: {} })
  expect(sheet && suggested(sheet)).toEqual(PAYMENT_COLUMNS)
  expect(sheet?.questions.map(({ code }) => code)).toEqual(['values_must_be_explained', 'date_order_must_be_said'])

  const check = (said: object) =>
    finance.post(`/uploads/${id}/check`, {
      sheets: [{ file: 'payments.csv', table: 'collections', columns: PAYMENT_COLUMNS, saveAs: '外国收款', ...said }],
    })
  const known = { receive: 'receipt', pay: 'refund' }
  expect(await check({ meanings: { type: known }, forms: {} })).toMatchObject({ body: { state: 'broken', errors: 2 } })
  expect((await finance.get(`/uploads/${id}/problems`)).body).toMatchObject({
    items: [{ code: 'values_must_be_explained' }, { code: 'date_order_must_be_said' }, { code: 'currency_sign_was_read_as_yuan' }],
  })
  // A first try that leaves rows out by mistake is corrected before it is committed: the profile is what was committed.
  const forms = { dates: 'dmy' }
  expect(await check({ meanings: { type: { ...known, transfer: null } }, forms })).toMatchObject({ body: { state: 'checked' } })
  expect((await finance.get('/mapping-profiles?table=collections')).body).toMatchObject({ items: [] })
  const right = { type: { ...known, transfer: 'receipt' } }
  expect(await check({ meanings: right, forms })).toMatchObject({ body: { state: 'checked', tables: { collections: { new: 3 } } } })
  expect(await finance.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
  expect((await finance.get('/records/collections/P-2')).body).toMatchObject({
    record: { values: { date: '2026-10-09', amount: '-200.50', type: 'refund' } },
  })
  expect((await finance.get('/mapping-profiles?table=collections')).body).toMatchObject({
    items: [{ name: '外国收款', meanings: right, forms }],
  })
})

test('the next month a profile asks about a value that it was not told, and learns the answer when that is committed', async () => {
  const next = PAYMENTS.replaceAll('/10/2026', '/11/2026').replaceAll('P-', 'Q-').replace('Receive', 'Wire')
  const asked = await upload(finance, { 'november.csv': next })
  expect(asked).toMatchObject({ state: 'broken', sheets: [{ profile: { name: '外国收款' } }] })
  expect((await finance.get(`/uploads/${asked.id}/problems`)).body).toMatchObject({
    items: [{ code: 'values_must_be_explained' }, { severity: 'warning' }],
  })
  const meanings = { type: { receive: 'receipt', pay: 'refund', transfer: 'receipt', wire: 'receipt' } }
  const sheet = {
    file: 'november.csv',
    table: 'collections',
    columns: PAYMENT_COLUMNS,
    meanings,
    forms: { dates: 'dmy' },
    saveAs: '外国收款',
  }
  expect(await finance.post(`/uploads/${asked.id}/check`, { sheets: [sheet] })).toMatchObject({ body: { state: 'checked' } })
  expect(await finance.post(`/uploads/${asked.id}/commit`, {})).toMatchObject({ status: 200 })
  expect(await upload(finance, { 'again.csv': next })).toMatchObject({ state: 'checked', tables: { collections: { new: 0, same: 3 } } })
})

test('a profile goes out as a file and comes in again, refused where it speaks of what is not there', async () => {
  const { body } = await finance.get('/mapping-profiles?table=collections')
  const [profile] = (body as { items: { id: number }[] }).items
  const file = (await finance.get(`/mapping-profiles/${profile?.id}/file`)).body as Record<string, object>
  expect(file).toMatchObject({ format: 1, name: '外国收款', table: 'collections', forms: { dates: 'dmy' }, columns: PAYMENT_COLUMNS })
  expect(await finance.put('/mapping-profiles', { ...file, name: '改过的' })).toMatchObject({
    status: 200,
    body: { id: profile?.id, name: '改过的', forms: { dates: 'dmy' } },
  })
  const put = (part: object) => finance.put('/mapping-profiles', { ...file, ...part })
  expect(await put({ headers: ['Customer'] })).toMatchObject({ status: 422, code: 'mapping_file_must_name_its_headers' })
  expect(await put({ columns: { Customer: 'colour' } })).toMatchObject({ status: 422, code: 'mapping_columns_must_be_of_the_table' })
  expect(await put({ meanings: { type: { wire: 'status:gone' } } })).toMatchObject({
    status: 422,
    code: 'mapping_meanings_must_be_choices',
  })
  expect(await put({ table: 'orders', columns: { Customer: 'client' }, meanings: {} })).toMatchObject({ status: 403 })
})

test('a column that tells whether documents count stops an upload until its user says what it means', async () => {
  const lines = ['number,date,rep,client,amount,审核人', 'A-1,2026-11-02,S001,C0001,10,王主管', 'A-2,2026-11-03,S001,C0001,20,']
  const { id, state } = await upload(hr, { 'orders.csv': lines.join('\n') })
  expect(state).toBe('broken')
  expect((await hr.get(`/uploads/${id}/problems`)).body).toMatchObject({
    items: [{ code: 'column_must_be_understood', severity: 'error' }],
  })
  const columns = { number: 'number', date: 'date', rep: 'rep', client: 'client', amount: 'amount' }
  const check = (meanings: object) =>
    hr.post(`/uploads/${id}/check`, { sheets: [{ file: 'orders.csv', table: 'orders', columns, meanings }] })
  expect(await check({})).toMatchObject({ body: { state: 'broken' } })
  expect(await check({ 'header:审核人': { '': null } })).toMatchObject({ body: { state: 'checked', tables: { orders: { new: 1 } } } })
  expect(await check({ 'header:审核人': {} })).toMatchObject({ body: { state: 'checked', tables: { orders: { new: 2 } } } })
})

test('rows come in pages, of checked uploads and of files that nothing is known of', async () => {
  const lines = Array.from({ length: 7 }, (_, index) => `P-${index},2026-11-02,S001,C0001,${index}`)
  const { id } = await upload(hr, { 'orders.csv': ['number,date,rep,client,amount', ...lines].join('\n') })
  const first = (await hr.get(`/uploads/${id}/rows?limit=4`)).body as { items: { row: number }[]; next: string; columns: object[] }
  expect(first.items.map(({ row }) => row)).toEqual([2, 3, 4, 5])
  expect(first.columns[0]).toEqual({ position: 0, header: 'number', column: 'number' })
  const second = (await hr.get(`/uploads/${id}/rows?limit=4&cursor=${first.next}`)).body
  expect(second).toMatchObject({ items: [{ row: 6 }, { row: 7 }, { row: 8 }], next: null })
  const unknown = await upload(hr, { 'x.csv': 'a,b\n1,2\n' })
  expect((await hr.get(`/uploads/${unknown.id}/rows`)).body).toMatchObject({
    table: null,
    headerRow: null,
    items: [{ row: 1 }, { row: 2 }],
  })
})

test('a list that may as well be one table as another is proposed as none, until somebody chooses', async () => {
  const list = '说明,,,,\n单据编号,日期,客户,金额,业务员\nT-1,2026-11-02,C0001,10,S001\n'
  const { id, state } = await upload(hr, { '十一月.csv': list })
  expect(state).toBe('broken')
  const [open] = await inspected(hr, id)
  expect(open).toMatchObject({ table: null, questions: [{ code: 'table_must_be_chosen' }] })
  const [chosen] = await inspected(hr, id, `?file=${encodeURIComponent('十一月.csv')}&table=collections`)
  expect(chosen).toMatchObject({ table: 'collections', questions: [], missing: [] })
})

test('a sheet that fits two tables alike, beside one that is read, blocks the upload until somebody says what it is or leaves it out', async () => {
  const tied = [
    ['单据编号', '日期', '客户', '金额', '业务员'],
    ['T-7', '2026-11-02', 'C0001', '10', 'S001'],
  ]
  const orders = [
    ['number', 'date', 'rep', 'client', 'amount'],
    ['O-7', '2026-11-02', 'S001', 'C0001', '5'],
  ]
  const file = '十一月.xlsx'
  const { id, state } = await upload(hr, { [file]: zipOf(rawParts({ orders: inlineRows(orders), 其他: inlineRows(tied) })) })
  expect(state).toBe('broken')
  const problem = {
    code: 'table_must_be_chosen',
    place: { file, sheet: '其他' },
    message: expect.stringContaining('orders 订单, collections 回款'),
  }
  expect((await hr.get(`/uploads/${id}/problems`)).body).toMatchObject({ items: [problem] })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 409 })

  const own = { file, sheet: 'orders', table: 'orders', columns: null }
  const check = (other: object[]) => hr.post(`/uploads/${id}/check`, { sheets: [own, ...other] })
  expect(await check([])).toMatchObject({ body: { state: 'broken', errors: 1 } })
  expect(await check([{ file, sheet: '其他', table: null }])).toMatchObject({
    body: { state: 'checked', errors: 0, tables: { orders: { new: 1 } } },
  })
  const columns = { 单据编号: 'number', 日期: 'date', 客户: 'client', 金额: 'amount', 业务员: 'rep' }
  expect(await check([{ file, sheet: '其他', table: 'collections', columns }])).toMatchObject({
    body: { state: 'checked', tables: { orders: { new: 1 }, collections: { new: 1 } } },
  })
})
