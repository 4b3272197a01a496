import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Limits } from '../../../src/sheets/read/limits.ts'
import { numberText } from '../../../src/sheets/read/xlsx-numbers.ts'
import { shownAs } from '../../../src/sheets/read/xlsx-styles.ts'
import { inlineRows, rawParts, zipOf } from './raw-workbook.ts'
import { folderOf, readAll, type WholeReading } from './reading.ts'

const HEADER = ['number', 'date', 'rep', 'client', 'amount']
const GOOD = ['SO-1', '2026-10-05', 'S001', 'C001', '100']

async function readParts(parts: Record<string, string | Buffer>, limits: Partial<Limits> = {}): Promise<WholeReading> {
  return readAll(join(await folderOf({ 'orders.xlsx': zipOf(parts) }), 'orders.xlsx'), { limits })
}

const codesOf = async (parts: Record<string, string | Buffer>, limits: Partial<Limits> = {}): Promise<string[]> =>
  (await readParts(parts, limits)).problems.map(({ code }) => code)

describe('cells', () => {
  const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/></cellXfs></styleSheet>`
  const STRINGS =
    '<sst><si><t>C001</t></si><si><r><t>东方</t></r><r><t xml:space="preserve"> 机电</t></r><rPh><t>ドンファン</t></rPh></si><si><t>a_x005F_x0041_</t></si></sst>'
  const cellsOf = async (...cells: string[]): Promise<unknown> => {
    const parts = rawParts({ Sheet1: inlineRows([HEADER, cells]) }, { 'xl/styles.xml': STYLES, 'xl/sharedStrings.xml': STRINGS })
    const { records, problems } = await readParts(parts)
    return problems.length > 0 ? problems.map(({ code }) => code) : records.orders?.[0]?.slice(0, 5)
  }

  test.each<[cell: number, xml: string, value: unknown, why: string]>([
    [0, '<c><v>1001</v></c>', '1001', 'a number as a code has no decimals'],
    [0, '<c s="3"><v>7</v></c>', '00007', 'leading zeros that only the format writes'],
    [0, '<c><v>123456789012345678</v></c>', ['code_must_not_be_shortened'], 'digits beyond the 15th are lost'],
    [0, '<c t="b"><v>1</v></c>', 'TRUE', 'a truth as text'],
    [3, '<c t="s"><v>0</v></c>', 'C001', 'a shared string'],
    [3, '<c t="s"><v>1</v></c>', '东方 机电', 'rich text without its phonetic reading'],
    [3, '<c t="s"><v>2</v></c>', 'a_x0041_', 'an escape that is meant as text'],
    [3, '<c t="str"><f>"C"&amp;1</f><v>C1</v></c>', 'C1', 'the cached text of a formula'],
    [3, '<c t="s"><v>99</v></c>', ['workbook_must_be_a_workbook'], 'a string that is not there'],
    [1, '<c s="1"><v>46300</v></c>', 20261005, 'a date'],
    [1, '<c s="1"><v>46300.75</v></c>', 20261005, 'with a time of day'],
    [1, '<c t="d"><v>2026-10-05T00:00:00</v></c>', 20261005, 'a date in the strict flavour'],
    [1, '<c><v>46300</v></c>', ['date_must_be_a_date'], 'a number that is not shown as a date'],
    [4, '<c><v>0.30000000000000004</v></c>', 30, '15 significant digits, as shown'],
    [4, '<c><f>A1/3</f><v>33.333333333333336</v></c>', ['amount_must_have_at_most_two_decimals'], 'no rounding on the quiet'],
    [4, '<c s="1"><v>46300</v></c>', ['amount_must_be_a_number'], 'a date is no amount'],
    [4, '<c s="4"><v>0.5</v></c>', ['amount_must_be_a_number'], 'nor is a percentage'],
    [4, '<c t="e"><v>#DIV/0!</v></c>', ['cell_must_not_be_an_error_value'], 'an error'],
    [4, '<c><f>SUM(B1)</f></c>', ['formula_must_have_a_value'], 'a formula never calculated'],
    [4, '<c><f>SUM(B1)</f><v>12</v></c>', 1200, 'a formula with its value'],
    [4, '<c><v>1E-2</v></c>', 1, 'a small number with an exponent'],
  ])('column %i %s is %j: %s', async (cell, xml, value) => {
    const read = await cellsOf(...GOOD.map((good, index) => (index === cell ? xml : good)))
    expect(read).toEqual(Array.isArray(value) ? value : expect.objectContaining({ [cell]: value }))
  })

  test('cells stand where their reference says, and rows have the numbers that a spreadsheet shows', async () => {
    const row = '<row r="7"><c r="E7"><v>5</v></c><c r="A7" t="inlineStr"><is><t>X</t></is></c></row>'
    const { problems } = await readParts(rawParts({ s: inlineRows([HEADER]) + row }))
    expect(problems.map(({ place, column }) => [place?.row, column])).toEqual([
      [7, 'date'],
      [7, 'rep'],
      [7, 'client'],
    ])
  })

  test('elements with a namespace prefix, as some programs write them', async () => {
    const parts = rawParts({ s: '' })
    const rows = inlineRows([HEADER, GOOD]).replace(/<(\/?)(row|c|is|t)(?=[ >/])/g, '<$1x:$2')
    parts['xl/worksheets/sheet1.xml'] = `<x:worksheet><x:sheetData>${rows}</x:sheetData></x:worksheet>`
    expect((await readParts(parts)).records.orders).toHaveLength(1)
  })
})

test.each<[raw: string, format: [id: number, code?: string], is1904: boolean, text: string, why: string]>([
  ['1', [14], false, '1900-01-01', 'the first day'],
  ['59', [14], false, '1900-02-28', 'before the day that never was'],
  ['60', [14], false, '60', 'the day that never was'],
  ['61', [14], false, '1900-03-01', 'after it'],
  ['44838', [14], true, '2026-10-05', 'a workbook of the 1904 system'],
  ['0', [14], false, '0', 'no day'],
  ['-3', [14], false, '-3', 'no day'],
  ['46300', [176, 'yyyy"年"m"月"'], false, '2026-10-05', 'a Chinese date format'],
  ['46300', [176, '[$-804]yyyy/m/d;@'], false, '2026-10-05', 'with a locale'],
  ['46300', [57], false, '2026-10-05', 'a built-in format of East Asian versions'],
  ['5', [176, '0"day"'], false, '5', 'letters in quotes are no date'],
  ['5', [176, '[Red]General'], false, '5', 'a colour is none either'],
  ['0.5', [20], false, '0.5', 'a time of day is no day'],
  ['0.07', [10], false, '7%', 'a percentage shows its sign'],
  ['42', [176, '0000'], false, '0042', 'zeros that the format writes'],
  ['1234567890123456', [0], false, '1.234567890123456E+15', 'beyond 15 digits'],
  ['0.0000001', [0], false, '0.0000001', 'small'],
  ['-0', [0], false, '0', 'zero has no sign'],
  ['junk', [0], false, 'junk', 'no number stays what it is'],
])('number %s in format %j (1904: %s) shows as %s: %s', (raw, [id, code], is1904, text) => {
  expect(numberText(raw, shownAs(id, code), is1904)).toBe(text)
})

describe('a workbook is not trusted', () => {
  const sheet = rawParts({ orders: inlineRows([HEADER, GOOD]) })

  test.each<[why: string, parts: Record<string, string | Buffer>, limits: Partial<Limits>, codes: string[]]>([
    [
      'entities are refused wherever they stand',
      { ...sheet, 'xl/workbook.xml': `<!DOCTYPE a>${sheet['xl/workbook.xml']}` },
      {},
      ['workbook_must_not_declare_entities'],
    ],
    ['unknown entities too', rawParts({ orders: '<row><c><v>&x;</v></c></row>' }), {}, ['workbook_must_be_a_workbook']],
    [
      'a bomb is stopped while it unpacks',
      rawParts({ orders: ' '.repeat(9_000_000) }),
      { unpackedBytes: 1_000_000 },
      ['file_must_not_unpack_beyond_limit'],
    ],
    ['text without an end', rawParts({ orders: `<row><c><v>${'9'.repeat(9_000_000)}</v></c></row>` }), {}, ['workbook_must_be_a_workbook']],
    ['tags without an end', rawParts({ orders: '<row>'.repeat(500) }), {}, ['workbook_must_be_a_workbook']],
    ['a part cut short', { ...sheet, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }, {}, ['workbook_must_be_a_workbook']],
    [
      'a row number beyond the limit',
      rawParts({ orders: '<row r="9999999"><c><v>1</v></c></row>' }),
      { rows: 1000 },
      ['table_must_not_have_too_many_rows'],
    ],
    ['a row number that is none', rawParts({ orders: '<row r="-1"><c><v>1</v></c></row>' }), {}, ['workbook_must_be_a_workbook']],
    [
      'a column far to the right',
      rawParts({ orders: '<row><c r="XFD1"><v>1</v></c></row>' }),
      {},
      ['table_must_not_have_too_many_columns'],
    ],
    ['no workbook in the archive', { 'a.txt': 'x' }, {}, ['archive_must_be_unpacked']],
    ['a workbook without its main part', { ...sheet, 'xl/workbook.xml': '' }, {}, ['workbook_must_be_a_workbook']],
    [
      'a sheet that is not there',
      { ...sheet, 'xl/worksheets/sheet1.xml': '', 'xl/_rels/workbook.xml.rels': '<Relationships/>' },
      {},
      ['file_must_be_a_table', 'dataset_must_hold_a_table'],
    ],
    [
      'too many strings',
      rawParts({ orders: '' }, { 'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(1000)}</sst>` }),
      { sharedCharacters: 100 },
      ['file_must_not_unpack_beyond_limit'],
    ],
  ])('%s', async (_, parts, limits, codes) => {
    expect(await codesOf(parts, limits)).toEqual(codes)
  })
})

