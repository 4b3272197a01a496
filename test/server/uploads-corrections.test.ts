import exceljs from 'exceljs'
import { beforeEach, expect, test } from 'vitest'
import { record, u16, wideText, xlsFile } from '../sheets/read/raw-xls.ts'
import type { ApiClient } from './support/api-client.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

let world: TestService
let hr: ApiClient
beforeEach(async () => {
  world = await makeTestService()
  hr = await world.as('hr')
})

interface Kept {
  readonly n: number
  readonly applied: number
}
interface Uploaded {
  readonly id: string
  readonly state: string
  readonly errors: number
  readonly sha256: string
  readonly corrections: { readonly cells: readonly Kept[]; readonly rows: readonly Kept[] }
}

let keys = 0
async function upload(files: Readonly<Record<string, string | Uint8Array>>, fields: Readonly<Record<string, string>> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  const response = await hr.request('/uploads', { method: 'POST', body: form, headers: { 'idempotency-key': `corrections-${++keys}` } })
  expect(response.status).toBe(201)
  return (await response.json()) as Uploaded
}

async function corrected(id: string, said: object): Promise<Uploaded> {
  const answer = await hr.post(`/uploads/${id}/corrections`, said)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as Uploaded
}

const valuesOf = async (number: string) =>
  ((await hr.get(`/records/orders/${number}`)).body as { record: { values: object } }).record.values

const FILE = 'orders.csv'
const HEADER = 'number,date,rep,client,amount'
const csv = (...rows: string[]) => [HEADER, ...rows].join('\n')
const at = (row: number | null, column: string, found: string, value: string) => ({ file: FILE, sheet: null, row, column, found, value })

test('an amount and an unknown client are corrected in place: what is committed holds what was put there, the file is as it was', async () => {
  const broken = await upload({ [FILE]: csv('K-1,2026-11-02,S001,C0001,1.2.3', 'K-2,2026-11-03,S001,C-nobody,20') })
  expect(broken).toMatchObject({ state: 'broken', errors: 2, corrections: { cells: [], rows: [] } })
  const half = await corrected(broken.id, { cells: [at(2, 'amount', '1.2.3', '12.30')] })
  expect(half).toMatchObject({ state: 'broken', errors: 1, sha256: broken.sha256 })
  const whole = await corrected(broken.id, { cells: [at(3, 'client', 'C-nobody', 'C0002')] })
  expect(whole).toMatchObject({ state: 'checked', errors: 0, sha256: broken.sha256 })
  const cells = [
    { n: 1, row: 2, column: 'amount', found: '1.2.3', value: '12.30', applied: 1 },
    { n: 2, row: 3, column: 'client', found: 'C-nobody', value: 'C0002', applied: 1 },
  ]
  expect(whole.corrections.cells).toMatchObject(cells)
  expect(await hr.post(`/uploads/${broken.id}/commit`, {})).toMatchObject({ status: 200, body: { state: 'committed' } })
  expect(await valuesOf('K-1')).toMatchObject({ amount: '12.30' })
  expect(await valuesOf('K-2')).toMatchObject({ client: 'C0002' })
  // They stay visible, and stand in the audit trail.
  expect((await hr.get(`/uploads/${broken.id}`)).body).toMatchObject({ state: 'committed', corrections: { cells } })
  expect((await hr.get(`/uploads/${broken.id}/rows`)).body).toMatchObject({
    items: [{ cells: ['K-1', '2026-11-02', 'S001', 'C0001', '1.2.3'] }, {}],
  })
  const auditor = await world.as('auditor')
  const audit = (await auditor.get(`/audit?subject=${encodeURIComponent(`upload ${broken.id}`)}&limit=20`)).body
  expect(JSON.stringify(audit)).toContain('upload.correct')
  expect(JSON.stringify(audit)).toContain('C-nobody')
  expect(await hr.post(`/uploads/${broken.id}/corrections`, { undo: [1] })).toMatchObject({
    status: 409,
    body: { problems: [{ code: 'upload_must_not_be_settled_yet' }] },
  })
})

