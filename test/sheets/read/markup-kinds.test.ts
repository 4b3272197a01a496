import { describe, expect, test } from 'vitest'
import type { Limits } from '../../../src/sheets/read/limits.ts'
import { folderOf, readAll } from './reading.ts'
import { textsOf } from './sheet-texts.ts'

/** "回款" and "东方机电" in GBK. */
const RECEIPTS = 'bbd8bfee'
const CLIENT = 'b6abb7bdbbfab5e7'
const gbk = (html: string): Buffer =>
  Buffer.from(Buffer.from(html).toString('hex').replaceAll(Buffer.from('{client}').toString('hex'), CLIENT), 'hex')
const page = (body: string, head = ''): string =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">${head}</head><body>${body}</body></html>`

describe('a web page with the name of a workbook, as many a program exports', () => {
  test.each<[why: string, html: string | Buffer, rows: unknown[]]>([
    [
      'a title over all columns, cells that reach down, entities, breaks and white space',
      page(`<style>td{color:red}</style><table><thead><tr><th colspan="3">回款&amp;退款</th></tr></thead>
        <tr><td rowspan=2>SKD1<td>  a\n   b<br/>c &lt;1&gt; <td> x </tr><tr><td>b2<td>&nbsp;&yen;1,000.50&nbsp;</tr></table>`),
      [
        [1, '回款&退款'],
        [2, 'SKD1', 'a b\nc <1>', 'x'],
        [3, '', 'b2', '¥1,000.50'],
      ],
    ],
    [
      'the header in a table of its own, rows one after the other as a spreadsheet shows them',
      page('<table><tr><th>a</th><th>b</th></tr></table><table><tr><td></td></tr><tr><td>1</td><td>2</td></tr></table>'),
      [
        [1, 'a', 'b'],
        [3, '1', '2'],
      ],
    ],
    [
      'a table inside of a cell of another',
      page('<table><tr><td><table><tr><td>1</td></tr><tr><td>2</td></tr></table></td></tr><tr><td>3'),
      [
        [2, '1'],
        [3, '2'],
        [4, '3'],
      ],
    ],
    ['no row around the cells, and a script in one', '<table><td>1<script>alert("<td>9")</script></td><td>2</td></table>', [[1, '1', '2']]],
    ['GBK as the page says', gbk('<meta charset="gb2312"><table><tr><td>{client}</table>'), [[1, '东方机电']]],
    ['GBK below a head that says UTF-8', gbk(page('<table><tr><td>{client}</table>')), [[1, '东方机电']]],
    ['another encoding that the page says', Buffer.from('<meta charset="big5"><table><tr><td>\u00a4\u00a4</table>', 'latin1'), [[1, '中']]],
    ['two bytes a character', Buffer.from('\ufeff<table><tr><td>甲</table>', 'utf16le'), [[1, '甲']]],
  ])('%s', async (_, html, rows) => {
    expect(await textsOf('a.xls', html)).toEqual([[undefined, rows]])
  })

  test('cells over several rows and columns are its merged cells', async () => {
    const html = '<table><tr><td colspan=2>t</td></tr><tr><td rowspan=3>k</td><td>1</td></tr></table>'
    expect(await textsOf('a.xls', html, 'merged')).toEqual([
      { firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 1 },
      { firstRow: 2, lastRow: 4, firstColumn: 0, lastColumn: 0 },
    ])
  })

  test('it is a dataset like any other, and its problems name its cells', async () => {
    const table = (amount: string) =>
      `<table><tr><th>number<th>date<th>rep<th>client<th>amount</tr><tr><td>SO-1<td>2026-10-05<td>S001<td>C001<td>${amount}</tr></table>`
    const { records } = await readAll(await folderOf({ 'orders.xls': table('1,234.50') }))
    expect(records.orders?.map((each) => each.slice(0, 5))).toEqual([['SO-1', 20261005, 'S001', 'C001', 123450]])
    const { problems } = await readAll(await folderOf({ 'orders.xls': table('12,00') }))
    expect(problems.map(({ code, place }) => [code, { ...place }])).toEqual([
      ['amount_must_have_its_separators_in_place', { file: 'orders.xls', sheet: undefined, row: 2, column: 'amount' }],
    ])
  })

  test.each<[why: string, html: string, limits: Partial<Limits>, code: string]>([
    ['a page without a table', page('<p>回款</p>'), {}, 'file_must_hold_a_list'],
    ['tags without an end', `<table>${'<div>'.repeat(9_000)}`, {}, 'workbook_must_be_a_workbook'],
    ['a tag without an end', `<table><tr><td title="${'x'.repeat(18_000_000)}`, {}, 'workbook_must_be_a_workbook'],
    ['more rows than there may be', `<table>${'<tr><td>1'.repeat(20)}`, { rows: 10 }, 'table_must_not_have_too_many_rows'],
    ['a column beyond the limit', '<table><tr><td colspan=999999>number<td>x', {}, 'table_must_not_have_too_many_columns'],
    ['a page larger than it may unpack to', `<table><tr><td>${'x'.repeat(2_000_000)}`, {}, 'table_must_have_a_header'],
  ])('%s', async (_, html, limits, code) => {
    const { problems } = await readAll(await folderOf({ 'orders.xls': html }), { limits })
    expect(problems.map((problem) => problem.code)).toEqual([code])
  })

  test('cells that reach down and across without bound take no time and no room', async () => {
    const html = `<table>${'<tr><td rowspan=99999999 colspan=99999999>'.repeat(3_000)}</table>`
    const { problems } = await readAll(await folderOf({ 'orders.xls': html }))
    expect(problems.map(({ code }) => code)).toEqual(['table_must_have_a_header'])
  })
})

