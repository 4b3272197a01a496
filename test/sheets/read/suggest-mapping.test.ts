import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TABLES } from '../../../src/domain/dataset/tables.ts'
import { headerMapFrom, type SheetMapping, valueMeaningsFrom } from '../../../src/sheets/read/header-map.ts'
import { recognisable } from '../../../src/sheets/read/suggest-columns.ts'
import { suggestMapping } from '../../../src/sheets/read/suggest-mapping.ts'
import { folderOf, readAll } from './reading.ts'
import { EXPECTED } from './suggested-headers.ts'

const PEOPLE = {
  employees: ['S001 马艳', 'S002 朱宁', 'T001 梁平', 'T006 徐勇'].map(record),
  clients: ['C1 远创食品', 'C2 鑫丰五金'].map(record).map((client) => ({ ...client, repSince: 0 })),
  regions: ['EAST 华东区'].map(record),
}
function record(text: string) {
  const [code = '', name = ''] = text.split(' ')
  return { code, name }
}
const KNOWN = recognisable(PEOPLE)

/** A list as text, a cell a comma, with what is suggested for it. */
function suggested(csv: string, said: Partial<SheetMapping> = {}, file = '导出.csv') {
  const rows = csv.split('\n').flatMap((line, index) => (line === '' ? [] : [{ row: index + 1, cells: line.split(',') }]))
  const found = suggestMapping({ file, rows }, KNOWN, said)
  const { meanings, ...mapping } = found.mapping
  return {
    ...found,
    mapping,
    means: Object.fromEntries(found.columns.map(({ position, column }) => [found.names[position], column])),
    meanings: Object.fromEntries([...(meanings ?? [])].map(([key, texts]) => [key, Object.fromEntries(texts)])),
    asked: found.questions.map(({ code, place, values }) => `${code} ${place?.column ?? ''}: ${values.found ?? values.values ?? ''}`),
  }
}
/** The records that the suggested mapping reads, as number and amount, and what was said of them. */
async function readBySuggestion(csv: string, said: Partial<SheetMapping> = {}, file = '导出.csv') {
  const rows = csv.split('\n').flatMap((line, index) => (line === '' ? [] : [{ row: index + 1, cells: line.split(',') }]))
  const { mapping } = suggestMapping({ file, rows }, KNOWN, said)
  const { records, problems } = await readAll(await folderOf({ [file]: csv }), { mappings: [mapping], known: PEOPLE })
  const { table = 'orders' } = mapping
  const at = (key: string) => TABLES[table].columns.findIndex((column) => column.key === key)
  const shown = (records[table] ?? []).map((each) => [each[at('number')], each[at('amount')], each[at('status')]].join(' '))
  return { records: shown, problems: problems.filter(({ severity }) => severity === 'error').map(({ code }) => code) }
}

describe('the share of right suggestions that the documentation names', () => {
  const judged = EXPECTED.flatMap(({ program, table, headers }) => {
    const rows = [0, 1].map((index) => headers.map(([, values]) => values.split('|')[index] ?? ''))
    const sheet = { file: 'a.csv', rows: [headers.map(([header]) => header), ...rows].map((cells, index) => ({ row: index + 1, cells })) }
    const found = suggestMapping(sheet, KNOWN)
    const columns = headers.map(([header, , column], position) => {
      const got = found.columns.find((each) => each.position === position)?.column ?? ''
      return { header: `${program}: ${header}`, column, got }
    })
    return [{ program, table, got: found.mapping.table, columns }]
  })
  const columns = judged.flatMap((each) => each.columns)
  const wrong = columns.filter(({ column, got }) => column !== got)

  test('every list is taken for its table, whatever its name', () => {
    expect(judged.filter(({ table, got }) => table !== got)).toEqual([])
  })

  test('no header of money, number or person is taken for another of its kind', () => {
    expect(wrong.filter(({ got }) => ['number', 'amount', 'date', 'client', 'rep', 'employee', 'count'].includes(got))).toEqual([])
  })

  test('the rate in docs/importing.md is the one counted here', () => {
    expect(columns.length).toBeGreaterThan(100)
    const rate = `${columns.length - wrong.length} of ${columns.length}`
    expect(readFileSync('docs/importing.md', 'utf8'), wrong.map(({ header, got }) => `${header} -> ${got}`).join('; ')).toContain(rate)
  })
})

