import { join } from 'node:path'
import { expect, test } from 'vitest'
import { oleFile } from './ole-file.ts'
import { EVERY_KIND } from './random-workbook.ts'
import { zipOf } from './raw-workbook.ts'
import { record, u16, wideText, xlsFile } from './raw-xls.ts'
import { folderOf, readAll } from './reading.ts'
import { contentOf } from './sheet-content.ts'
import { randomOdsParts } from './write-random-ods.ts'
import { randomXlsStream } from './write-random-xls.ts'
import { randomXlsbParts } from './write-random-xlsb.ts'
import { randomXlsx } from './write-random-xlsx.ts'

/** WPS calls a workbook .et whether it saved it as Excel 97 did or as Excel does today. */
test.each<[what: string, bytes: Buffer]>([
  ['a workbook of Excel 97', oleFile({ Workbook: randomXlsStream(EVERY_KIND) })],
  ['a workbook of today', randomXlsx(EVERY_KIND)],
  ['a binary one', zipOf(randomXlsbParts(EVERY_KIND))],
  ['an OpenDocument spreadsheet', zipOf(randomOdsParts(EVERY_KIND))],
])('an .et that is %s is read as that', async (_, bytes) => {
  const folder = await folderOf({ '回款.et': bytes, 'a.xlsx': randomXlsx(EVERY_KIND) })
  const content = await contentOf(join(folder, '回款.et'))
  expect(content).toEqual(await contentOf(join(folder, 'a.xlsx')))
  expect(content[0]?.cells.slice(0, 4)).toEqual(['1:0 东方机电', '1:1 east', '1:2 2026-10-05', '1:3 0.1'])
})

test.each<[what: string, bytes: Buffer | string, code: string | undefined]>([
  ['a page', '<table><tr><td>number</td></tr></table>', 'required_columns_must_be_given'],
  ['text', 'number,date\nSO-1,2026-10-05\n', 'required_columns_must_be_given'],
  [
    'one with a password',
    xlsFile([{ name: wideText('a', 1), records: [] }], [record('password', u16(1, 1, 1))]),
    'workbook_must_not_be_encrypted',
  ],
  [
    'one of today with a password',
    oleFile({ EncryptionInfo: Buffer.from('x'), EncryptedPackage: Buffer.alloc(5000) }),
    'workbook_must_not_be_encrypted',
  ],
  ['a document of WPS', oleFile({ WordDocument: Buffer.from('x') }), 'file_must_hold_a_list'],
])('an .et that is %s', async (_, bytes, code) => {
  const { problems } = await readAll(await folderOf({ 'orders.et': bytes }))
  expect(problems[0]?.code).toBe(code)
})