test('a value is corrected wherever its column holds it, and that is undone by its number', async () => {
  const { id } = await upload({ [FILE]: csv('K-1,2026-11-02,S001,某某,1', 'K-2,2026-11-03,S001,C0001,2', 'K-3,2026-11-03,S001,某某,3') })
  const mended = await corrected(id, { cells: [at(null, 'client', '某某', 'C0001')] })
  expect(mended).toMatchObject({ state: 'checked', corrections: { cells: [{ n: 1, row: null, applied: 2 }] } })
  expect(await corrected(id, { undo: [1] })).toMatchObject({ state: 'broken', errors: 2, corrections: { cells: [], rows: [] } })
  expect(await hr.post(`/uploads/${id}/corrections`, { undo: [1] })).toMatchObject({
    status: 404,
    body: { problems: [{ code: 'upload_must_have_the_correction' }] },
  })
})

test('a correction that is wrong again is corrected by what it was corrected to', async () => {
  const { id } = await upload({ [FILE]: csv('K-1,2026-11-02,S001,C0001,x') })
  expect(await corrected(id, { cells: [at(2, 'amount', 'x', 'y')] })).toMatchObject({ state: 'broken', errors: 1 })
  expect(await corrected(id, { cells: [at(2, 'amount', 'y', '5')] })).toMatchObject({ state: 'checked' })
  // Without the first the second finds another value: it is not applied, and says so.
  const undone = await corrected(id, { undo: [1] })
  expect(undone).toMatchObject({ state: 'broken', corrections: { cells: [{ n: 2, applied: 0 }] } })
  expect((await hr.get(`/uploads/${id}/problems`)).body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ code: 'correction_should_still_fit', severity: 'warning' })]),
  })
})

test('a row is left out with a reason: it is not in the book, and it is said which', async () => {
  const { id } = await upload({ [FILE]: csv('K-1,2026-11-02,S001,C0001,1', 'K-2,2026-11-03,S001,,2') })
  const left = await corrected(id, { rows: [{ file: FILE, sheet: null, row: 3, reason: '测试订单' }] })
  expect(left).toMatchObject({
    state: 'checked',
    tables: { orders: { new: 1 } },
    corrections: { rows: [{ n: 1, row: 3, reason: '测试订单', text: 'K-2 2026-11-03 S001 2', applied: 1 }] },
  })
  expect((await hr.get(`/uploads/${id}/problems`)).body).toMatchObject({
    items: [{ code: 'rows_were_left_out_by_hand', severity: 'warning', message: expect.stringContaining('测试订单') }],
  })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
  expect((await hr.get('/records/orders/K-2')).status).toBe(404)
  expect(await valuesOf('K-1')).toMatchObject({ amount: '1.00' })
})

test('what does not find the value that it names is refused, and nothing of what came with it is kept', async () => {
  const broken = await upload({ [FILE]: csv('K-1,2026-11-02,S001,C0001,1.2.3') })
  const good = at(2, 'amount', '1.2.3', '1')
  for (const [said, code] of [
    [{ cells: [good, at(2, 'rep', 'S009', 'S001')] }, 'correction_must_name_what_stands_there'],
    [{ cells: [good, at(9, 'amount', '1.2.3', '1')] }, 'correction_must_find_its_cell'],
    [{ cells: [good, at(2, 'nothing', '1.2.3', '1')] }, 'correction_must_find_its_cell'],
    [{ cells: [good, at(null, 'amount', '7', '1')] }, 'correction_must_find_its_cell'],
    [{ cells: [good, { ...good, file: 'other.csv' }] }, 'correction_must_find_its_cell'],
    [{ cells: [good], rows: [{ file: FILE, sheet: null, row: 1, reason: '表头' }] }, 'row_to_leave_out_must_be_read'],
  ] as const) {
    expect(await hr.post(`/uploads/${broken.id}/corrections`, said)).toMatchObject({ status: 422, body: { problems: [{ code }] } })
  }
  expect((await hr.get(`/uploads/${broken.id}`)).body).toMatchObject({ state: 'broken', errors: 1, corrections: { cells: [], rows: [] } })
  expect(await hr.post(`/uploads/${broken.id}/corrections`, { cells: [at(2, 'amount', '1.2.3', 'a\u0000')] })).toMatchObject({
    status: 422,
  })
  expect(await hr.post(`/uploads/${broken.id}/corrections`, { cells: [at(null, 'client', ' ', 'C0001')] })).toMatchObject({ status: 422 })
  const engineer = await world.as('engineer')
  expect(await engineer.post(`/uploads/${broken.id}/corrections`, { cells: [good] })).toMatchObject({ status: 403 })
})

