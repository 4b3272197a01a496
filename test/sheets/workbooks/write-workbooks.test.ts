import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fen } from '../../../src/base/money.ts'
import { amountInWords } from '../../../src/domain/bonus/amount-in-words.ts'
import { nearestDouble, numberText } from '../../../src/sheets/write/workbooks/exact-number.ts'
import { fileNamePart, SheetNames } from '../../../src/sheets/write/workbooks/sheet-name.ts'
import { workbookFiles, writeWorkbooks } from '../../../src/sheets/write/workbooks/write-workbooks.ts'
import { text } from '../../../src/sheets/write/workbooks/xlsx/cell.ts'
import { XlsxFile } from '../../../src/sheets/write/workbooks/xlsx/xlsx-file.ts'
import { ZipFile } from '../../../src/sheets/write/workbooks/xlsx/zip-file.ts'
import { OPTIONS, plausibleAppraisal } from './plausible-appraisal.ts'
import { cellsOf } from './spreadsheet-program.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-workbooks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function hashesOf(name: string, language: 'zh' | 'en'): Promise<string[]> {
  const target = join(folder, name)
  await mkdir(target, { recursive: true })
  const files = await writeWorkbooks(structuredClone(plausibleAppraisal()), target, structuredClone({ ...OPTIONS, language }))
  expect(files.map(({ kind, name }) => ({ kind, name }))).toEqual(workbookFiles(plausibleAppraisal(), { ...OPTIONS, language }))
  expect((await readdir(target)).sort()).toEqual(files.map((file) => file.name).sort())
  return Promise.all(
    files.map(async (file) =>
      createHash('sha256')
        .update(await readFile(join(target, file.name)))
        .digest('hex'),
    ),
  )
}

test('the four kinds are written, no more, and the same appraisal gives the same bytes', async () => {
  const once = await hashesOf('once', 'zh')
  expect(once).toHaveLength(4)
  expect(await hashesOf('again', 'zh')).toEqual(once)
})

/** Hashes of workbooks stand in result.json, which is the same on every machine: with another packer it would not be. */
test('what is packed has the same bytes whatever the machine and the version of Node', async () => {
  const path = join(folder, 'packed.zip')
  const zip = await ZipFile.create(path)
  const row = (index: number) =>
    `<row r="${index}"><c r="A${index}"><v>${(index * 7919) % 10_007}</v></c><c>员工${(index * 31) % 97}</c></row>`
  await zip.entry('rows.xml', Array.from({ length: 10_000 }, (_, at) => row(at)).join(''))
  await zip.close()
  const bytes = await readFile(path)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe('2a018dbcf6279d7d7dd1b6b66068bc1a7ff83cdfa0a58e613c503c70c66bbe6d')
})

test('in English no label is left in Chinese', async () => {
  await hashesOf('english', 'en')
  const people = /^[=@]?[\p{Script=Han}]{2,4}$/u
  for (const file of workbookFiles(plausibleAppraisal(), { ...OPTIONS, language: 'en' })) {
    const chinese = [...(await cellsOf(join(folder, 'english', file.name)))].filter(
      ([, { value }]) => typeof value === 'string' && /\p{Script=Han}/u.test(value) && !people.test(value) && !chineseOnPurpose(value),
    )
    expect(chinese).toEqual([])
  }
})

/** Names of people, regions and the company are data; amounts in words exist in Chinese only; these remarks and reasons were given so. */
function chineseOnPurpose(value: string): boolean {
  return /^(权衡示例公司|Total in words|.*(元|角|分)整?$|Service region: |Name: |n\/a: |西区|.*\(en\) |Held, )/.test(value)
}

test('a workbook that cannot be finished leaves nothing behind', async () => {
  const target = join(folder, 'broken')
  await mkdir(target)
  function* rows() {
    yield { cells: [text('a', {})] }
    throw new Error('the rows end early')
  }
  await expect(XlsxFile.write(join(target, 'x.xlsx'), (file) => file.sheet({ name: 'x', widths: [10] }, rows()))).rejects.toThrow(
    'the rows end early',
  )
  expect(await readdir(target)).toEqual([])
})

