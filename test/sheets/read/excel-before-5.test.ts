import { expect, test } from 'vitest'
import { messageOf } from '../../../src/base/problem.ts'
import { END, EXCEL_2, EXCEL_3, EXCEL_4, EXCEL_4_WORKBOOK, oldRecord } from './old-workbooks.ts'
import { oleFile } from './ole-file.ts'
import { u16 } from './raw-xls.ts'
import { folderOf, readAll } from './reading.ts'

test.each<[found: string, name: string, bytes: Buffer]>([
  ['Excel 2, 1987', '回款.xls', EXCEL_2],
  ['Excel 3, 1990', '回款.xls', EXCEL_3],
  ['Excel 4, 1992', '回款.xls', EXCEL_4],
  ['Excel 4, 1992', '回款.xlw', EXCEL_4_WORKBOOK],
  ['Excel 4, 1992', '回款.xlsx', EXCEL_4],
  ['Excel 4, 1992', '回款.xls', oleFile({ Book: Buffer.concat([oldRecord(0x809, u16(0x400, 5, 0, 0)), END]) })],
])('a workbook of %s named %s is refused with what it is and what to do', async (found, name, bytes) => {
  const { records, problems } = await readAll(await folderOf({ [name]: bytes }))
  expect(records).toEqual({})
  expect(problems.map((problem) => [problem.place?.file, messageOf(problem, 'zh'), messageOf(problem, 'en')])).toEqual([
    [
      name,
      `这种表格格式（${found}）无法读取。请用 Excel 或 WPS 打开，另存为 .xlsx 再试。`,
      `This kind of spreadsheet (${found}) is not read. Open it in a spreadsheet program and save it as .xlsx.`,
    ],
  ])
})

test('a version that no Excel wrote is a damaged workbook', async () => {
  const bytes = oleFile({ Workbook: Buffer.concat([oldRecord(0x809, u16(0x700, 5, 0, 0)), END]) })
  const { problems } = await readAll(await folderOf({ '回款.xls': bytes }))
  expect(problems.map(({ code, values }) => [code, values.reason])).toEqual([['workbook_must_be_a_workbook', 'version']])
})