test('corrections made while somebody else corrects are not lost', async () => {
  const { id } = await upload({ [FILE]: csv('K-1,2026-11-02,S001,C0001,x', 'K-2,2026-11-02,S001,C0001,y') })
  const answers = await Promise.all([
    hr.post(`/uploads/${id}/corrections`, { cells: [at(2, 'amount', 'x', '1')] }),
    hr.post(`/uploads/${id}/corrections`, { cells: [at(3, 'amount', 'y', '2')] }),
  ])
  const made = answers.filter(({ status }) => status === 200).length
  expect(made).toBeGreaterThan(0)
  for (const { status, body } of answers) {
    if (status !== 200) expect(body).toMatchObject({ problems: [{ code: 'upload_corrections_must_be_as_seen' }] })
  }
  expect((await hr.get(`/uploads/${id}`)).body).toMatchObject({ errors: 2 - made, corrections: { cells: { length: made } } })
})

test('a file of another program in GB18030, named to be of a table, keeps its mapping and its corrections', async () => {
  // 销售单号,开单日期,跟进人,购货单位名称,价税合计 with one 客户 nobody knows: 某某.
  const rows = ['销售单号,开单日期,跟进人,购货单位名称,价税合计', 'G-1,2026-11-02,S001,某某,￥1.2.3']
  const file = '导出.csv'
  const { id } = await upload({ [file]: gb18030(rows.join('\n')) })
  const columns = { 销售单号: 'number', 开单日期: 'date', 跟进人: 'rep', 购货单位名称: 'client', 价税合计: 'amount' }
  expect(await hr.post(`/uploads/${id}/check`, { sheets: [{ file, table: 'orders', columns }] })).toMatchObject({ body: { errors: 2 } })
  const cell = (column: string, found: string, value: string) => ({ file, sheet: null, row: 2, column, found, value })
  const said = { cells: [cell('购货单位名称', '某某', 'C0001'), cell('价税合计', '￥1.2.3', '￥1.20')] }
  expect(await corrected(id, said)).toMatchObject({ state: 'checked', sheets: [{ file, table: 'orders', columns }] })
  // Another mapping of the same files is read with them too.
  expect(await hr.post(`/uploads/${id}/check`, { sheets: [{ file, table: 'orders', columns }] })).toMatchObject({
    body: { state: 'checked', corrections: { cells: [{ applied: 1 }, { applied: 1 }] } },
  })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
  expect(await valuesOf('G-1')).toMatchObject({ client: 'C0001', amount: '1.20' })
})

test('of a workbook only the sheet named is corrected; a file that was named to be of a table stays so', async () => {
  const book = new exceljs.Workbook()
  for (const [name, number] of [
    ['orders', 'M-1'],
    ['订单', 'M-2'],
  ] as const) {
    const sheet = book.addWorksheet(name)
    sheet.addRow(HEADER.split(','))
    sheet.addRow([number, '2026-11-02', 'S001', 'C-nobody', 10.5])
  }
  const name = '十一月.xlsx'
  const { id, errors } = await upload({ [name]: new Uint8Array(await book.xlsx.writeBuffer()) })
  expect(errors).toBe(2)
  const cell = { file: name, sheet: '订单', row: 2, column: 'client', found: 'C-nobody', value: 'C0001' }
  expect(await corrected(id, { cells: [cell] })).toMatchObject({ state: 'broken', errors: 1 })
  expect(await corrected(id, { rows: [{ file: name, sheet: 'orders', row: 2, reason: '重复' }] })).toMatchObject({ state: 'checked' })

  const named = await upload({ 'x.csv': csv('N-1,2026-11-02,S001,C0001,?') }, { table: 'orders' })
  const told = { file: 'x.csv', sheet: null, row: 2, column: 'amount', found: '?', value: '3' }
  expect(await corrected(named.id, { cells: [told] })).toMatchObject({ state: 'checked', tables: { orders: { new: 1 } } })
})

