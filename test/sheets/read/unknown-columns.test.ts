import { describe, expect, test } from 'vitest'
import { headerMapFrom, valueMeaningsFrom } from '../../../src/sheets/read/header-map.ts'
import { folderOf, readAll } from './reading.ts'

const KEYS = 'number,date,rep,client,amount'
const rowOf = (index: number, value: string) => `SO-${index},2026-10-05,S001,C001,100,${value}`
const orders = (header: string, values: readonly string[]) =>
  folderOf({ 'orders.csv': [`${KEYS},${header}`, ...values.map((value, index) => rowOf(index, value)), ''].join('\n') })
/** What is said of the one unknown column of a table of orders. */
const saidOf = async (header: string, values: readonly string[]) =>
  (await readAll(await orders(header, values))).problems.map(({ code, values: { values: found } }) =>
    found === undefined ? code : `${code} ${found}`,
  )

const PASSED = ['column_must_be_known']

describe('a column that tells whether rows count, or in what money, is an error where it is not read', () => {
  test.each<[header: string, values: string[], found: string, why: string]>([
    ['流程审批状态', ['审批通过', '审批中'], '审批中', 'a state of approval'],
    ['作废状态', ['未作废', '是'], '是', 'a void document'],
    ['是否作废', ['否', '是', '否'], '是', 'a flag'],
    ['是否审核', ['是', '否'], '否', 'the other way round'],
    ['Approval Status', ['Approved', 'Pending'], 'Pending', 'in English'],
    ['审核人', ['王主管', ''], '-', 'nobody has released the second'],
    ['审核日期', ['', ''], '-', 'nor either of these'],
    ['结算币别名称', ['CNY', 'USD'], 'currency', 'another name of the currency is a currency'],
    ['单位', ['元', '万元'], '万元', 'a unit of money'],
    ['金额单位', ['10000'], '10000', 'as a number'],
    ['流程类型', ['普通销售', '委托代销'], '委托代销', 'a kind that nobody explained'],
    ['Document Type', ['Order', 'Credit Note'], 'Credit Note', 'in English'],
    ['备注', ['加急', '作废', ''], '作废', 'values under any header'],
    ['标记', ['已取消'], '已取消', 'likewise'],
    ['col9', ['USD'], 'USD', 'a currency'],
    ['col9', ['销售退货单'], '销售退货单', 'a return'],
    ['客户类型', ['重点', '已作废'], '已作废', 'even below a header of something else'],
  ])('%s with %j: %s, %s', async (header, values, found) => {
    const expected = found === 'currency' ? ['currency_must_be_cny'] : [`column_must_be_understood ${found}`]
    expect((await saidOf(header, values)).map((each) => each.replace(/^currency_must_be_cny.*/, 'currency_must_be_cny'))).toEqual(expected)
  })

  test.each<[header: string, values: string[], why: string]>([
    ['流程审批状态', ['审批通过', '', '已完成'], 'every document counts'],
    ['是否作废', ['否', '否', ''], 'none is void'],
    ['审核人', ['王主管', '李主管'], 'somebody released each'],
    ['审批编号', ['A-1', ''], 'a number of an approval is no state'],
    ['单位', ['台', '件'], 'units of measure'],
    ['计量单位', ['kg', '千克'], 'units of measure'],
    ['开票单位', ['上海万科有限公司', '百元科技'], 'companies'],
    ['金额单位', ['元', ''], 'yuan'],
    ['客户类型', ['重点', '普通'], 'a kind of client'],
    ['产品类型', ['阀门'], 'a kind of product'],
    ['客户状态', ['合作中'], 'a state of the client'],
    ['单据门类', ['甲'], 'no word that tells'],
    ['流程类型', ['普通销售', '销售订单'], 'ordinary documents'],
    ['原币金额', ['100', '200'], 'an amount'],
    ['备注', ['客户作废旧合同后重签', '退货已处理'], 'words within a sentence'],
    ['colour', ['red'], 'anything else'],
  ])('%s with %j is passed over with a warning: %s', async (header, values) => {
    expect(await saidOf(header, values)).toEqual(PASSED)
  })
})

test('rows of totals say nothing of a column, and tables without money have no units or kinds of documents', async () => {
  const folder = await orders('审核人', ['王主管'])
  const { problems } = await readAll(await folderOf({ 'orders.csv': `${KEYS},审核人\n${rowOf(1, '王主管')}\n合计,,,,100,\n` }))
  expect(problems.map(({ code }) => code)).toEqual(['column_must_be_known', 'total_rows_were_left_out'])
  expect((await readAll(folder)).problems.map(({ code }) => code)).toEqual(['column_must_be_known'])
  const visits = await readAll(await folderOf({ 'visits.csv': 'number,date,rep,successful,方式类型\nV1,2026-10-05,S001,是,电话\n' }))
  expect(visits.problems.map(({ code }) => code)).toEqual(['column_must_be_known'])
})

describe('in a mapped sheet', () => {
  const columns = headerMapFrom('orders', { 单号: 'number', 日期: 'date', 业务: 'rep', 客户: 'client', 总额: 'amount' })
  const file = '导出.csv'
  const csv = `单号,日期,业务,客户,总额,审核人,颜色\n1,2026-10-05,S001,C001,100,王,红\n2,2026-10-05,S001,C001,100,,蓝\n`
  const read = async (meanings?: Parameters<typeof valueMeaningsFrom>[0]) =>
    readAll(await folderOf({ [file]: csv }), {
      mappings: [{ file, table: 'orders', columns, meanings: meanings && valueMeaningsFrom(meanings) }],
    })

  test('it is an error too, and a column that tells nothing is left aside without a word', async () => {
    expect((await read()).problems).toMatchObject([{ code: 'column_must_be_understood', place: { row: 1, column: '审核人' } }])
  })

  test('unless the user says which rows are left out, or that it makes no difference', async () => {
    const leftOut = await read({ 'header:审核人': { '': null } })
    expect(leftOut.problems.map(({ code }) => code)).toEqual(['rows_were_left_out'])
    expect(leftOut.records.orders?.map(([number]) => number)).toEqual(['1'])
    const ignored = await read({ 'header:审核人': {} })
    expect(ignored.problems).toEqual([])
    expect(ignored.records.orders).toHaveLength(2)
  })
})

describe('above the header', () => {
  test.each<[title: string, found: string]>([
    ['单位：万元', '单位：万元'],
    ['销售订单表（单位:千元）', '销售订单表（单位:千元）'],
    ['金额单位,万元', '金额单位 万元'],
    ['Currency: USD', 'Currency: USD'],
    ['币种：美元  制表：王', '币种：美元  制表：王'],
  ])('%s is refused', async (title, found) => {
    const { problems, records } = await readAll(await folderOf({ 'orders.csv': `${title}\n${KEYS}\nSO-1,2026-10-05,S001,C001,100\n` }))
    expect(problems).toMatchObject([{ code: 'amounts_must_be_in_yuan', values: { found }, place: { row: 1 } }])
    expect(records.orders).toBeUndefined()
  })

  test.each([
    '单位：元',
    '金额单位:元（人民币）',
    'Currency: CNY',
    '单位：万科集团有限公司',
    '编制单位：上海百元科技',
    'Unit: PCS',
    '2026年10月',
  ])('%s is fine', async (title) => {
    const { problems, records } = await readAll(await folderOf({ 'orders.csv': `${title}\n${KEYS}\nSO-1,2026-10-05,S001,C001,100\n` }))
    expect(problems).toEqual([])
    expect(records.orders).toHaveLength(1)
  })
})
