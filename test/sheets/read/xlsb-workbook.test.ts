import { describe, expect, test } from 'vitest'
import type { Limits } from '../../../src/sheets/read/limits.ts'
import { double, u32 } from './raw-xls.ts'
import { binaryStyles, binaryRecord as record, rowHeader as row, wide, xlsbFile as xlsb } from './raw-xlsb.ts'
import { folderOf, readAll } from './reading.ts'
import { textsOf } from './sheet-texts.ts'

const text = (column: number, value: string): Buffer => record(6, u32(column, 0), wide(value))

const STYLES = { 'xl/styles.bin': binaryStyles([[0], [14], [165, '00000'], [10]]) }
const strings = (...texts: readonly string[]) => ({
  'xl/sharedStrings.bin': Buffer.concat(texts.map((each) => record(19, Buffer.of(0), wide(each)))),
})
const cellAt = (id: number, column: number, styleNumber: number, value: Buffer): Buffer => record(id, u32(column, styleNumber), value)

describe('cells of a binary workbook read as those of a plain one', () => {
  test.each<[cell: Buffer, text: string, why: string]>([
    [cellAt(7, 0, 0, u32(1)), '东方机电', 'a shared text'],
    [text(0, '甲'), '甲', 'a text'],
    [record(62, u32(0, 0), Buffer.of(1), wide('乙'), u32(0)), '乙', 'one with fonts'],
    [cellAt(8, 0, 0, Buffer.concat([wide('丙'), Buffer.alloc(12)])), '丙', 'the text of a formula'],
    [cellAt(5, 0, 0, double(0.1 + 0.2)), '0.3', '15 digits, as shown'],
    [cellAt(9, 0, 1, double(46300.5)), '2026-10-05', 'the day of a formula'],
    [cellAt(2, 0, 2, u32((42 << 2) | 2)), '00042', 'zeros that the format writes'],
    [cellAt(5, 0, 3, double(0.07)), '7%', 'a percentage'],
    [cellAt(4, 0, 0, Buffer.of(1)), 'TRUE', 'a truth'],
    [cellAt(3, 0, 0, Buffer.of(42)), '#N/A', 'an error'],
    [
      Buffer.concat([text(0, 'a'), record(18, u32(0, 1)), record(12, u32(0)), record(16, u32(1), double(46300))]),
      'a|东方机电||2026-10-05',
      'cells that follow each other without their columns',
    ],
  ])('%#: $2', async (cell, expected) => {
    const file = xlsb([['订单', 0, Buffer.concat([row(2), cell])]], { ...STYLES, ...strings('x', '东方机电') })
    expect(await textsOf('a.xlsb', file)).toEqual([['订单', [[2, ...expected.split('|')]]]])
  })

  test('days of the 1904 system, hidden sheets, merged cells, rows with nothing in them', async () => {
    const cells = [row(1), row(3), cellAt(5, 1, 1, double(44838)), record(176, u32(1, 2, 0, 0))]
    const file = xlsb(
      [
        ['订单', 0, Buffer.concat(cells)],
        ['藏', 1, Buffer.alloc(0)],
      ],
      STYLES,
      true,
    )
    expect(await textsOf('a.xlsb', file)).toEqual([
      ['订单', [[3, '', '2026-10-05']]],
      ['藏', []],
    ])
    expect(await textsOf('a.xlsb', file, 'merged')).toEqual([{ firstRow: 2, lastRow: 3, firstColumn: 0, lastColumn: 0 }])
  })

  test('it is a dataset like any other', async () => {
    const line = (number: number, values: readonly string[]) => [row(number), ...values.map((value, column) => text(column, value))]
    const rows = [...line(1, ['number', 'date', 'rep', 'client', 'amount']), ...line(2, ['SO-1', '2026-10-05', 'S001', 'C001', '1'])]
    const { records, problems } = await readAll(await folderOf({ 'orders.xlsb': xlsb([['x', 0, Buffer.concat(rows)]]) }))
    expect(problems).toEqual([])
    expect(records.orders).toHaveLength(1)
  })
})

test.each<[why: string, records: Buffer, more: Record<string, Buffer>, limits: Partial<Limits>, code: string]>([
  ['a record cut short', Buffer.concat([row(1), text(0, 'abc').subarray(0, 9)]), {}, {}, 'workbook_must_be_a_workbook'],
  ['a record of 200 MB', Buffer.of(6, 0xff, 0xff, 0xff, 0x7f), {}, {}, 'workbook_must_be_a_workbook'],
  ['text longer than its record', Buffer.concat([row(1), record(6, u32(0, 0, 0x7fff_ffff))]), {}, {}, 'workbook_must_be_a_workbook'],
  ['a number cut off', Buffer.concat([row(1), record(5, u32(0, 0, 0))]), {}, {}, 'workbook_must_be_a_workbook'],
  ['a shared text that is not there', Buffer.concat([row(1), cellAt(7, 0, 0, u32(9))]), {}, {}, 'workbook_must_be_a_workbook'],
  ['a row beyond the limit', row(0xffff_fff0), {}, {}, 'table_must_not_have_too_many_rows'],
  ['a column beyond the limit', Buffer.concat([row(1), text(0xffff_ff00, 'x')]), {}, {}, 'table_must_not_have_too_many_columns'],
  ['a bomb', Buffer.alloc(9_000_000, Buffer.of(20, 0)), {}, { unpackedBytes: 1_000_000 }, 'file_must_not_unpack_beyond_limit'],
  [
    'more shared text than there may be',
    row(1),
    strings('长长长长', '长长长长', '长长长长'),
    { sharedCharacters: 20 },
    'file_must_not_unpack_beyond_limit',
  ],
])('a binary workbook is not trusted: %s', async (_, records, more, limits, code) => {
  const { problems } = await readAll(await folderOf({ 'orders.xlsb': xlsb([['x', 0, records]], more) }), { limits })
  expect(problems.map((problem) => problem.code)).toEqual([code])
})
