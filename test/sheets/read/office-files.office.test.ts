import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { CAN_RECALCULATE, convert } from '../workbooks/spreadsheet-program.ts'
import { EXCEL_2, EXCEL_3, EXCEL_4 } from './old-workbooks.ts'
import { folderOf, readAll } from './reading.ts'
import { contentOf } from './sheet-content.ts'

/** A workbook with what people have in theirs. */
async function writeSource(path: string): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('订单')
  sheet.addRow(['number', 'date', 'rep', 'client', 'amount', 'quantity'])
  for (let row = 2; row < 40; row++) {
    const values = [`SO-${row}`, new Date(Date.UTC(2026, 9, row % 28, 12)), 7, '东方机电', row * 1.1, { formula: `ROW()*${row}` }]
    const cells = sheet.addRow(values)
    cells.getCell(2).numFmt = row % 2 ? 'yyyy-mm-dd' : 'yyyy"年"m"月"d"日" h:mm'
    cells.getCell(3).numFmt = '0000'
    cells.getCell(5).numFmt = '"¥"#,##0.00'
  }
  sheet.autoFilter = 'A1:F1'
  sheet.getRow(9).hidden = true
  const other = workbook.addWorksheet('其他')
  const cells: [ExcelJS.CellValue, string?][] = [
    [0.07, '0.0%'],
    [0.354166666666667, 'h:mm'],
    [0.1 + 0.2],
    [123456789012345],
    [-5, '#,##0;[Red](#,##0)'],
    [{ formula: '1/0' }],
    [{ formula: 'NA()' }],
    [{ formula: 'LN(-1)' }],
    [{ formula: '"x"&"y"' }],
    [{ formula: '""' }],
    [{ formula: 'DATE(2026,10,5)' }, 'yyyy/m/d'],
    [{ richText: [{ text: '东' }, { font: { bold: true }, text: '方' }] }],
    [' a  b\nc '],
    ['007'],
    ['same'],
    ['same'],
  ]
  for (const _ of [1, 2, 3]) {
    const row = other.addRow(cells.map(([value]) => value))
    for (const [at, [, format]] of cells.entries()) if (format) row.getCell(at + 1).numFmt = format
  }
  other.getCell('A1').note = 'a note'
  other.mergeCells('B20:C22')
  other.getCell('B20').value = 'merged'
  other.mergeCells('E30:G30')
  workbook.addWorksheet('藏', { state: 'hidden' }).addRow(['hidden'])
  await workbook.xlsx.writeFile(path)
}

describe.skipIf(!CAN_RECALCULATE)('files that LibreOffice saves (skipped where it is not installed)', () => {
  let folder = ''
  const saved = (kind: string): string => join(folder, kind, `orders.${kind}`)
  beforeAll(async () => {
    folder = await folderOf({})
    await writeSource(join(folder, 'orders.xlsx'))
    for (const kind of ['xlsx', 'ods', 'xls'] as const) {
      await mkdir(join(folder, kind))
      await convert([join(folder, 'orders.xlsx')], kind, join(folder, kind))
    }
  })

  test.each(['ods', 'xls'])('as .%s they read as they do as .xlsx, cell by cell', async (kind) => {
    const content = await contentOf(saved(kind))
    expect(content).toEqual(await contentOf(saved('xlsx')))
    expect(content.map(({ name, hidden, cells }) => [name, hidden, cells.length])).toEqual([
      ['订单', false, 234],
      ['其他', false, 46],
      ['藏', true, 1],
    ])
  })

  test('as .ods they are a dataset like any other', async () => {
    const { records, problems } = await readAll(join(folder, 'ods'))
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(records.orders).toHaveLength(38)
    expect(records.orders?.[0]?.slice(0, 5)).toEqual(['SO-2', 20261002, '0007', '东方机电', 220])
  })
})

test.skipIf(!CAN_RECALCULATE)('the workbooks of Excel 2 to 4 that are refused are such ones: LibreOffice opens them', async () => {
  const folder = await folderOf({})
  for (const [name, bytes] of Object.entries({ two: EXCEL_2, three: EXCEL_3, four: EXCEL_4 })) {
    await writeFile(join(folder, `${name}.xls`), bytes)
    await convert([join(folder, `${name}.xls`)], 'ods', folder)
    const [sheet] = await contentOf(join(folder, `${name}.ods`))
    expect(sheet?.cells).toEqual(['1:0 number', '2:0 100'])
  }
})
