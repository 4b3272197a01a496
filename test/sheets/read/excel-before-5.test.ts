import { expect, test } from 'vitest'
import { messageOf } from '../../../src/base/problem.ts'
import { oleFile } from './ole-file.ts'
import { double, u16 } from './raw-xls.ts'
import { folderOf, readAll } from './reading.ts'

/** A record of a stream of its own, which is all that a workbook before Excel 5 is. */
function record(kind: number, ...parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts)
  return Buffer.concat([u16(kind, data.length), data])
}
const text = Buffer.concat([u16(0, 0, 0, 6), Buffer.from('number')])
const number = record(0x203, u16(1, 0, 0), double(100))
const end = record(0x0a)

/** LibreOffice 7 opens each of these and shows "number" above 100. */
const EXCEL_2 = [
  record(0x09, u16(2, 16)),
  record(0x04, u16(0, 0), Buffer.from('\0\0\0\u0006number')),
  record(0x02, u16(1, 0), Buffer.alloc(3), u16(100)),
  end,
]
const EXCEL_3 = [record(0x209, u16(0x300, 16, 0)), record(0x204, text), number, end]
const EXCEL_4 = [record(0x409, u16(0x400, 16, 0)), record(0x204, text), number, end]
/** A workbook of several sheets, each bound into one file. */
const EXCEL_4_WORKBOOK = [record(0x409, u16(0x400, 0x100, 0)), record(0x8f, Buffer.alloc(20)), ...EXCEL_4, end]

test.each<[found: string, name: string, bytes: Buffer]>([
  ['Excel 2, 1987', '回款.xls', Buffer.concat(EXCEL_2)],
  ['Excel 3, 1990', '回款.xls', Buffer.concat(EXCEL_3)],
  ['Excel 4, 1992', '回款.xls', Buffer.concat(EXCEL_4)],
  ['Excel 4, 1992', '回款.xlw', Buffer.concat(EXCEL_4_WORKBOOK)],
  ['Excel 4, 1992', '回款.xlsx', Buffer.concat(EXCEL_4)],
  ['Excel 4, 1992', '回款.xls', oleFile({ Book: Buffer.concat([record(0x809, u16(0x400, 5, 0, 0)), end]) })],
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
  const bytes = oleFile({ Workbook: Buffer.concat([record(0x809, u16(0x700, 5, 0, 0)), end]) })
  const { problems } = await readAll(await folderOf({ '回款.xls': bytes }))
  expect(problems.map(({ code, values }) => [code, values.reason])).toEqual([['workbook_must_be_a_workbook', 'version']])
})
