import { expect, test } from 'vitest'
import { shownValue } from '../../../src/domain/dataset/shown-value.ts'
import { TABLES, type TableKey } from '../../../src/domain/dataset/tables.ts'
import { headerMapFrom, type SheetMapping, valueMeaningsFrom } from '../../../src/sheets/read/header-map.ts'
import { rawParts, zipOf } from './raw-workbook.ts'
import { folderOf, readAll } from './reading.ts'

interface Said extends Omit<Partial<SheetMapping>, 'columns' | 'meanings'> {
  readonly columns?: Record<string, string>
  readonly meanings?: Parameters<typeof valueMeaningsFrom>[0]
}

const file = '导出.csv'
async function read(table: TableKey, csv: string, { columns, meanings, ...said }: Said) {
  const mapping: SheetMapping = {
    file,
    table,
    columns: columns && headerMapFrom(table, columns),
    meanings: meanings && valueMeaningsFrom(meanings),
    ...said,
  }
  return shown(table, await readAll(await folderOf({ [file]: csv }), { mappings: [mapping] }))
}

/** Records by the keys of their columns as people write values, and the codes of problems with what they found. */
function shown(table: TableKey, { records, problems }: Awaited<ReturnType<typeof readAll>>) {
  return {
    records: (records[table] ?? []).map((record) =>
      Object.fromEntries(
        TABLES[table].columns.flatMap(({ key, type }, index) => {
          const value = record[index] ?? null
          return value === null ? [] : [[key, shownValue(value, type)]]
        }),
      ),
    ),
    problems: problems.map(({ code, values, place }) => `${code} ${place?.row ?? ''} ${values.found ?? ''}`.trim()),
  }
}

const RECEIPTS = '单据编号,日期,客户,金额,区域'
const receipt = (number: string, amount: string, rest = '') => `${number},2026-10-08,C1,${amount},EAST${rest}`
/** By number what came out: its amount and, where told, its status. */
const amounts = ({ records }: { records: Record<string, string>[] }) =>
  records.map(({ number, amount, status }) => `${number} ${amount} ${status}`)

test('several columns speak of the state of a document: void goes before draft before audited, beside headers of our own too', async () => {
  const meanings = {
    'header:是否作废': { 是: 'status:void', 否: 'counts' },
    'header:审核人': { '': 'status:draft', '*': 'counts' },
  }
  const csv = [
    `${RECEIPTS},单据状态,是否作废,审核人`,
    receipt('R1', '10', ',已审核,否,王'),
    receipt('R2', '20', ',已审核,是,王'),
    receipt('R3', '30', ',已审核,否,'),
    receipt('R4', '40', ',,是,'),
    receipt('R5', '50', ',作废,否,王'),
  ].join('\n')
  const found = await read('collections', csv, { meanings })
  expect(amounts(found)).toEqual(['R1 10.00 audited', 'R2 20.00 void', 'R3 30.00 draft', 'R4 40.00 void', 'R5 50.00 void'])
  expect(found.problems).toEqual([])
})

test('a column that the file does not have is filled by what another means: a refund counts as minus its amount', async () => {
  const csv = `${RECEIPTS},性质\n${receipt('R1', '10', ',收')}\n${receipt('R2', '20', ',退')}\n${receipt('R3', '30', ',供应商')}\n`
  const found = await read('collections', csv, { meanings: { 'header:性质': { 收: 'counts', 退: 'type:refund', 供应商: null } } })
  expect(found.records.map(({ number, amount, type }) => `${number} ${amount} ${type}`)).toEqual(['R1 10.00 receipt', 'R2 -20.00 refund'])
  expect(found.problems).toEqual(['rows_were_left_out  性质: 供应商'])
})

test('values are an allow list: what nobody has explained is a question and no data', async () => {
  const csv = `${RECEIPTS},性质\n${receipt('R1', '10', ',收')}\n${receipt('R2', '20', ',转')}\n`
  const found = await read('collections', csv, { meanings: { 'header:性质': { 收: 'counts' } } })
  expect(amounts(found)).toEqual(['R1 10.00 audited'])
  expect(found.problems).toEqual(['value_must_be_understood 3 转'])
})

test('a value of a column of choices may mean another column: a cancelled kind', async () => {
  const csv = `${RECEIPTS},款项类型\n${receipt('R1', '10', ',货款')}\n${receipt('R2', '20', ',已取消的')}\n`
  const found = await read('collections', csv, { meanings: { kind: { 已取消的: 'status:void' } } })
  expect(amounts(found)).toEqual(['R1 10.00 audited', 'R2 20.00 void'])
})