const NAMESPACES =
  'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
const xml = (sheets: string, more = ''): string =>
  `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook ${NAMESPACES}><Styles>
    <Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style>
    <Style ss:ID="z"><NumberFormat ss:Format="00000"/></Style></Styles>${more}${sheets}</Workbook>`
const worksheet = (rows: string, name = '订单', options = ''): string =>
  `<Worksheet ss:Name="${name}"><Table>${rows}</Table><x:WorksheetOptions>${options}</x:WorksheetOptions></Worksheet>`
const cell = (type: string, value: string, attributes = ''): string => `<Cell ${attributes}><Data ss:Type="${type}">${value}</Data></Cell>`

describe('an XML spreadsheet with the name of a workbook', () => {
  test.each<[cell: string, text: string]>([
    [cell('String', '东方&amp;机电'), '东方&机电'],
    [cell('String', '<B>东方</B>机电'), '东方机电'],
    [cell('Number', '0.30000000000000004'), '0.3'],
    [cell('Number', '46300', 'ss:StyleID="d"'), '2026-10-05'],
    [cell('Number', '0.07', 'ss:StyleID="p"'), '7%'],
    [cell('Number', '7', 'ss:StyleID="z"'), '00007'],
    [cell('DateTime', '2026-10-05T00:00:00.000', 'ss:StyleID="d"'), '2026-10-05'],
    [cell('DateTime', '2026-10-05T09:05:00.000'), '2026-10-05'],
    [cell('DateTime', '1899-12-31T12:00:00.000'), '0.5'],
    [cell('Boolean', '1'), 'TRUE'],
    [cell('Error', '#DIV/0!'), '#DIV/0!'],
    ['<Cell ss:Formula="=A1"/>', '\u0000formula'],
    [cell('Number', '3', 'ss:Formula="=1+2"'), '3'],
  ])('%s reads %s', async (content, text) => {
    expect(await textsOf('a.xls', xml(worksheet(`<Row>${content}</Row>`)))).toEqual([['订单', [[1, text]]]])
  })

  test('rows and cells stand where they say, behind merged ones and below rows that stand for several', async () => {
    const rows = `<Row ss:Index="2" ss:Span="1">${cell('String', 'a', 'ss:MergeAcross="1" ss:MergeDown="2"')}${cell('String', 'c')}</Row>
      <Row>${cell('String', 'e', 'ss:Index="5"')}</Row>`
    const file = xml(worksheet(rows) + worksheet(`<Row>${cell('String', 'x')}</Row>`, '藏', '<x:Visible>SheetHidden</x:Visible>'))
    expect(await textsOf('a.xls', file)).toEqual([
      [
        '订单',
        [
          [2, 'a', '', 'c'],
          [4, '', '', '', '', 'e'],
        ],
      ],
      ['藏', [[1, 'x']]],
    ])
    expect(await textsOf('a.xls', file, 'merged')).toEqual([{ firstRow: 2, lastRow: 4, firstColumn: 0, lastColumn: 1 }])
    const { problems } = await readAll(await folderOf({ 'a.xls': xml(worksheet('<Row/>', '藏', '<x:Visible>SheetHidden</x:Visible>')) }))
    expect(problems.map(({ code }) => code)).toEqual(['file_must_be_a_table', 'dataset_must_hold_a_table'])
  })

  test.each<[why: string, content: string | Buffer, limits: Partial<Limits>, code: string]>([
    ['entities', `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><Workbook ${NAMESPACES}/>`, {}, 'file_must_hold_a_list'],
    ['entities behind the begin', xml(worksheet('<Row/>'), '<!DOCTYPE a>'), {}, 'workbook_must_not_declare_entities'],
    ['cut short', xml(worksheet(`<Row>${cell('String', 'x')}`)).slice(0, -60), {}, 'workbook_must_be_a_workbook'],
    ['no sheet', xml(''), {}, 'workbook_must_be_a_workbook'],
    [
      'a row far below',
      xml(worksheet(`<Row ss:Index="99999999">${cell('String', 'x')}</Row>`)),
      { rows: 100 },
      'table_must_not_have_too_many_rows',
    ],
    [
      'a column far to the right',
      xml(worksheet(`<Row>${cell('String', 'x', 'ss:Index="99999999"')}</Row>`)),
      {},
      'table_must_not_have_too_many_columns',
    ],
    [
      'text of no encoding',
      Buffer.concat([Buffer.from(xml(worksheet('')).replace('订单', 'a').slice(0, -20)), Buffer.of(0xff, 0xff)]),
      {},
      'text_must_be_utf8_or_gb18030',
    ],
  ])('%s', async (_, content, limits, code) => {
    const { problems } = await readAll(await folderOf({ 'orders.xls': content }), { limits })
    expect(problems.map((problem) => problem.code)).toEqual([code])
  })

  test('in the encoding that it declares', async () => {
    const text = xml(worksheet(`<Row>${cell('String', 'R')}</Row>`, 'a')).replace('"1.0"', '"1.0" encoding="GB2312"')
    const bytes = Buffer.from(Buffer.from(text).toString('hex').replace(Buffer.from('>R<').toString('hex'), `3e${RECEIPTS}3c`), 'hex')
    expect(await textsOf('a.xls', bytes)).toEqual([['a', [[1, '回款']]]])
  })
})