describe('which sheets are tables', () => {
  test('in the file of one table the first sheet is it, whatever its name; an empty sheet beside it is no matter', async () => {
    const { records, problems } = await readParts(rawParts({ 工作表1: inlineRows([HEADER, GOOD]), Sheet2: '', Sheet3: '<row r="1"/>' }))
    expect(problems).toEqual([])
    expect(records.orders).toHaveLength(1)
  })

  test('a sheet named after the table goes before the first', async () => {
    const { records } = await readParts(rawParts({ notes: inlineRows([['x']]), 订单: inlineRows([HEADER, GOOD]) }))
    expect(records.orders).toHaveLength(1)
  })

  test('sheets of one table are read together, and a row is found again in its own sheet', async () => {
    const other = ['SO-2', ...GOOD.slice(1)]
    const wrong = ['SO-3', ...GOOD.slice(1, -1), 'x']
    const { records, rows, problems } = await readParts(
      rawParts({ 订单: inlineRows([HEADER, GOOD]), orders: inlineRows([HEADER, other, wrong]) }),
    )
    expect(records.orders?.map(([number]) => number)).toEqual([GOOD[0], 'SO-2'])
    expect(new Set(rows.orders).size).toBe(2)
    expect(problems.map(({ code, place }) => `${code} ${place?.sheet} ${place?.row}`)).toEqual(['amount_must_be_a_number orders 3'])
  })

  test('a hidden sheet is never data, even where it is named after a table', async () => {
    const parts = rawParts({ 订单: inlineRows([HEADER, GOOD]), orders: inlineRows([HEADER, ['SO-9', ...GOOD.slice(1)]]) })
    const workbook = parts['xl/workbook.xml']?.replace('name="orders"', 'name="orders" state="hidden"') ?? ''
    const { records, problems } = await readParts({ ...parts, 'xl/workbook.xml': workbook })
    expect(records.orders).toHaveLength(1)
    expect(problems.map(({ code }) => code)).toEqual(['hidden_sheet_was_not_read'])
  })

  test('a sheet that would be missed though it has the headers of a table is an error', async () => {
    expect(await codesOf(rawParts({ 订单: inlineRows([HEADER, GOOD]), 华东: inlineRows([HEADER, GOOD]) }))).toEqual([
      'sheet_must_not_be_left_out',
    ])
  })

  test('a workbook of any name in a folder is read when its sheets are tables', async () => {
    const folder = await folderOf({ '十月.xlsx': zipOf(rawParts({ 订单: inlineRows([HEADER, GOOD]), 说明: inlineRows([['how']]) })) })
    const { records, problems } = await readAll(folder)
    expect(problems).toEqual([])
    expect(records.orders).toHaveLength(1)
  })
})
