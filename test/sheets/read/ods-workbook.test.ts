import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { cell } from '../../../src/domain/dataset/tables.ts'
import { Corrections } from '../../../src/sheets/read/corrections.ts'
import type { Limits } from '../../../src/sheets/read/limits.ts'
import { REPORT_READERS } from '../../../src/sheets/reports/report-readers.ts'
import { odsCell, odsFile, odsParts, odsRow, odsSheet, odsText } from './raw-ods.ts'
import { zipOf } from './raw-workbook.ts'
import { folderOf, readAll } from './reading.ts'
import { textsOf } from './sheet-texts.ts'

const HIDDEN = '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
const HEADER = ['number', 'date', 'rep', 'client', 'amount']
const repeated = (what: 'rows' | 'columns', count: number): string => ` table:number-${what}-repeated="${count}"`
const blank = (count: number): string => `<table:table-cell${repeated('columns', count)}/>`

describe('cells of an OpenDocument spreadsheet read as those of an .xlsx', () => {
  test.each<[cell: string, text: string, why: string]>([
    [odsText('东方机电'), '东方机电', 'a text'],
    [odsCell('office:value-type="float" office:value="1234.5"', '¥1,234.50'), '1234.5', 'a number, however it is shown'],
    [odsCell('office:value-type="float" office:value="0.30000000000000004"', '0.3'), '0.3', '15 digits'],
    [odsCell('office:value-type="float" office:value="42"', '00042'), '00042', 'zeros that the format writes'],
    [
      odsCell('office:value-type="float" office:value="41.999999999999993"', '00042'),
      '00042',
      'zeros before the noise of a binary fraction',
    ],
    [odsCell('office:value-type="float" office:value="42.4"', '00042'), '42.4', 'zeros that stand for a rounded number are not taken'],
    [odsCell('office:value-type="currency" office:currency="CNY" office:value="-7.1"', '-7.10元'), '-7.1', 'money'],
    [odsCell('office:value-type="percentage" office:value="0.07"', '7.0%'), '7%', 'a percentage'],
    [odsCell('office:value-type="date" office:date-value="2026-10-05"', '10月5日'), '2026-10-05', 'a day'],
    [odsCell('office:value-type="date" office:date-value="2026-10-05T12:30:00"', 'x'), '2026-10-05', 'a moment'],
    [odsCell('office:value-type="date" office:date-value="soon"', 'x'), 'soon', 'a day that is none'],
    [odsCell('office:value-type="time" office:time-value="PT08H30M00S"', '8:30'), '0.354166666666667', 'a time of day, as of Excel'],
    [odsCell('office:value-type="time" office:time-value="later"', '8:30'), '8:30', 'a time that is none'],
    [odsCell('office:value-type="boolean" office:boolean-value="true"', '是'), 'TRUE', 'a truth'],
    [odsCell('office:value-type="boolean" office:boolean-value="false"', '否'), 'FALSE', 'another'],
    [odsCell('office:value-type="string" office:string-value="" calcext:value-type="error"', '#N/A'), '#N/A', 'an error'],
    [odsCell('office:value-type="string" calcext:value-type="error"', 'Err:502'), '#VALUE!', 'an error that only LibreOffice has'],
    [odsCell('table:formula="of:=A1" office:value-type="float" office:value="7"', '7'), '7', 'the number of a formula'],
    [odsCell('table:formula="of:=A1" office:value-type="string" office:string-value="甲"', '乙'), '甲', 'the text of one'],
    [`${odsCell('table:formula="of:=&quot;&quot;"', ' ')}${odsText('b')}`, ' |b', 'one whose text is nothing'],
    [odsCell('table:formula="of:=A1"'), '\u0000formula', 'one that was never computed'],
    [odsCell('office:value-type="float"', '7'), '7', 'a number without its value'],
    ['<table:table-cell office:value-type="string"><text:p>甲</text:p><text:p>乙</text:p></table:table-cell>', '甲\n乙', 'two lines'],
    [odsText('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), 'a   b\tc\nd', 'spaces, a tab, a line break'],
    [odsText('甲<text:span>乙</text:span><text:a>丙</text:a>\n   丁'), '甲乙丙 丁', 'fonts, a link, a line break of the XML'],
    [odsText('甲<office:annotation><text:p>note</text:p></office:annotation>'), '甲', 'a note within a text'],
    [
      '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>甲</text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></table:table-cell>',
      '甲',
      'a note and a box beside it',
    ],
    [`${odsText('a')}<table:covered-table-cell/>${odsText('c')}`, 'a||c', 'a cell that another covers'],
    [`${blank(2)}${odsText('c')}${blank(16_381)}`, '||c', 'blank cells before and behind'],
    [odsCell(`office:value-type="float" office:value="7"${repeated('columns', 3)}`, '7'), '7|7|7', 'three that are alike'],
  ])('%#: $2', async (cell, text) => {
    const file = odsFile(odsSheet('订单', odsRow([]) + odsRow([cell])))
    expect(await textsOf('a.ods', file)).toEqual([['订单', [[2, ...text.split('|')]]]])
  })

  test('rows that stand for many, in groups, hidden and filtered ones among them as in an .xlsx', async () => {
    const rows = [
      `<table:table-header-rows>${odsRow(['a'])}</table:table-header-rows>`,
      odsRow([blank(16_384)], repeated('rows', 10)),
      `<table:table-row-group>${odsRow(['b'], repeated('rows', 2))}</table:table-row-group>`,
      odsRow(['c'], ' table:visibility="filter"'),
      odsRow(['d'], ' table:visibility="collapse"'),
      odsRow([blank(16_384)], repeated('rows', 1_048_560)),
      odsRow([blank(16_384)]),
    ]
    expect(await textsOf('a.ods', odsFile(odsSheet('s', rows.join(''))))).toEqual([
      [
        's',
        [
          [1, 'a'],
          [12, 'b'],
          [13, 'b'],
          [14, 'c'],
          [15, 'd'],
        ],
      ],
    ])
  })

  test('merged cells, sheets that are hidden, tables that are no sheets', async () => {
    const merged = odsCell('office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="3"', '东')
    const changes = `<table:tracked-changes><table:deletion><table:table-cell><text:p>old</text:p></table:table-cell></table:deletion></table:tracked-changes>`
    const shapes = `<table:shapes><draw:frame><table:table>${odsRow(['of a shape'])}</table:table></draw:frame></table:shapes>`
    const sheets = [
      changes,
      odsSheet('甲', shapes + odsRow(['x']) + odsRow([blank(1), merged])),
      odsSheet('藏', odsRow(['y']), 'away'),
      odsSheet('乙', odsRow(['z'])),
    ]
    const file = odsFile(sheets.join(''), HIDDEN)
    expect(await textsOf('a.ods', file)).toEqual([
      [
        '甲',
        [
          [1, 'x'],
          [2, '', '东'],
        ],
      ],
      ['藏', [[1, 'y']]],
      ['乙', [[1, 'z']]],
    ])
    expect(await textsOf('a.ods', file, 'merged')).toEqual([{ firstRow: 2, lastRow: 4, firstColumn: 1, lastColumn: 2 }])
    const order = [
      'SO-1',
      odsCell('office:value-type="date" office:date-value="2026-10-05"'),
      'S001',
      '东方机电',
      odsCell('office:value-type="float" office:value="100"'),
    ]
    const hidden = odsFile(
      odsSheet('订单', odsRow(HEADER) + odsRow(['x']), 'away') + odsSheet('orders', odsRow(HEADER) + odsRow(order)),
      HIDDEN,
    )
    expect((await readAll(await folderOf({ 'a.ods': hidden }))).records.orders?.map((each) => each.slice(0, 5))).toEqual([
      ['SO-1', 20261005, 'S001', '东方机电', 10000],
    ])
  })
})

describe('it is a dataset like any other, whatever its name', () => {
  const file = odsFile(
    odsSheet('x', odsRow(HEADER) + odsRow(['SO-1', '2026-10-05', 'S001', 'C001', '1']) + odsRow(['SO-2', '', 'S001', 'C001', '1'])),
  )
  test.each<[string, Buffer]>([
    ['orders.ods', file],
    ['orders.xlsx', file],
    ['orders.ods.gz', gzipSync(file)],
  ])('%s', async (name, bytes) => {
    const { records, problems } = await readAll(await folderOf({ [name]: bytes }))
    expect(records.orders).toHaveLength(1)
    expect(problems.map(({ code, place }) => [code, place?.sheet, place?.row, place?.column])).toEqual([
      ['cell_must_be_given', 'x', 3, 'date'],
    ])
  })
})

describe('what is said of a sheet holds for it', () => {
  const spanned = (text: string) => odsCell('office:value-type="string" table:number-rows-spanned="2"', text)
  const covered = '<table:covered-table-cell/>'
  const receipts = odsSheet(
    '收款',
    odsRow(['单据编号', '业务日期', '客户编码', '收款金额', '区域']) +
      odsRow([spanned('R1'), spanned('2026-10-08'), spanned('C1'), '60', 'EAST']) +
      odsRow([covered, covered, covered, '4O', 'EAST']),
  )

  test('a mapping with merged cells to be filled, and a corrected cell', async () => {
    const mapping = { file: 'a.ods', sheet: '收款', table: 'collections', fill: true, forms: { amounts: 'line' } } as const
    const at = { file: 'a.ods', sheet: '收款', row: 3, column: '收款金额' }
    const corrections = new Corrections({ cells: [{ ...at, found: '4O', value: '40' }], rows: [] })
    const { records, problems } = await readAll(await folderOf({ 'a.ods': odsFile(receipts) }), { mappings: [mapping], corrections })
    expect(problems).toEqual([])
    expect(
      records.collections?.map((record) => ['number', 'line', 'client', 'amount'].map((key) => cell('collections', record, key))),
    ).toEqual([
      ['R1', '1', 'C1', 6000],
      ['R1', '2', 'C1', 4000],
    ])
  })

  test('a report of another program', async () => {
    const days =
      odsRow(['姓名', '日期', '迟到次数', '早退次数']) +
      odsRow(['张三', '2026-10-08', odsCell('office:value-type="float" office:value="1"', '1'), '0'])
    const { records } = await readAll(await folderOf({ '日报.ods': odsFile(odsSheet('每日统计', days)) }), { reports: REPORT_READERS })
    expect(records.attendance?.map((record) => ['date', 'employee', 'kind'].map((key) => cell('attendance', record, key)))).toEqual([
      [20261008, '张三', 'late'],
    ])
  })
})

const large = odsRow([odsText('x'.repeat(50))], repeated('rows', 1_000_000))
test.each<[why: string, file: Buffer, limits: Partial<Limits>, code: string]>([
  ['a password', odsFile('', '', '<manifest:encryption-data/>'), {}, 'workbook_must_not_be_encrypted'],
  ['no content', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), {}, 'workbook_must_be_a_workbook'],
  ['no sheets', odsFile(''), {}, 'workbook_must_be_a_workbook'],
  [
    'cut short',
    zipOf({ ...odsParts(''), 'content.xml': odsParts(odsSheet('x', ''))['content.xml']?.slice(0, -30) ?? '' }),
    {},
    'workbook_must_be_a_workbook',
  ],
  ['entities', zipOf({ ...odsParts(''), 'content.xml': '<!DOCTYPE a><a/>' }), {}, 'workbook_must_not_declare_entities'],
  [
    'a row beyond the limit',
    odsFile(odsSheet('x', odsRow([], repeated('rows', 2_000)) + odsRow(['x']))),
    { rows: 1000 },
    'table_must_not_have_too_many_rows',
  ],
  [
    'rows beyond the limit',
    odsFile(odsSheet('x', odsRow(['x'], repeated('rows', 2_000_000_000)))),
    {},
    'table_must_not_have_too_many_rows',
  ],
  [
    'cells beyond the limit',
    odsFile(odsSheet('x', odsRow([odsCell(`office:value-type="boolean"${repeated('columns', 2_000_000_000)}`)]))),
    {},
    'table_must_not_have_too_many_columns',
  ],
  [
    'copies that come to more than may be unpacked',
    odsFile(odsSheet('x', large)),
    { unpackedBytes: 20_000_000 },
    'file_must_not_unpack_beyond_limit',
  ],
  [
    'a billion spaces',
    odsFile(odsSheet('x', odsRow(HEADER) + odsRow([odsText('<text:s text:c="1000000000"/>')]))),
    {},
    'cell_must_not_be_too_long',
  ],
])('an OpenDocument spreadsheet is not trusted: %s', async (_, file, limits, code) => {
  const { problems } = await readAll(await folderOf({ 'orders.ods': file }), { limits })
  expect([...new Set(problems.map((problem) => problem.code))].filter((each) => each !== 'cell_must_be_given')).toEqual([code])
})
