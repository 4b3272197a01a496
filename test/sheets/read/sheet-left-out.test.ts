import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ReadOptions } from '../../../src/sheets/read/read-dataset.ts'
import { inlineRows, rawParts, zipOf } from './raw-workbook.ts'
import { folderOf, readAll } from './reading.ts'

const ORDERS = [
  ['number', 'date', 'rep', 'client', 'amount'],
  ['SO-1', '2026-10-05', 'S001', 'C001', '100'],
]
/** Orders, receipts or expenses: nothing of it says which. */
const TIED = [
  ['单据编号', '日期', '客户', '金额', '业务员'],
  ['R1', '2026-10-08', 'C001', '5', 'S001'],
]
const RECEIPTS = [
  ['收款单号', '收款日期', '付款单位', '实收金额', '客户经理'],
  ['R1', '2026-10-08', 'C001', '5', 'S001'],
]
const text = (rows: readonly (readonly string[])[]) => rows.map((cells) => cells.join()).join('\n')

async function beside(rows: readonly (readonly string[])[], options: ReadOptions = {}) {
  const parts = rawParts({ orders: inlineRows(ORDERS), Sheet2: inlineRows(rows) })
  const folder = await folderOf({ 'book.xlsx': zipOf(parts) })
  const { problems } = await readAll(join(folder, 'book.xlsx'), options)
  return {
    problems,
    said: problems.map(({ code, severity, table, place }) => [severity, code, table, place?.sheet].filter(Boolean).join(' ')),
  }
}

describe('a sheet that nothing reads, beside one that is read', () => {
  test('is asked about where it may as well be one table as another, by an upload and by the commands alike', async () => {
    const asked = ['error table_must_be_chosen Sheet2']
    const { said, problems } = await beside(TIED)
    expect(said).toEqual(asked)
    expect(problems[0]?.values.tables).toMatch(/^orders 订单, collections 回款$/)
    expect((await beside(TIED, { lists: true })).said).toEqual(asked)
    expect((await beside(TIED, { lists: true, areExports: true })).said).toEqual(asked)
  })

  test('is no question once somebody has left it out', async () => {
    const mappings = [{ file: 'book.xlsx', sheet: 'Sheet2', table: undefined }]
    expect((await beside(TIED, { mappings })).said).toEqual([])
    expect((await beside(RECEIPTS, { mappings })).said).toEqual([])
  })

  test('is an error where it is one table under headers of another program that an upload does not read by itself', async () => {
    expect((await beside(RECEIPTS)).said).toEqual(['error sheet_must_not_be_left_out collections Sheet2'])
  })

  test.each([
    [
      [
        ['产品编码', '产品名称', '单价'],
        ['P1', '阀门', '20'],
      ],
      'a list of prices',
    ],
    [
      [
        ['业务员', '客户', '金额'],
        ['S001', 'C001', '500'],
      ],
      'a summary',
    ],
    [
      [
        ['日期', '姓名', '事项'],
        ['2026-10-01', '马艳', '开会'],
      ],
      'notes of whoever does what',
    ],
    [
      [
        ['甲', '乙'],
        ['1', '2'],
      ],
      'anything else',
    ],
  ])('%# stays a warning where it is none of our tables: %s', async (rows) => {
    expect((await beside(rows)).said).toEqual(['warning sheet_must_be_a_table Sheet2'])
  })

  test('is not passed over in silence where the table of the file was chosen and a kept mapping reads another sheet', async () => {
    const parts = rawParts({
      导出: inlineRows(RECEIPTS),
      补充: inlineRows(RECEIPTS.map((cells, at) => (at === 0 ? cells : ['R2', ...cells.slice(1)]))),
    })
    const folder = await folderOf({ 'book.xlsx': zipOf(parts) })
    const columns = new Map([
      ['收款单号', 'number'],
      ['收款日期', 'date'],
      ['付款单位', 'client'],
      ['实收金额', 'amount'],
      ['客户经理', 'rep'],
    ])
    const mappings = [{ file: 'book.xlsx', sheet: '导出', table: 'collections' as const, columns }]
    const { problems } = await readAll(join(folder, 'book.xlsx'), { mappings }, 'collections')
    expect(problems.filter(({ place }) => place?.sheet === '补充').map(({ code, place }) => `${code} ${place?.sheet}`)).toEqual([
      'sheet_must_not_be_left_out 补充',
    ])
  })
})

describe('a file of a folder that nothing reads', () => {
  test.each([
    [TIED, 'error table_must_be_chosen -'],
    [RECEIPTS, 'error sheet_must_not_be_left_out collections'],
    [
      [
        ['甲', '乙'],
        ['1', '2'],
      ],
      'warning file_must_be_a_table -',
    ],
  ])('is told like a sheet, case %#', async (rows, expected) => {
    const folder = await folderOf({ 'orders.csv': text(ORDERS), '十月.csv': text(rows) })
    const { problems } = await readAll(folder)
    expect(problems.map(({ severity, code, table = '-' }) => `${severity} ${code} ${table}`)).toEqual([expected])
    expect(problems[0]?.place?.file).toBe('十月.csv')
  })

  test('alone is no table and says so, as it always did', async () => {
    const { problems } = await readAll(await folderOf({ '十月.csv': text(TIED) }))
    expect(problems.map(({ code }) => code)).toEqual(['file_must_be_a_table', 'dataset_must_hold_a_table'])
  })
})
