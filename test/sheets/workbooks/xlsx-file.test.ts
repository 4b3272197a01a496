import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blank, formula, number, type Row, text } from '../../../src/sheets/write/workbooks/xlsx/cell.ts'
import type { SheetLayout } from '../../../src/sheets/write/workbooks/xlsx/sheet-layout.ts'
import { XlsxFile } from '../../../src/sheets/write/workbooks/xlsx/xlsx-file.ts'
import { partsOf } from './spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const FRAMED = { border: 'all' } as const

async function written(rows: readonly Row[], layout: Partial<SheetLayout> = {}, name = 'x.xlsx'): Promise<string> {
  const path = join(folder, name)
  await XlsxFile.write(path, (file) => file.sheet({ name: 'x', widths: [10], ...layout }, rows))
  return path
}

async function sheetOf(rows: readonly Row[], layout: Partial<SheetLayout> = {}): Promise<string> {
  return (await partsOf(await written(rows, layout))).get('xl/worksheets/sheet1.xml') ?? ''
}

test('every column has the width that it was given, whatever that is', async () => {
  const widths = [8, 9, 10]
  const columns = [
    ...(await sheetOf([{ cells: [number('1', {})] }], { widths })).matchAll(
      /<col min="(\d)" max="\1" width="([\d.]+)" customWidth="1"\/>/g,
    ),
  ]
  expect(columns.map(([, column, width]) => [Number(column), Math.round(Number(width))])).toEqual([
    [1, 8],
    [2, 9],
    [3, 10],
  ])
})

test('a row that holds nothing but frames is written', async () => {
  expect(await sheetOf([{ cells: [blank(FRAMED), text('', FRAMED)] }])).toMatch(
    /<row r="1" ht="18" [^>]*><c r="A1" s="1"\/><c r="B1" s="1"\/><\/row>/,
  )
})

test('a page is centred, and only what is to be printed is printed, of a sheet with quotes in its name too', async () => {
  const layout = { name: "O'Neil 'x' y", widths: [9, 9], printedColumns: 1, repeatedRows: { from: 1, to: 1 } }
  const parts = await partsOf(await written([{ cells: [text('a', {})] }, { cells: [text('b', {})] }], layout))
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<printOptions horizontalCentered="1"/><pageMargins ')
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<definedName name="_xlnm\.(\w+)" localSheetId="0">([^<]*)</g)]
  expect(names.map(([, name, range = '']) => [name, range.replaceAll('&apos;', "'")])).toEqual([
    ['Print_Area', "'O''Neil ''x'' y'!$A$1:$A$2"],
    ['Print_Titles', "'O''Neil ''x'' y'!$1:$1"],
  ])
})

test('text that begins like a formula is marked as text, other text of the same style is not', async () => {
  const parts = await partsOf(await written([{ cells: [text('=1+1', FRAMED), text('plain', FRAMED)] }]))
  const styles = parts
    .get('xl/styles.xml')
    ?.match(/<cellXfs.*<\/cellXfs>/)?.[0]
    .match(/<xf [^>]*>/g)
  const [, ofFormula, ofPlain] =
    /<c r="A1" s="(\d)" t="s">.*<c r="B1" s="(\d)" t="s">/.exec(parts.get('xl/worksheets/sheet1.xml') ?? '') ?? []
  expect(styles?.[Number(ofFormula)]).toContain('quotePrefix="1"')
  expect(styles?.[Number(ofPlain)]).not.toContain('quotePrefix')
})

test('numbers are written as they are, and a formula with what it gives, nothing and nought included', async () => {
  const row = {
    cells: [number('1234567890123.45', {}), number('-0.07', {}), formula('A1*0', { number: '0' }, {}), formula('""', { text: '' }, {})],
  }
  const sheet = await sheetOf([row])
  expect(sheet).toContain('<v>1234567890123.45</v>')
  expect(sheet).toContain('<v>-0.07</v>')
  expect(sheet).toMatch(/<f>A1\*0<\/f><v>0<\/v>/)
  expect(sheet).toMatch(/t="str"><f>&quot;&quot;<\/f><v><\/v>/)
})

test('the same sheets give the same bytes in every time zone', async () => {
  const rows = [{ cells: [text('a', FRAMED), number('1', {})] }]
  const zone = process.env.TZ
  try {
    const files: Buffer[] = []
    for (const name of ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati']) {
      process.env.TZ = name
      files.push(await readFile(await written(rows)))
    }
    expect(files.every((file) => file.equals(files[0] ?? Buffer.alloc(0)))).toBe(true)
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})