test('running numbers are no key, and one is made of the record’s own columns', () => {
  const csv = '序号,收款日期,客户名称,收款金额\n1,2026-10-08,远创食品,5\n2,2026-10-09,远创食品,6'
  expect(suggested(csv)).toMatchObject({
    mapping: { table: 'collections', key: ['收款日期', '客户名称', '收款金额'] },
    means: { 收款日期: 'date', 客户名称: 'client', 收款金额: 'amount' },
    asked: [],
  })
})

test('a state, a void mark and whoever released a document answer themselves, what nobody knows is asked with its answers', async () => {
  const csv = [
    '收款单号,收款日期,客户名称,收款金额,审批状态,是否作废,审核人,备注类型',
    'R1,2026-10-08,远创食品,5,已审批,否,王,甲',
    'R2,2026-10-08,远创食品,6,审批中,否,王,甲',
    'R3,2026-10-08,远创食品,7,已审批,是,王,甲',
    'R4,2026-10-08,远创食品,8,已审批,否,,甲',
  ].join('\n')
  const found = suggested(csv)
  expect(found.meanings).toMatchObject({
    'header:是否作废': { 否: 'counts', 是: 'status:void' },
    'header:审核人': { '': 'status:draft', '*': 'counts' },
  })
  expect(found.asked).toEqual(['values_must_be_explained 备注类型: 甲'])
  expect(found.questions[0]?.values).toMatchObject({ key: 'header:备注类型', row: '2' })
  expect(found.questions[0]?.values.choicesEn).toContain('type:refund')
  const answered = await readBySuggestion(csv, { meanings: valueMeaningsFrom({ 'header:备注类型': { 甲: 'counts' } }) })
  expect(answered).toEqual({ records: ['R1 500 audited', 'R2 600 draft', 'R3 700 void', 'R4 800 draft'], problems: [] })
})

describe('a state that means one thing in one program and another in the next', () => {
  const payments = (status: string) =>
    `ID,Posting Date,Party,Paid Amount (CNY),Status\nACC-1,2026-10-08,远创食品,5,${status}\nACC-2,2026-10-09,远创食品,6,Draft`
  const orders = (status: string, header = '单据状态') =>
    `订单编号,下单日期,业务员,客户,订单金额,${header}\nSO-1,2026-10-05,马艳,远创食品,5,${status}`

  test.each([
    [payments('Submitted'), 'final in ERPNext, waiting in Xero'],
    [payments('Unpaid'), 'an invoice counts before it is paid, money does not'],
    [orders('已提交'), 'handed in for approval, or for good'],
    [orders('Open'), 'an order that is open, or a deal'],
    [orders('进行中'), 'being delivered, or being approved'],
    [orders('未收款', '收款状态'), 'an order that is not paid is an order'],
    [orders('完成', '审批状态'), 'over, without how it was decided'],
  ])('is asked: %s', (csv) => {
    expect(suggested(csv).asked).toEqual([expect.stringContaining('values_must_be_explained')])
  })

  test('is asked once: what was said of it is kept, and the states beside it answer themselves', async () => {
    const said = { meanings: valueMeaningsFrom({ status: { Submitted: 'audited', Draft: 'draft' } }) }
    expect(suggested(payments('Submitted'), said).asked).toEqual([])
    expect(await readBySuggestion(payments('Submitted'), said)).toEqual({ records: ['ACC-1 500 audited', 'ACC-2 600 draft'], problems: [] })
  })

  test.each([
    [orders('完成,同意', '审批状态,审批结果'), 'over and granted'],
    [orders('审批通过', '审批状态'), 'granted'],
    [orders('Unpaid', '收款状态'), 'an order that is not paid'],
    [orders('Quotation Sent'), 'a quotation'],
  ])('is none where every program means the same: %s', (csv) => {
    expect(suggested(csv).asked).toEqual([])
  })
})

