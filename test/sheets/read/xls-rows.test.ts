import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Limits } from '../../../src/sheets/read/limits.ts'
import { oleFile } from './ole-file.ts'
import { double, type RawSheet, record, u16, u32, wideText, xlsFile } from './raw-xls.ts'
import { folderOf, readAll } from './reading.ts'
import { textsOf } from './sheet-texts.ts'

const label = (row: number, column: number, text: string): Buffer => record('label', u16(row, column, 0), wideText(text))
const HEADER = ['number', 'date', 'rep', 'client', 'amount'].map((name, column) => label(0, column, name))
const STYLES = [
  record('format', u16(164), wideText('yyyy"年"m"月"d"日"')),
  record('format', u16(165), wideText('00000')),
  ...[0, 14, 164, 165, 10].map((format) => record('style', u16(0, format), Buffer.alloc(16))),
]
/** A row of an order whose date and amount are cells as given. */
const order = (row: number, date: Buffer, amount: Buffer): Buffer[] => [
  label(row, 0, `SO-${row}`),
  date,
  label(row, 2, 'S001'),
  label(row, 3, '东方机电'),
  amount,
]
const sheet = (records: readonly Buffer[], name = '订单', hidden = false): RawSheet => ({ name: wideText(name, 1), hidden, records })
const packed = (value: number): Buffer => u32(((value << 2) | 2) >>> 0)

describe('cells of an old workbook read as those of a new one', () => {
  test.each<[cell: Buffer, text: string, why: string]>([
    [record('number', u16(1, 0, 0), double(1234.5)), '1234.5', 'a number'],
    [record('number', u16(1, 0, 0), double(0.1 + 0.2)), '0.3', '15 digits, as shown'],
    [record('number', u16(1, 0, 1), double(46300.75)), '2026-10-05', 'a day of a built-in format'],
    [record('number', u16(1, 0, 2), double(46300)), '2026-10-05', 'a day of a Chinese one'],
    [record('number', u16(1, 0, 4), double(0.07)), '7%', 'a percentage'],
    [record('packed', u16(1, 0, 3), packed(42)), '00042', 'zeros that the format writes'],
    [record('packed', u16(1, 0, 0), packed(-7)), '-7', 'a whole number in its short form'],
    [record('packed', u16(1, 0, 0), u32(((12345 << 2) | 3) >>> 0)), '123.45', 'hundredths in it'],
    [record('packed', u16(1, 0, 0), double(1.5).subarray(4)), '1.5', 'a fraction in it'],
    [record('severalPacked', u16(1, 0, 0), packed(5), u16(0), packed(6), u16(1)), '5|6', 'several beside each other'],
    [record('truthOrError', u16(1, 0, 0), Buffer.of(1, 0)), 'TRUE', 'a truth'],
    [record('truthOrError', u16(1, 0, 0), Buffer.of(7, 1)), '#DIV/0!', 'an error'],
    [
      record('label', u16(1, 0, 0), u16(3), Buffer.of(0), Buffer.from('caf\u00e9', 'latin1').subarray(1)),
      'af\u00e9',
      'one byte a character',
    ],
    [record('formula', u16(1, 0, 1), double(46300), Buffer.alloc(8)), '2026-10-05', 'the value of a formula'],
    [record('formula', u16(1, 0, 0), Buffer.of(1, 0, 1, 0, 0, 0, 255, 255), Buffer.alloc(8)), 'TRUE', 'a truth of one'],
    [record('formula', u16(1, 0, 0), Buffer.of(2, 0, 42, 0, 0, 0, 255, 255), Buffer.alloc(8)), '#N/A', 'an error of one'],
    [
      Buffer.concat([
        record('formula', u16(1, 0, 0), Buffer.of(0, 0, 0, 0, 0, 0, 255, 255), Buffer.alloc(8)),
        record('style', Buffer.alloc(20)),
        record('string', wideText('甲乙')),
      ]),
      '甲乙',
      'text of one, with its shared formula between',
    ],
  ])('%#: $2', async (cell, text) => {
    expect(await textsOf('a.xls', xlsFile([sheet([cell])], STYLES))).toEqual([['订单', [[2, ...text.split('|')]]]])
  })

  test('shared text that goes on in the next record, where it is of another width, its runs of fonts passed over; there is more of it than its number says', async () => {
    const long = '长'.repeat(3000)
    const first = Buffer.concat([u32(9, 1), u16(3004), Buffer.of(9), u16(2), Buffer.from(long, 'utf16le')])
    const rest = Buffer.concat([Buffer.of(0), Buffer.from('tail'), Buffer.alloc(8), wideText('二'), wideText('三')])
    const cell = (row: number) => record('sharedCell', u16(row, 0, 0), u32(row))
    const file = xlsFile([sheet([cell(0), cell(1), cell(2)])], [record('shared', first), record('continue', rest)])
    expect(await textsOf('a.xls', file)).toEqual([
      [
        '订单',
        [
          [1, `${long}tail`],
          [2, '二'],
          [3, '三'],
        ],
      ],
    ])
  })

  test('a workbook of Excel 5 in the encoding of its code page, which may stand behind the names of the sheets', async () => {
    const gbk = (text: number[]): Buffer => Buffer.from(text)
    const bytes = [0xbb, 0xd8, 0xbf, 0xee]
    const name = Buffer.concat([Buffer.of(4), gbk(bytes)])
    const cell = record('label', u16(0, 0, 0), u16(4), gbk(bytes))
    expect(await textsOf('a.xls', xlsFile([{ name, records: [cell] }], [record('codePage', u16(936))], 0x500))).toEqual([
      ['回款', [[1, '回款']]],
    ])
  })

  test('rows that stand out of order, days of the 1904 system, a chart among the cells', async () => {
    const chart = [record('begin', u16(0x600, 32, 0, 0), u32(0, 0)), label(0, 0, 'of a chart'), record('eof')]
    const cells = [label(3, 1, 'later'), ...chart, record('number', u16(0, 0, 1), double(44838))]
    expect(await textsOf('a.xls', xlsFile([sheet(cells)], [record('date1904', u16(1)), ...STYLES]))).toEqual([
      [
        '订单',
        [
          [1, '2026-10-05'],
          [4, '', 'later'],
        ],
      ],
    ])
  })
})