test.each([
  ['dmy', '08/10/2026', '2026-10-08'],
  ['mdy', '10/8/2026 6:49', '2026-10-08'],
  ['mdy', '10/8/26', '2026-10-08'],
  ['ymd', '26-10-08 星期四', '2026-10-08'],
  ['dmy', '2026-10-08', '2026-10-08'],
  ['dmy', '20 Apr, 2021', '2021-04-20'],
  ['mdy', 'Thu, Oct 8, 2026', '2026-10-08'],
  ['dmy', '8-Oct-26', '2026-10-08'],
  ['ymd', '46303', '2026-10-08'],
  ['ymd', '46303.75', '2026-10-08'],
  ['dmy', '08.10.2026', '2026-10-08'],
] as const)('dates in the order %s: %s is %s', async (dates, text, day) => {
  const csv = `${RECEIPTS}\nR1,"${text}",C1,5,EAST\n`
  expect((await read('collections', csv, { forms: { dates } })).records).toMatchObject([{ date: day }])
})

test.each([
  [{ dates: 'mdy' }, '13/10/2026'],
  [{ dates: 'dmy' }, '31/02/2026'],
  [{}, '08/10/2026'],
  [{}, '20 Apr, 2021'],
  [{}, '46303'],
] as const)('with %j %s is no date, and none is guessed', async (forms, text) => {
  const { problems } = await read('collections', `${RECEIPTS}\nR1,"${text}",C1,5,EAST\n`, { forms })
  expect(problems).toEqual([`date_must_be_a_date 2 ${text}`])
})

test.each([
  [{}, '$1,000.00', '1000.00'],
  [{}, 'CNY 12,500.00', '12500.00'],
  [{}, '12,500.00 CNY', '12500.00'],
  [{}, 'RMB100', '100.00'],
  [{}, '100元', '100.00'],
  [{}, '¥ 100', '100.00'],
  [{}, '(345.60)', '-345.60'],
  [{}, '$(345.60)', '-345.60'],
  [{}, '($345.60)', '-345.60'],
  [{}, '345.60-', '-345.60'],
  [{}, '-$345.60', '-345.60'],
  [{ decimal: ',' }, '1.234,50', '1234.50'],
  [{ decimal: ',' }, '1 234,5', '1234.50'],
  [{ decimal: ',' }, '1234,5-', '-1234.50'],
  [{ decimal: ',' }, '1234.5', '1234.50'],
  [{ decimal: ',' }, '1.234', '1234.00'],
  [{ decimal: '.' }, '1,234', '1234.00'],
] as const)('amounts with %j: %s is %s', async (forms, text, amount) => {
  expect((await read('collections', `${RECEIPTS}\nR1,2026-10-08,C1,"${text}",EAST\n`, { forms })).records).toMatchObject([{ amount }])
})

test.each([
  ['USD 1,000.00', 'currency_must_be_cny'],
  ['€5', 'currency_must_be_cny'],
  ['5.00 HKD', 'currency_must_be_cny'],
  ['(-5)', 'amount_must_be_a_number'],
  ['3.5万', 'amount_must_be_in_plain_yuan'],
])('%s stays an error whatever the forms', async (text, code) => {
  expect((await read('collections', `${RECEIPTS}\nR1,2026-10-08,C1,"${text}",EAST\n`, { forms: {} })).problems).toEqual([
    `${code} 2 ${text}`,
  ])
})

test('answers of a questionnaire become points of a hundred', async () => {
  const csv = '单据编号,日期,工程师,服务态度,问题解决,敬业\nF1,2026-10-08,T1,5,4,1\nF2,2026-10-08,T1,4.5,3分,2\n'
  expect((await read('feedback', csv, { forms: { scale: 5 } })).records).toMatchObject([
    { attitude: '100.00', resolution: '80.00', dedication: '20.00' },
    { attitude: '90.00', resolution: '60.00', dedication: '40.00' },
  ])
  expect((await read('feedback', csv.replace(',5,4,1', ',3,2,1'), { forms: { scale: 3 } })).problems).toEqual([
    'answer_must_be_on_the_scale 3 4.5',
  ])
  const thirds = await read('feedback', '单据编号,日期,工程师,服务态度,问题解决,敬业\nF1,2026-10-08,T1,3,2,1\n', { forms: { scale: 3 } })
  expect(thirds.records).toMatchObject([{ attitude: '100.00', resolution: '66.67', dedication: '33.33' }])
})