test('a wrong cell of an old workbook is corrected in place', async () => {
  const name = '十一月.xls'
  const line = (row: number, cells: readonly string[]) => cells.map((cell, column) => record('label', u16(row, column, 0), wideText(cell)))
  const records = [...line(0, HEADER.split(',')), ...line(1, ['X-9', '2026-11-02', 'S001', 'C0001', '1,2.00'])]
  const { id, state, sha256 } = await upload({ [name]: xlsFile([{ name: wideText('orders', 1), records }]) })
  expect(state).toBe('broken')
  const cell = { file: name, sheet: 'orders', row: 2, column: 'amount', found: '1,2.00', value: '12.00' }
  expect(await corrected(id, { cells: [cell] })).toMatchObject({ state: 'checked', sha256, corrections: { cells: [{ applied: 1 }] } })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
  expect(await valuesOf('X-9')).toMatchObject({ amount: '12.00' })
})

test('a row of a report is left out with a reason, and what it says of the day is not in the book', async () => {
  const file = '考勤.csv'
  const report = '姓名,工号,日期,迟到次数,早退次数\n梁平,T001,2026-11-02,1,0\n梁平,T001,2026-11-03,1,1\n'
  const { id, state } = await upload({ [file]: report })
  expect(state).toBe('checked')
  const left = await corrected(id, { rows: [{ file, sheet: null, row: 3, reason: '系统故障，已核实' }] })
  // Two events are made of it; both are gone.
  expect(left).toMatchObject({ state: 'checked', tables: { attendance: { new: 1 } }, corrections: { rows: [{ row: 3, applied: 2 }] } })
  expect((await hr.get(`/uploads/${id}/problems`)).body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ code: 'rows_were_left_out_by_hand' })]),
  })
  expect(await corrected(id, { undo: [1] })).toMatchObject({ tables: { attendance: { new: 3 } } })
})

test.each([
  [2, '某某', 'in its first row'],
  [3, '某某', 'in a row below, by what is read there'],
  [4, '', 'in a row below, by what stands there'],
])('merged cells that are filled down are one cell: row %i, "%s", %s', async (row, found) => {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('导出')
  sheet.addRow(['单号', '日子', '谁', '对方', '多少'])
  for (const number of ['F-1', 'F-2', 'F-3']) sheet.addRow([number, '2026-11-02', 'S001', number === 'F-1' ? '某某' : '', '5'])
  sheet.addRow(['F-4', '2026-11-02', 'S001', 'C0002', '5'])
  sheet.mergeCells('D2:D4')
  const file = '导出.xlsx'
  const { id } = await upload({ [file]: new Uint8Array(await book.xlsx.writeBuffer()) })
  const columns = { 单号: 'number', 日子: 'date', 谁: 'rep', 对方: 'client', 多少: 'amount' }
  const check = { sheets: [{ file, sheet: '导出', table: 'orders', columns, fill: true }] }
  expect(await hr.post(`/uploads/${id}/check`, check)).toMatchObject({ body: { state: 'broken', errors: 3 } })
  const cell = { file, sheet: '导出', row, column: '对方', found, value: 'C0001' }
  expect(await corrected(id, { cells: [cell] })).toMatchObject({ state: 'checked', corrections: { cells: [{ row, applied: 1 }] } })
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
  for (const number of ['F-1', 'F-2', 'F-3']) expect(await valuesOf(number)).toMatchObject({ client: 'C0001' })
  expect(await valuesOf('F-4')).toMatchObject({ client: 'C0002' })
})

async function replaced(id: string, files: Readonly<Record<string, string>>) {
  const form = new FormData()
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name)
  const response = await hr.request(`/uploads/${id}/files`, { method: 'POST', body: form })
  return { status: response.status, body: (await response.json()) as Uploaded & { readonly fileName: string } }
}

