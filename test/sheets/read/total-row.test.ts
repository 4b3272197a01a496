import { expect, test } from 'vitest'
import { folderOf, readAll } from './reading.ts'

const HEADER = 'number,date,rep,client,amount,note'
const GOOD = 'SO-1,2026-10-05,S001,C001,100,'

test.each<[row: string, why: string]>([
  ['合计,,,,100,', 'the word in the first cell'],
  ['总 计：,,,,100,', 'with a space and a colon'],
  [',,,本页合计,100,', 'in another cell that a record must have'],
  [',小计,,,100,', 'as the first cell that is not blank'],
  ['华东区小计,,,,100,', 'behind what it adds up'],
  ['合计 1 笔,,,,100,', 'before how many'],
  ['Total,,,,100,', 'in English'],
  ['GRAND TOTAL,,,,100,', 'in capitals'],
  ['Subtotal,,,,100,', 'of a group'],
  ['Total for EAST,,,,100,', 'of one region'],
  ['SO-9,2026-10-31,S001,合计,100,', 'a total with number and date is one all the same'],
])('a row of totals is no record and is said: %s, %s', async (row) => {
  const { records, problems } = await readAll(await folderOf({ 'orders.csv': `${HEADER}\n${GOOD}\n${row}\n` }))
  expect(records.orders?.map(([number]) => number)).toEqual(['SO-1'])
  expect(problems.filter(({ code }) => code !== 'column_must_be_known')).toMatchObject([
    { code: 'total_rows_were_left_out', severity: 'warning', place: { row: 3 } },
  ])
})

test.each<[row: string, why: string]>([
  ['SO-2,2026-10-05,S001,总计量仪器,100,', 'a client whose name begins with the word'],
  ['SO-2,2026-10-05,S001,C001,100,合计', 'the word in a column that is not read'],
  ['Totalis-7,2026-10-05,S001,C001,100,', 'a number that begins with it'],
  ['TOTAL-7,2026-10-05,S001,C001,100,', 'a whole record whose number begins with it'],
])('a record is no total: %s, %s', async (row) => {
  const { records } = await readAll(await folderOf({ 'orders.csv': `${HEADER}\n${GOOD}\n${row}\n` }))
  expect(records.orders).toHaveLength(2)
})

test('totals between groups are named together', async () => {
  const rows = [GOOD, 'S001小计,,,,100,', 'SO-2,2026-10-06,S002,C001,5,', 'S002小计,,,,5,', '合计,,,,105,']
  const { records, problems } = await readAll(await folderOf({ 'orders.csv': [HEADER, ...rows, ''].join('\n') }))
  expect(records.orders).toHaveLength(2)
  expect(problems.find(({ code }) => code === 'total_rows_were_left_out')?.values).toEqual({ found: 'S001小计', rows: '3, 5, 6' })
})
