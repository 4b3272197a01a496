import { expect, test } from 'vitest'
import { recognisable, suggestColumns } from '../../../src/sheets/read/suggest-columns.ts'
import { probableHeader, suggestTables } from '../../../src/sheets/read/suggest-table.ts'

const KNOWN = recognisable({
  employees: [
    { code: 'S001', name: '马艳' },
    { code: 'T001', name: '梁平' },
  ],
  clients: [{ code: 'C0001', name: '嘉兴远创食品有限公司' }],
  regions: [{ code: 'EAST', name: '华东区' }],
})

/** Exports as programs write them: header, one row, what each header means and which table it is. */
const EXPORTS = [
  {
    program: 'Kingdee receipts 金蝶收款单',
    called: '收款单列表',
    header: '单据编号|业务日期|单据类型|往来单位|币别|收款金额|销售员|单据状态|备注',
    row: 'SK-1|2026-10-05|销售收款|嘉兴远创食品有限公司|人民币|1,200.50|马艳|已审核|',
    table: 'collections',
    means: { 单据编号: 'number', 业务日期: 'date', 往来单位: 'client', 收款金额: 'amount', 销售员: 'rep', 单据状态: 'status' },
  },
  {
    program: 'Yonyou receipts 用友收款单',
    called: '收款单',
    header: '单据号|单据日期|客户编码|结算方式|本币金额|审核人',
    row: 'R-1|2026-10-05|C0001|电汇|1200.50|demo',
    table: 'collections',
    means: { 单据号: 'number', 单据日期: 'date', 客户编码: 'client', 本币金额: 'amount' },
  },
  {
    program: 'DingTalk leave slips 钉钉请假单据',
    called: '请假单据',
    header: '审批编号|发起人工号|发起人姓名|请假类型|开始时间|时长',
    row: '20261008|T001|梁平|事假|2026-10-08|8',
    table: 'attendance',
    means: { 发起人工号: 'employee', 请假类型: 'kind', 开始时间: 'date' },
  },
  {
    program: 'a list of sales 销售明细',
    called: '11月导出',
    header: '销售单号|开单日期|跟进人|购货单位名称|价税合计|仓库',
    row: 'X-1|2026-11-02|S001|C0001|1200.50|一号库',
    table: 'orders',
    means: { 销售单号: 'number', 开单日期: 'date', 跟进人: 'rep', 购货单位名称: 'client', 价税合计: 'amount' },
  },
  {
    program: 'staff list 花名册',
    called: '花名册',
    header: '员工编号|员工姓名|职位|所属区域|入职时间|手机',
    row: 'T001|梁平|技术客服|华东区|2023-12-28|138',
    table: 'employees',
    means: { 员工编号: 'number', 员工姓名: 'name', 职位: 'position', 所属区域: 'region', 入职时间: 'hired_on' },
  },
] as const

for (const { program, called, header, row, table, means } of EXPORTS) {
  test(`${program}: the table and its columns are suggested`, () => {
    const names = header.split('|')
    const samples = row.split('|').map((value) => [value])
    expect(suggestTables(names, samples, [called], KNOWN)[0]?.table).toBe(table)
    const found = suggestColumns(table, names, samples, KNOWN)
    expect(Object.fromEntries(found.map(({ position, column }) => [names[position], column]))).toMatchObject(means)
  })
}

test('a header that says nothing is told by its values: numbers of people, codes of clients', () => {
  const found = suggestColumns('orders', ['甲', '乙', '丙'], [['S001'], ['C0001'], ['一号库']], KNOWN)
  expect(found).toEqual([
    { position: 0, column: 'rep', by: 'values' },
    { position: 1, column: 'client', by: 'values' },
  ])
})

test('the code goes before the name where a sheet has both, and no column is suggested twice', () => {
  const found = suggestColumns('orders', ['客户名称', '客户编码'], [['嘉兴远创食品有限公司'], ['C0001']], KNOWN)
  expect(found).toEqual([{ position: 1, column: 'client', by: 'own' }])
})

test.each([
  ['titles above the header', ['销售明细表', '制表时间：2026-11-03', '单据编号|业务日期|金额', 'X-1|2026-11-02|5'], 2],
  ['a header of words that nobody knows', ['甲方|乙方|丙方', '1|2|3'], 0],
])('the header is found: %s', (_, lines, at) => {
  const top = lines.map((line, index) => ({ row: index + 1, cells: line.split('|') }))
  expect(probableHeader(top)?.row).toBe(at + 1)
})
