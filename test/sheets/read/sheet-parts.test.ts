import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sheetParts } from '../../../src/sheets/read/sheet-parts.ts'
import { inlineRows, rawParts, zipOf } from './raw-workbook.ts'
import { folderOf } from './reading.ts'

test('the merged cells of a sheet stand behind its rows; ranges that are none are passed over', async () => {
  const parts = rawParts({ 收款: inlineRows([['a', 'b']]), 其他: inlineRows([['a']]) })
  const merges = ['A2:A4', 'C1:D1', 'B7', 'B9:A8', 'nonsense'].map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  const sheet = 'xl/worksheets/sheet1.xml'
  parts[sheet] = parts[sheet]?.replace('</worksheet>', `<mergeCells count="5">${merges}</mergeCells></worksheet>`) ?? ''
  const folder = await folderOf({ 'a.xlsx': zipOf(parts), 'b.csv': 'a,b\n' })
  const found = await sheetParts(folder)
  expect(await Promise.all(found.map((part) => part.mergedCells()))).toEqual([
    [
      { firstRow: 2, lastRow: 4, firstColumn: 0, lastColumn: 0 },
      { firstRow: 1, lastRow: 1, firstColumn: 2, lastColumn: 3 },
    ],
    [],
    [],
  ])
  expect(found.map(({ file, sheet: name }) => [file, name])).toEqual([
    ['a.xlsx', '收款'],
    ['a.xlsx', '其他'],
    ['b.csv', undefined],
  ])
  expect(await sheetParts(join(folder, 'b.csv'))).toHaveLength(1)
})