describe('an old workbook is a dataset like any other', () => {
  const records = [...HEADER, ...order(1, record('number', u16(1, 1, 1), double(46300)), record('packed', u16(1, 4, 0), packed(100)))]

  test.each([['orders.xls'], ['orders.et'], ['orders.xlsx'], ['十月.xls']])('%s', async (name) => {
    const hidden = sheet([label(0, 0, 'x')], '藏', true)
    const { records: read, problems } = await readAll(await folderOf({ [name]: xlsFile([hidden, sheet(records)], STYLES) }))
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(read.orders?.map((each) => each.slice(0, 5))).toEqual([['SO-1', 20261005, 'S001', '东方机电', 10000]])
  })

  test('packed as .gz', async () => {
    const { records: read } = await readAll(await folderOf({ 'orders.xls.gz': gzipSync(xlsFile([sheet(records)], STYLES)) }))
    expect(read.orders).toHaveLength(1)
  })

  test('its merged cells', async () => {
    const merged = record('merged', u16(2, 1, 3, 0, 0, 0, 0, 2, 3))
    expect(await textsOf('a.xls', xlsFile([sheet([merged])]), 'merged')).toEqual([
      { firstRow: 2, lastRow: 4, firstColumn: 0, lastColumn: 0 },
      { firstRow: 1, lastRow: 1, firstColumn: 2, lastColumn: 3 },
    ])
  })
})