test('text of any kind comes back as the text it was', async () => {
  const words = [
    '=1+1',
    '+86 139',
    '-5',
    '@x',
    '＝A1',
    '<b>&amp;"\'',
    ' a  b ',
    'line\nbreak',
    '𠮷野家',
    '😀',
    '_x0041_',
    '0001',
    'TRUE',
    '1E5',
    '#N/A',
  ]
  const file = join(folder, 'text.xlsx')
  await XlsxFile.write(file, (workbook) =>
    workbook.sheet(
      { name: 'x', widths: [10] },
      words.map((word) => ({ cells: [text(word, {})] })),
    ),
  )
  const cells = await cellsOf(file)
  // The reader we test with does not undo the escape of _x0041_; a spreadsheet program does.
  expect(words.map((_, index) => String(cells.get(`x!A${index + 1}`)?.value).replace('_x005F_', '_'))).toEqual(words)
  expect([...cells.values()].every((cell) => cell.formula === undefined && typeof cell.value === 'string')).toBe(true)
})

describe('names of sheets and files', () => {
  test.each`
    titles                                | names                                          | why
    ${['华东', '华东']}                   | ${['华东', '华东 (2)']}                        | ${'no two alike'}
    ${['East', 'EAST']}                   | ${['East', 'EAST (2)']}                        | ${'capitals do not make a difference'}
    ${['a/b:c\\d?e*f[g]h']}               | ${['a b c d e f g h']}                         | ${'signs that a sheet name cannot have'}
    ${["'quoted'", '']}                   | ${['quoted', '_']}                             | ${'no quote at an end, never empty'}
    ${['History']}                        | ${['History_']}                                | ${'Excel keeps this one'}
    ${['很'.repeat(40), '很'.repeat(50)]} | ${['很'.repeat(31), `${'很'.repeat(27)} (2)`]} | ${'31 characters'}
    ${[`${'x'.repeat(30)}𠮷`]}            | ${['x'.repeat(30)]}                            | ${'never half a character'}
  `('$titles: $why', ({ titles, names }: { titles: string[]; names: string[] }) => {
    const sheets = new SheetNames()
    expect(titles.map((title) => sheets.nameFor(title))).toEqual(names)
  })

  test('a file name has nothing that a file system refuses', () => {
    expect(['../a', 'a<b>c:"d', ' . ', 'x'.repeat(100)].map(fileNamePart)).toEqual(['_a', 'a_b_c__d', '_', 'x'.repeat(60)])
  })
})

test('a number is stored as the double nearest to it', () => {
  const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
  fc.assert(
    fc.property(whole, fc.bigInt({ min: 1n, max: 10n ** 8n }), (numerator, denominator) => {
      const found = nearestDouble({ numerator, denominator })
      if (numerator === BigInt(Number(numerator))) expect(found).toBe(Number(numerator) / Number(denominator) || 0)
    }),
  )
  expect(numberText({ numerator: 1n, denominator: 3n })).toBe(String(1 / 3))
  expect(numberText({ numerator: 123456789012345n, denominator: 100n })).toBe('1234567890123.45')
  expect(numberText({ numerator: 0n, denominator: 7n })).toBe('0')
})

test('amounts in words on the sheet are those of the engine', async () => {
  const { amountInWordsFormula } = await import('../../../src/sheets/write/workbooks/amount-in-words-formula.ts')
  const replacements = [...amountInWordsFormula('A1').matchAll(/,"([^"]*)","([^"]*)"\)/g)].map(
    (match) => [match[1] ?? '', match[2] ?? ''] as const,
  )
  const units = [...'仟佰拾亿仟佰拾万仟佰拾元角分']
  fc.assert(
    fc.property(fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), fc.bigInt({ min: 0n, max: 999n }), sparse()), (amount) => {
      const digits = String(amount).padStart(14, '0')
      const spelt = `^${units.map((unit, index) => '零壹贰叁肆伍陆柒捌玖'[Number(digits[index])] + unit).join('')}`
      expect(replacements.reduce((words, [found, becomes]) => words.replaceAll(found, becomes), spelt)).toBe(amountInWords(fen(amount)))
    }),
    { numRuns: 5000 },
  )
})

/** Amounts with many noughts, which the rules for 零 are about. */
function sparse(): fc.Arbitrary<bigint> {
  return fc.array(fc.constantFrom('0', '0', '0', '1', '5'), { minLength: 1, maxLength: 14 }).map((digits) => BigInt(digits.join('')))
}
