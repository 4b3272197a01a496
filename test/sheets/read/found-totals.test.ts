import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageOf } from '../../../src/base/problem.ts'
import type { FoundTotal } from '../../../src/domain/dataset/found-total.ts'
import type { TableKey } from '../../../src/domain/dataset/tables.ts'
import { comparedTotal } from '../../../src/server/foresight/compare-totals.ts'
import type { SheetMapping } from '../../../src/sheets/read/header-map.ts'
import { readTableFile } from '../../../src/sheets/read/read-dataset.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-totals-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const known = { employees: [{ code: 'S001', name: '马艳' }], clients: [{ code: 'C1', name: '客户' }] }

async function readLines(table: TableKey, lines: readonly string[], mapping?: SheetMapping) {
  const path = join(folder, 'list.csv')
  writeFileSync(path, `${lines.join('\n')}\n`)
  const reading = await readTableFile(path, table, { known, mappings: mapping ? [mapping] : [] })
  for await (const _ of reading.batches());
  return reading
}

async function totalsOf(...asked: Parameters<typeof readLines>): Promise<readonly FoundTotal[]> {
  const reading = await readLines(...asked)
  expect(reading.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return reading.totals
}

const compared = async (...asked: Parameters<typeof totalsOf>) => (await totalsOf(...asked)).map((total) => comparedTotal(total, 'en'))

const ORDERS = 'number,date,rep,client,amount,quantity'

test('totals of groups and of all are held against the rows that they add up', async () => {
  const rows = [
    'A,2026-10-01,S001,C1,10,1',
    'B,2026-10-01,S001,C1,20.05,2',
    '小计,,,,30.05,3',
    'C,2026-10-02,S001,C1,5,',
    '小计,,,,5,',
    '合计,,,,35.05,3',
  ]
  expect(await compared('orders', [ORDERS, ...rows])).toMatchObject([
    { row: 4, word: '小计', column: 'amount', found: '30.05', read: '30.05', rows: 2, agrees: true },
    { row: 4, column: 'quantity', found: '3', agrees: true },
    { row: 6, column: 'amount', found: '5.00', rows: 1, agrees: true },
    { row: 7, word: '合计', column: 'amount', found: '35.05', rows: 3, agrees: true },
    { row: 7, column: 'quantity', found: '3', agrees: true },
  ])
})

test('a total that does not agree says by how much; of a part it is held against the part', async () => {
  const rows = ['A,2026-10-01,S001,C1,10,', '小计,,,,10,', 'B,2026-10-01,S001,C1,20,', '小计,,,,20.01,', '合计,,,,29.99,']
  expect((await compared('orders', [ORDERS, ...rows])).slice(1)).toMatchObject([
    { found: '20.01', read: '20.00', rows: 1, difference: '0.01', agrees: false, explained: null, leftOut: [] },
    { found: '29.99', read: '30.00', rows: 2, difference: '-0.01', agrees: false, explained: null },
  ])
})

test('rows that were left out explain a difference that they come to, in the forms of the file', async () => {
  const mapping: SheetMapping = {
    file: 'list.csv',
    table: 'collections',
    columns: new Map([
      ['单号', 'number'],
      ['到账日', 'date'],
      ['付款方', 'client'],
      ['金额', 'amount'],
      ['业务员', 'rep'],
    ]),
    meanings: new Map([
      [
        'header:审批',
        new Map([
          ['同意', 'counts'],
          ['拒绝', null],
        ]),
      ],
    ]),
    forms: { decimal: ',' },
  }
  const header = '单号;到账日;付款方;金额;业务员;审批'
  const rows = (total: string) => [
    'K1;2026-10-01;C1;1.000,50;S001;同意',
    'K2;2026-10-02;C1;30,00;S001;拒绝',
    'K3;2026-10-02;C1;9,50;S001;同意',
    `合计;;;${total};;`,
  ]
  expect(await compared('collections', [header, ...rows('1.040,00')], mapping)).toMatchObject([
    {
      ...{ found: '1040.00', read: '1010.00', rows: 2, difference: '30.00', agrees: false, explained: 'left_out' },
      leftOut: [{ row: 3, why: 'left out by the mapping', amount: '30.00' }],
    },
  ])
  expect(await compared('collections', [header, ...rows('1.041,00')], mapping)).toMatchObject([
    { difference: '31.00', explained: null, leftOut: [{ row: 3 }] },
  ])
})

test('a file that adds its refunds up as if they were receipts is understood; sums of any size stay exact', async () => {
  const refunds = ['A,2026-10-01,C1,100,S001,收款', 'B,2026-10-01,C1,30,S001,退款', '合计,,,130,,']
  expect(await compared('collections', ['number,date,client,amount,rep,type', ...refunds])).toMatchObject([
    { found: '130.00', read: '70.00', difference: '60.00', agrees: false, explained: 'signs' },
  ])
  const gives = ['A', 'B', 'C', 'D'].map((number) => `${number},2026-10-01,S001,C1,9000000000000.01,`)
  const takes = ['E', 'F', 'G'].map((number) => `${number},2026-10-01,S001,C1,-9000000000000,`)
  const large = [...gives, ...takes, '合计,,,,9000000000000.04,']
  expect(await compared('orders', [ORDERS, ...large])).toMatchObject([{ found: '9000000000000.04', agrees: true, rows: 7 }])
})

test('a total that does not agree is a warning of whoever reads the file, with its cell, both sums and what explains it', async () => {
  const said = async (lines: readonly string[]) =>
    (await readLines('collections', ['number,date,client,amount,rep,type', ...lines])).problems
      .filter(({ code }) => code === 'total_should_agree')
      .map((problem) => `${problem.severity} ${problem.place?.row} ${problem.place?.column} ${messageOf(problem, 'en')}`)
  const rows = ['A,2026-10-01,C1,100,S001,收款', 'B,2026-10-01,C1,30,S001,退款']
  expect(await said([...rows, '合计,,,70,,'])).toEqual([])
  expect(await said([...rows, '合计,,,75,,'])).toEqual([
    'warning 4 amount The row "合计" says 75.00 in amount, while the 2 rows that were read come to 70.00: a difference of 5.00; look whether rows are missing, or were not read.',
  ])
  expect(await said([...rows, '合计,,,130,,'])).toEqual([expect.stringContaining('the file adds refunds up as if they were receipts')])
  // Of a file with mistakes it would say what these say already.
  expect(await said([...rows, 'C,never,C1,5,S001,收款', '合计,,,75,,'])).toEqual([])
})