test('a number is made of a record’s own columns: the same whenever the file comes again, whatever its spaces', async () => {
  const of = (client: string) => `日期,客户,金额,区域\n2026-10-08 10:20,${client},5,EAST\n2026-10-08 10:21,C2,5,EAST\n`
  const key = ['日期', '客户']
  const first = await read('collections', of('C1'), { key })
  expect(first.records.map(({ number }) => number)).toEqual(['2026-10-08 10:20 C1', '2026-10-08 10:21 C2'])
  expect((await read('collections', of('　C1 '), { key })).records.map(({ number }) => number)).toEqual(
    first.records.map(({ number }) => number),
  )
  expect(first.problems).toEqual(['number_was_made_of_columns 1'])
  const slips = await read('attendance', '姓名,日期,考勤类型\nT1,2026-10-08,事假\n', {
    columns: { 姓名: 'employee', 日期: 'date', 考勤类型: 'kind' },
    key: ['姓名', '日期', '考勤类型'],
  })
  expect(slips.records).toMatchObject([{ employee: 'T1', kind: 'leave', slip: 'T1 2026-10-08 事假' }])
})

test('the lines of a document are records of their own, rows that hold nothing of ours and what is printed below are none', async () => {
  const csv = [
    `${RECEIPTS},品名,单据编码注`,
    receipt('R1', '10', ',阀门,'),
    ',,,,,密封圈,',
    receipt('R2', '20', ',阀门,'),
    receipt('R1', '30', ',阀门,'),
    '合计,,,60,,,',
    '打印人：李会计,,打印日期：2026-11-02,,,,',
    'Monday, Nov 02, 2026 09:00:00 AM GMT-7 - Cash Basis',
  ].join('\n')
  const found = await read('collections', csv, { fill: true, forms: { amounts: 'line' } })
  expect(found.records.map(({ number, line, amount }) => `${number}/${line} ${amount}`)).toEqual(['R1/1 10.00', 'R2/1 20.00', 'R1/2 30.00'])
  expect(found.problems.map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
    'column_must_be_known 1',
    'column_must_be_known 1',
    'continuation_rows_were_left_out 3',
    'total_rows_were_left_out 6',
    'footer_rows_were_left_out 7',
  ])
})

test('the row that the user chose is the header, far below the first ten', async () => {
  const csv = `${Array.from({ length: 14 }, (_, index) => `说明${index},日期`).join('\n')}\n${RECEIPTS}\n${receipt('R1', '10')}\n`
  expect(amounts(await read('collections', csv, { headerRow: 15 }))).toEqual(['R1 10.00 audited'])
  expect((await read('collections', csv, {})).records).toEqual([])
})

test('an amount in the home currency counts whatever the currency of the document', async () => {
  const csv = '单据编号,日期,客户,区域,币种,原币金额,本币金额\nR1,2026-10-08,C1,EAST,美元,100,710\n'
  const columns = { 单据编号: 'number', 日期: 'date', 客户: 'client', 区域: 'region' }
  expect(amounts(await read('collections', csv, { columns: { ...columns, 本币金额: 'amount' } }))).toEqual(['R1 710.00 audited'])
  expect((await read('collections', csv, { columns: { ...columns, 原币金额: 'amount' } })).problems).toEqual([
    'currency_must_be_cny 2 美元',
  ])
})

test('merged cells stand in each row that they cover where the user says so', async () => {
  const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
  const row = (number: number, cells: Record<string, string>) =>
    `<row r="${number}">${Object.entries(cells)
      .map(([column, value]) => text(`${column}${number}`, value))
      .join('')}</row>`
  const rows = [
    row(1, { A: '单据编号', B: '日期', C: '客户', D: '金额', E: '区域' }),
    row(2, { A: 'R1', B: '2026-10-08', C: 'C1', D: '60', E: 'EAST' }),
    row(3, { D: '40', E: 'EAST' }),
    row(4, { A: 'R2', B: '2026-10-09', C: 'C2', D: '5', E: 'EAST' }),
  ].join('')
  const merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/></mergeCells>'
  const parts = rawParts({ 收款: rows })
  const sheet = 'xl/worksheets/sheet1.xml'
  const workbook = zipOf({ ...parts, [sheet]: (parts[sheet] ?? '').replace('</sheetData>', `</sheetData>${merged}`) })
  const said = { file: 'a.xlsx', sheet: '收款', table: 'collections' } as const
  const of = async (mapping: Partial<SheetMapping>) =>
    shown('collections', await readAll(await folderOf({ 'a.xlsx': workbook }), { mappings: [{ ...said, ...mapping }] }))
  expect((await of({})).problems).toHaveLength(3)
  const filled = await of({ fill: true, forms: { amounts: 'line' } })
  expect(filled.problems).toEqual([])
  expect(filled.records.map(({ number, line, client, amount }) => `${number}/${line} ${client} ${amount}`)).toEqual([
    'R1/1 C1 60.00',
    'R1/2 C1 40.00',
    'R2/1 C2 5.00',
  ])
})
