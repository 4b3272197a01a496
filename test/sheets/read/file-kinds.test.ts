import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { oleFile } from './ole-file.ts'
import { inlineRows, rawParts, zipOf } from './raw-workbook.ts'
import { folderOf, readAll } from './reading.ts'

const HEADER = ['number', 'date', 'rep', 'client', 'amount']
const LINES = [HEADER, ['SO-1', '2026-10-05', 'S001', '东方机电', '1,234.50'], ['SO-2', '2026-10-06', 'S001', 'C002', '7']]
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** UTF-16 with its mark, as "Unicode text" is written. */
function wide(text: string, isBig = false): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}
const tabbed = `${LINES.map((line) => line.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join('\t')).join('\r\n')}\r\n`
const padded = LINES.map((line) => line.map((cell) => (cell.includes(',') ? `"${cell}"` : `${cell}\t`)).join(',')).join('\r\n')

describe('what a file is stands in its bytes, whatever it is called', () => {
  test.each<[name: string, bytes: string | Buffer, why: string]>([
    ['orders.txt', wide(tabbed), 'Unicode text, as spreadsheets save it'],
    ['orders.txt', wide(tabbed, true), 'the other order of bytes'],
    ['orders.csv', wide(padded.replaceAll('\t', '')), 'CSV of two bytes a character'],
    ['orders.txt.gz', gzipSync(wide(tabbed)), 'packed'],
    ['orders.csv', padded, 'a tab behind each value, to keep its zeros'],
    ['orders.xls', tabbed, 'text with the name of a workbook'],
    ['orders.csv', zipOf(rawParts({ s: inlineRows(LINES) })), 'a workbook with the name of a text'],
    ['orders.et', zipOf(rawParts({ s: inlineRows(LINES) })), 'a workbook of WPS'],
    ['orders.xls.gz', gzipSync(zipOf(rawParts({ s: inlineRows(LINES) }))), 'a workbook under its old name, packed'],
  ])('%s: $2', async (name, bytes) => {
    const { records, problems } = await readAll(await folderOf({ [name]: bytes }))
    expect(problems).toEqual([])
    expect(records.orders?.map((record) => record.slice(0, 5))).toEqual([
      ['SO-1', 20261005, 'S001', '东方机电', 123450],
      ['SO-2', 20261006, 'S001', 'C002', 700],
    ])
  })

  test('a character of two units that a chunk cuts in two', async () => {
    // 128 KB, less the mark, is an odd number of characters of two units each; one of four bytes lies across its end.
    const filler = 'x'.repeat(65_500)
    const text = `number\tname\nA\t${filler}\nB\t${'𠮷'.repeat(60)}\n`
    const { records } = await readAll(await folderOf({ 'regions.txt': wide(text.replace('number', 'code')) }))
    expect(records.regions?.find(([code]) => code === 'B')?.[1]).toBe('𠮷'.repeat(60))
  })

  test('half a character at the end of a text of two bytes each is no text', async () => {
    const { problems } = await readAll(await folderOf({ 'orders.txt': wide(`${tabbed}\ud842`) }))
    expect(problems.map(({ code }) => code)).toContain('text_must_be_utf8_or_gb18030')
  })
})

const documentOf = (target: string, parts: Record<string, string>) =>
  zipOf({ '_rels/.rels': `<Relationships><Relationship Type="${OFFICE}/officeDocument" Target="${target}"/></Relationships>`, ...parts })
const NO_LISTS: readonly (readonly [name: string, bytes: string | Buffer, code: string, looks: string | undefined])[] = [
  ['回款.pdf', '%PDF-1.7\n%âãÏÓ', 'file_must_hold_a_list', 'PDF 文件'],
  ['回款.docx', documentOf('word/document.xml', { 'word/document.xml': '<w/>' }), 'file_must_hold_a_list', 'Word 文档'],
  ['回款.pptx', documentOf('ppt/presentation.xml', { 'ppt/presentation.xml': '<p/>' }), 'file_must_hold_a_list', '演示文稿'],
  ['回款.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file_must_hold_a_list', '图片'],
  ['回款.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'file_must_hold_a_list', '图片'],
  ['回款.xlsx', '', 'file_must_hold_a_list', '空文件'],
  ['回款.csv', '\ufeff \r\n\r\n', 'file_must_hold_a_list', '空文件'],
  ['回款.xml', '<?xml version="1.0"?><feed><entry/></feed>', 'file_must_hold_a_list', 'XML 文件'],
  ['回款.xls', Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 7) % 32)), 'file_must_hold_a_list', '其他程序的文件'],
  ['回款.doc', oleFile({ WordDocument: Buffer.from('x') }), 'file_must_hold_a_list', 'Word 文档'],
  ['回款.msg', oleFile({ Other: Buffer.from('x') }), 'file_must_hold_a_list', '其他程序的文件'],
  ['回款.zip', zipOf({ 'a.csv': 'a,b\n1,2\n' }), 'archive_must_be_unpacked', '压缩包'],
  ['回款.rar', Buffer.from('526172211a070100', 'hex'), 'archive_must_be_unpacked', '压缩包'],
  ['回款.odt', zipOf({ mimetype: 'application/vnd.oasis.opendocument.text' }), 'file_must_hold_a_list', 'Word 文档'],
  ['回款.odp', zipOf({ mimetype: 'application/vnd.oasis.opendocument.presentation' }), 'file_must_hold_a_list', '演示文稿'],
  ['回款.numbers', zipOf({ 'Index/Document.iwa': '' }), 'workbook_must_be_saved_as_xlsx', undefined],
  ['回款.xls', 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n', 'workbook_must_be_saved_as_xlsx', undefined],
  ['回款.xls', Buffer.from('0900040007001000', 'hex'), 'workbook_must_be_saved_as_xlsx', undefined],
]

describe('what is no list says at once what it looks like', () => {
  test.each(NO_LISTS)('%s: %s', async (name, bytes, code, looks) => {
    const { problems } = await readAll(await folderOf({ [name]: bytes }))
    expect(problems.map((problem) => [problem.code, problem.values.looksZh, problem.place?.file])).toEqual([[code, looks, name]])
  })

  test('beside data it is only said to be no table, unless its name is that of one', async () => {
    const pdf = '%PDF-1.7\n'
    const data = await folderOf({ 'orders.txt': wide(tabbed), '合同.pdf': pdf, 'clients.csv': pdf })
    const { problems } = await readAll(data)
    expect(problems.map(({ code, place }) => [code, place?.file])).toEqual([
      ['file_must_hold_a_list', 'clients.csv'],
      ['file_must_be_a_table', '合同.pdf'],
    ])
  })
})