test('the file of an upload is replaced: its mapping and what still fits of its corrections are kept, the rest is named', async () => {
  const header = '销售单号,开单日期,跟进人,购货单位名称,价税合计'
  const rows = ['R-1,2026-11-02,S001,某某,5', 'R-2,2026-11-02,S001,C0001,x', 'R-3,2026-11-02,S001,C0001,y']
  const { id } = await upload({ '导出.csv': [header, ...rows].join('\n') })
  const columns = { 销售单号: 'number', 开单日期: 'date', 跟进人: 'rep', 购货单位名称: 'client', 价税合计: 'amount' }
  expect(await hr.post(`/uploads/${id}/check`, { sheets: [{ file: '导出.csv', table: 'orders', columns }] })).toMatchObject({ status: 200 })
  const cell = (row: number, column: string, found: string, value: string) => ({ file: '导出.csv', sheet: null, row, column, found, value })
  const before = await corrected(id, {
    cells: [cell(2, '购货单位名称', '某某', 'C0002'), cell(3, '价税合计', 'x', '7')],
    rows: [{ file: '导出.csv', sheet: null, row: 4, reason: '重复' }],
  })
  expect(before).toMatchObject({ state: 'checked', tables: { orders: { new: 2 } } })
  // Row 3 was mended in the file, and row 4 is another one now.
  const next = [rows[0], 'R-2,2026-11-02,S001,C0001,8', 'R-4,2026-11-02,S001,C0001,9'].join('\n')
  const after = await replaced(id, { '改好.csv': `${header}\n${next}` })
  expect(after).toMatchObject({
    status: 200,
    body: {
      id,
      state: 'checked',
      fileName: '改好.csv',
      tables: { orders: { new: 3 } },
      sheets: [{ file: '改好.csv', table: 'orders', columns }],
      corrections: {
        cells: [
          { n: 1, file: '改好.csv', applied: 1 },
          { n: 2, applied: 0 },
        ],
        rows: [{ n: 3, applied: 0 }],
      },
    },
  })
  expect(after.body.sha256).not.toBe(before.sha256)
  const codes = ((await hr.get(`/uploads/${id}/problems`)).body as { items: { code: string }[] }).items.map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['correction_should_still_fit', 'row_left_out_should_still_be_there']))
  expect((await hr.get(`/uploads/${id}/rows?file=${encodeURIComponent('改好.csv')}`)).body).toMatchObject({ items: { length: 3 } })
  expect((await hr.request(`/uploads/${id}/marked-copy`)).status).toBe(200)
  expect(await hr.post(`/uploads/${id}/commit`, {})).toMatchObject({ status: 200 })
  expect(await valuesOf('R-1')).toMatchObject({ client: 'C0002' })
  expect(await valuesOf('R-2')).toMatchObject({ amount: '8.00' })
  expect(await replaced(id, { '改好.csv': header })).toMatchObject({
    status: 409,
    body: { problems: [{ code: 'upload_must_not_be_settled_yet' }] },
  })
  expect((await hr.get(`/uploads/${id}/rows`)).status).toBe(200)
})

/** The few signs that these files hold beside ASCII. */
const SIGNS: Readonly<Record<string, string>> = Object.fromEntries(
  (function* () {
    const decoder = new TextDecoder('gb18030')
    for (let high = 0x81; high <= 0xfe; high++)
      for (let low = 0x40; low <= 0xfe; low++) {
        if (low === 0x7f) continue
        yield [decoder.decode(new Uint8Array([high, low])), String.fromCharCode(high, low)]
      }
  })(),
)
function gb18030(text: string): Uint8Array {
  return Buffer.from([...text].map((sign) => (sign < '\u0080' ? sign : (SIGNS[sign] ?? '?'))).join(''), 'latin1')
}

test('who has seen other values does not commit what somebody corrected since, though as many records are new', async () => {
  const { id } = await upload({ [FILE]: csv('K-1,2026-11-02,S001,C0001,10') })
  const { plan } = (await hr.get(`/uploads/${id}`)).body as { plan: { version: string } }
  await corrected(id, { cells: [at(2, 'amount', '10', '99')] })
  const refused = await hr.post(`/uploads/${id}/commit`, { plan: plan.version })
  expect(refused).toMatchObject({ status: 409, body: { problems: [{ code: 'upload_plan_must_be_the_one_shown' }] } })
  const now = (await hr.get(`/uploads/${id}`)).body as { plan: { version: string } }
  expect(await hr.post(`/uploads/${id}/commit`, { plan: now.plan.version })).toMatchObject({ status: 200 })
  expect(await valuesOf('K-1')).toMatchObject({ amount: '99.00' })
})