test('a profile knows the values that it was told: another one is a question the next month, by the file and by the reader', async () => {
  const csv = '收款单号,收款日期,客户名称,收款金额,业务类型\nR1,2026-10-08,远创食品,5,收款\nR2,2026-10-08,远创食品,6,调拨'
  const meanings = valueMeaningsFrom({ 'header:业务类型': { 收款: 'counts' } })
  const said = {
    table: 'collections',
    columns: headerMapFrom('collections', { 收款单号: 'number', 收款日期: 'date', 客户名称: 'client', 收款金额: 'amount' }),
    meanings,
  } as const
  expect(suggested(csv, said).asked).toEqual(['values_must_be_explained 业务类型: 调拨'])
  expect(await readBySuggestion(csv, said)).toEqual({ records: ['R1 500 audited'], problems: ['value_must_be_understood'] })
})

test.each([
  ['13/10/2026', '08/10/2026', 'dmy'],
  ['08/10/2026', '10/13/2026', 'mdy'],
  ['2026/10/8', '2026-10-09', undefined],
  ['20 Oct, 2026', '21 Oct, 2026', 'ymd'],
  ['46303', '46304', 'ymd'],
])('the order of dates is told by %s and %s: %s', (first, second, dates) => {
  const found = suggested(
    `收款单号,收款日期,客户名称,收款金额\nR1,${first.replace(',', '')},远创食品,5\nR2,${second.replace(',', '')},远创食品,6`,
  )
  expect(found.mapping.forms?.dates).toBe(dates)
  expect(found.asked).toEqual([])
})

test('an order that two readings allow is asked with an example, and what each would mean', () => {
  const csv = '收款单号,收款日期,客户名称,收款金额\nR1,10/10/2026,远创食品,5\nR2,08/10/2026,远创食品,6'
  const { questions, mapping } = suggested(csv)
  expect(questions).toMatchObject([
    { code: 'date_order_must_be_said', severity: 'error', place: { row: 3, column: '收款日期' }, values: { found: '08/10/2026' } },
  ])
  expect(questions[0]?.values.readings).toBe('dmy = 2026-10-08, mdy = 2026-08-10')
  expect(mapping.forms?.dates).toBeUndefined()
  expect(suggested(csv, { forms: { dates: 'mdy' } })).toMatchObject({ asked: [], mapping: { forms: { dates: 'mdy' } } })
})

test('answers from 1 to 5 are asked about unless the header says their scale', () => {
  const of = (header: string) => `反馈单号,日期,工程师,${header},问题解决,敬业\nF1,2026-10-08,梁平,4,5,3`
  expect(suggested(of('服务态度')).asked).toEqual(['scale_must_be_said 服务态度: 4'])
  expect(suggested(of('服务态度')).questions[0]?.values).toMatchObject({ most: '5', points: '80.00' })
  expect(suggested(of('服务态度（1-5分）'))).toMatchObject({ asked: [], mapping: { forms: { scale: 5 } } })
  expect(suggested(of('服务态度').replace(',4,', ',92,'))).toMatchObject({ asked: [], mapping: { forms: undefined } })
})

test('one number on several rows with one amount is asked about; with different ones they are lines', async () => {
  const csv = (second: string) =>
    `收款单号,收款日期,客户名称,收款金额,核销金额\nR1,2026-10-08,远创食品,100,60\nR1,2026-10-08,远创食品,${second},40`
  const { questions, asked } = suggested(csv('100'))
  expect(asked).toEqual(['amounts_must_be_of_lines_or_documents 收款金额: 100'])
  expect(questions[0]?.values).toMatchObject({ number: 'R1', document: '100', line: '核销金额 60 + 40' })
  expect(suggested(csv('50'))).toMatchObject({ asked: [], mapping: { forms: { amounts: 'line' } } })
  expect(suggested(csv('100'), { forms: { amounts: 'line' } }).means).toMatchObject({ 核销金额: 'amount' })
  expect((await readBySuggestion(csv('100'), { forms: { amounts: 'line' } })).records).toEqual(['R1 6000 audited', 'R1 4000 audited'])
})