describe('an old workbook is not trusted', () => {
  const sound = xlsFile([sheet(HEADER)], STYLES)
  /** The sound one with a number of its header or of its bytes changed. */
  const with32 = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(sound)
    bytes.writeUInt32LE(value, at)
    return bytes
  }
  const far = (row: number, column: number) => xlsFile([sheet([label(row, column, 'x')])])
  test.each<[why: string, file: Buffer, limits: Partial<Limits>, code: string]>([
    ['a password', xlsFile([sheet([])], [record('password', u16(1, 1, 1), Buffer.alloc(48))]), {}, 'workbook_must_not_be_encrypted'],
    ['cut short within its sectors', sound.subarray(0, 1000), {}, 'workbook_must_be_a_workbook'],
    ['its header alone', sound.subarray(0, 100), {}, 'workbook_must_be_a_workbook'],
    ['sectors of an odd size', with32(30, 0x0006_0020), {}, 'workbook_must_be_a_workbook'],
    ['a directory beyond the end', with32(48, 0x00ff_ffff), {}, 'workbook_must_be_a_workbook'],
    ['a circle of sectors', with32(sound.length - 512, 0), {}, 'workbook_must_be_a_workbook'],
    ['no end of the workbook', oleFile({ Workbook: record('begin', u16(0x600, 5)) }), {}, 'workbook_must_be_a_workbook'],
    [
      'a sheet that begins nowhere',
      oleFile({
        Workbook: Buffer.concat([
          record('begin', u16(0x600, 5)),
          record('sheet', u32(99_999), Buffer.of(0, 0), wideText('a', 1)),
          record('eof'),
        ]),
      }),
      {},
      'workbook_must_be_a_workbook',
    ],
    [
      'text longer than its record',
      xlsFile([sheet([record('label', u16(0, 0, 0), u16(60_000), Buffer.of(0))])]),
      {},
      'workbook_must_be_a_workbook',
    ],
    ['a shared text that is not there', xlsFile([sheet([record('sharedCell', u16(0, 0, 0), u32(7))])]), {}, 'workbook_must_be_a_workbook'],
    [
      'more shared text than there may be',
      xlsFile([sheet([])], [record('shared', u32(9, 9), ...Array(9).fill(wideText('长长长')))]),
      { sharedCharacters: 50 },
      'file_must_not_unpack_beyond_limit',
    ],
    [
      'a billion shared texts declared',
      xlsFile([sheet([])], [record('shared', u32(2 ** 31, 2 ** 31), wideText('a'))]),
      {},
      'table_must_have_a_header',
    ],
    ['a row beyond the limit', far(60_000, 0), { rows: 1000 }, 'table_must_not_have_too_many_rows'],
    ['a column beyond the limit', far(0, 65_000), {}, 'table_must_not_have_too_many_columns'],
    ['a number cut off', xlsFile([sheet([record('number', u16(0, 0, 0))])]), {}, 'workbook_must_be_a_workbook'],
    [
      'bytes that are no text of its code page',
      xlsFile(
        [{ name: Buffer.from('\u0001a'), records: [record('label', u16(0, 0, 0), u16(1), Buffer.of(0xff))] }],
        [record('codePage', u16(936))],
        0x500,
      ),
      {},
      'text_must_be_utf8_or_gb18030',
    ],
    ['larger than may be held', sound, { unpackedBytes: 1000 }, 'file_must_not_unpack_beyond_limit'],
  ])('%s', async (_, file, limits, code) => {
    const { problems } = await readAll(await folderOf({ 'orders.xls': file }), { limits })
    expect(problems.map((problem) => problem.code)).toEqual([code])
  })

  test('whichever byte is wrong, it is said so or read, and never anything else', async () => {
    for (let at = 24; at < sound.length; at += 41) {
      const bytes = Buffer.from(sound)
      bytes[at] = (bytes[at] ?? 0) ^ 0xa5
      await readAll(await folderOf({ 'orders.xls': bytes }))
    }
  })
})