test('of two tables that fit alike one has to be chosen, unless the name or the contents say which', () => {
  const csv = '单据编号,日期,客户,金额,业务员\nR1,2026-10-08,C1,5,S001'
  expect(suggested(csv).asked).toEqual(['table_must_be_chosen : '])
  expect(suggested(csv, { table: 'collections' })).toMatchObject({ asked: [], mapping: { table: 'collections' } })
  expect(suggested(csv, {}, '收款明细.csv')).toMatchObject({ asked: [], mapping: { table: 'collections' } })
})

test('receipts with all columns by their own names are receipts, whatever else is alike', () => {
  const csv = '收款单号,收款日期,客户名称,收款金额,业务员,应收金额,到期日\nR1,2026-10-08,远创食品,5,马艳,9,2026-11-30'
  expect(suggested(csv)).toMatchObject({ mapping: { table: 'collections' }, means: { 收款金额: 'amount', 收款日期: 'date' }, asked: [] })
})

test('a header far below is found, and named where the reader would not look', () => {
  const csv = `${Array.from({ length: 14 }, (_, index) => `说明${index}`).join('\n')}\n收款单号,收款日期,客户名称,收款金额\nR1,2026-10-08,远创食品,5`
  expect(suggested(csv).mapping).toMatchObject({ table: 'collections', headerRow: 15 })
})

test('what is no list of ours is taken for none', () => {
  expect(suggested('甲,乙,丙\n1,2,3\n4,5,6')).toMatchObject({ mapping: { table: undefined }, asked: [] })
})

test('what is in orders as in receipts is asked about, and a day is nobody’s due date: such a list is no opening balance', () => {
  const list = '日期,客户,金额,业务员\n2026-10-05,C1,1200.00,S001\n2026-10-06,C2,300.00,S002'
  const { asked, tables } = suggested(list)
  expect(asked).toEqual(expect.arrayContaining([expect.stringMatching(/^table_must_be_chosen/)]))
  expect(tables.find(({ table }) => table === 'openings')?.columns.map(({ column }) => column) ?? []).not.toContain('due_date')
  expect(suggested(list, {}, '收款.csv').mapping.table).toBe('collections')
})

test.each`
  header        | values                 | known
  ${'收支方向'} | ${'收入|支出'}         | ${'asked'}
  ${'借贷方向'} | ${'贷|借'}             | ${'asked'}
  ${'复核情况'} | ${'已复核|待复核'}     | ${'known'}
  ${'复核结果'} | ${'已复核|复核有疑问'} | ${'asked'}
`(
  'a column that says which way money went, or whether somebody looked it over, is never passed by: $header $values',
  ({ header, values, known }) => {
    const [one, other] = String(values).split('|')
    const list = `收款单号,收款日期,客户名称,收款金额,${header}\nR1,2026-10-05,C1,1200.00,${one}\nR2,2026-10-06,C2,300.00,${other}`
    const { asked, meanings } = suggested(list, { table: 'collections' })
    if (known === 'asked') expect(asked.filter((each) => each.includes(header))).not.toEqual([])
    else expect(meanings[`header:${header}`]).toMatchObject({ [String(other)]: 'status:draft' })
  },
)

test('receipts under headers that no list of ours names: the day is theirs, which way money went is asked, and nothing of it is a debt', () => {
  const list = [
    '收支方向,收到日,流水编码,打款方,经办销售,到账金额(元),复核情况',
    '收入,2026-10-05,L001,远创食品,马艳,1200.00,已复核',
    '支出（退客户）,2026-10-07,L002,远创食品,马艳,200.00,已复核',
    '收入,2026-10-09,L003,鑫丰五金,马艳,500.00,待复核',
  ].join('\n')
  for (const known of [KNOWN, recognisable({})]) {
    const rows = list.split('\n').map((line, index) => ({ row: index + 1, cells: line.split(',') }))
    const { mapping, questions } = suggestMapping({ file: 'recv.csv', rows }, known)
    expect(mapping.table).toBe('collections')
    expect(questions.map(({ code, place }) => [code, place?.column])).toContainEqual(['values_must_be_explained', '收支方向'])
    expect(mapping.meanings?.get('header:复核情况')?.get('待复核')).toBe('status:draft')
  }
})
