import { mkdtempSync, rmSync } from 'node:fs'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATASET_PROBLEMS } from '../../../src/domain/dataset/dataset-problems.ts'
import { TABLE_KEYS, type TableKey } from '../../../src/domain/dataset/tables.ts'
import { rawParts, zipOf } from './raw-workbook.ts'
import { FIXTURES, readAll } from './reading.ts'
import { shapeFaults } from './record-shape.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-fuzz-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A longer search by hand: FUZZ_EFFORT=20 npx vitest run test/sheets/read/reader-fuzz */
const EFFORT = Number(process.env.FUZZ_EFFORT ?? 1)
const LIMITS = { unpackedBytes: 20_000_000 }

/** Reads whatever is there: no exception, only records of the right shape, only problems of the catalogue, each with a severity. */
async function expectSoundReading(path: string): Promise<void> {
  const { records, problems } = await readAll(path, { limits: LIMITS })
  for (const table of Object.keys(records) as TableKey[]) {
    for (const record of records[table] ?? []) expect(shapeFaults(table, record)).toEqual([])
  }
  expect(problems.filter(({ code }) => !Object.hasOwn(DATASET_PROBLEMS, code))).toEqual([])
}

/** Changes to bytes, as bad copies and bad programs make them: overwritten, cut out, put in, cut off. */
const edits = fc.array(
  fc.record({
    kind: fc.constantFrom('overwrite', 'remove', 'insert', 'truncate', 'repeat'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      fc
        .constantFrom('"', ',', '\n', '\r', ';', '\t', '""', '\u0000', '万', '-', '1e9', '<', '&x;', '<!DOCTYPE a>', '</c>', '#REF!')
        .map((text) => Buffer.from(text)),
    ),
  }),
  { minLength: 1, maxLength: 6 },
)
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never

function edited(original: Buffer, changes: Edits): Buffer {
  let content = original
  for (const { kind, at, bytes } of changes) {
    const place = Math.floor(at * content.length)
    const after = kind === 'remove' || kind === 'overwrite' ? place + bytes.length : place
    if (kind === 'truncate') content = content.subarray(0, place)
    else if (kind === 'repeat') content = Buffer.concat([content, content.subarray(place)])
    else content = Buffer.concat([content.subarray(0, place), kind === 'remove' ? Buffer.alloc(0) : bytes, content.subarray(after)])
  }
  return content
}

describe('never an exception, never a record of a wrong shape', () => {
  test('from random bytes under any name', async () => {
    const name = fc.constantFrom('orders.csv', 'orders.csv.gz', 'orders.xlsx', 'orders.xlsx.gz', '员工.txt')
    await fc.assert(
      fc.asyncProperty(name, fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (file, bytes, packed) => {
        const path = join(folder, file)
        await writeFile(path, packed && file.endsWith('.gz') ? gzipSync(bytes) : bytes)
        await expectSoundReading(path)
      }),
      { numRuns: 300 * EFFORT },
    )
  })

  test('from a good row with any text in one of its cells', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.stringMatching(/^[-¥０-９0-9.,]{1,20}$/),
      fc.stringMatching(/^[0-9]{4}[-/年.Q][0-9]{1,2}[-/月.]?[0-9]{0,2}日?$/),
      fc.constantFrom(
        '2026-10',
        '是',
        'late',
        'exclude',
        '"',
        ' ',
        '#N/A',
        '1e400',
        '99999999999999999999',
        'C\u0001',
        'a\nb',
        '\u200b',
        '\ud800x',
      ),
    )
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...TABLE_KEYS),
        fc.array(fc.tuple(fc.nat(), fc.nat(), cell), { minLength: 1, maxLength: 12 }),
        async (key, changes) => {
          const text = await readFile(join(FIXTURES, 'good/english', `${key}.csv`), 'utf8')
          const [header = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data
          const damaged = changes.map(([row, column, found]) => rows[row % rows.length]?.with(column % header.length, found) ?? [])
          const path = join(folder, `${key}.csv`)
          await writeFile(path, Buffer.from([header, ...damaged].map((cells) => cells.map(quoted).join()).join('\n'), 'utf8'))
          await expectSoundReading(path)
        },
      ),
      { numRuns: 400 * EFFORT },
    )
  })

  test.each(['english', 'chinese', 'semicolon', 'packed'])('from the good company in %s, damaged', async (dress) => {
    const source = join(FIXTURES, 'good', dress)
    const copy = join(folder, `damaged-${dress}`)
    await cp(source, copy, { recursive: true })
    const files = await readdir(source)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), edits, async (file, changes) => {
        const original = await readFile(join(source, file))
        await writeFile(join(copy, file), edited(original, changes))
        await expectSoundReading(copy)
        await writeFile(join(copy, file), original)
      }),
      { numRuns: 50 * EFFORT },
    )
  })

  const ROW =
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c s="1"><v>46300</v></c><c t="str"><f>A1</f><v>S001</v></c><c t="inlineStr"><is><t>C1</t></is></c><c><v>5</v></c></row>'
  const HEADER = ['number', 'date', 'rep', 'client', 'amount'].map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('')
  const PARTS = rawParts(
    { orders: `<row r="1">${HEADER}</row>${ROW}` },
    {
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      'xl/sharedStrings.xml': '<sst><si><t>SO-1</t></si></sst>',
    },
  )

  test('from a workbook damaged as a file', async () => {
    const original = zipOf(PARTS)
    const path = join(folder, 'orders.xlsx')
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        await writeFile(path, edited(original, changes))
        await expectSoundReading(path)
      }),
      { numRuns: 400 * EFFORT },
    )
  })

  test('from a workbook whose parts are damaged inside a sound archive', async () => {
    const path = join(folder, 'orders.xlsx')
    await writeFile(path, zipOf(PARTS))
    expect((await readAll(path)).records.orders, 'undamaged it is read').toHaveLength(1)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(PARTS)), edits, async (part, changes) => {
        await writeFile(path, zipOf({ ...PARTS, [part]: edited(Buffer.from(PARTS[part] ?? ''), changes) }))
        await expectSoundReading(path)
      }),
      { numRuns: 400 * EFFORT },
    )
  })
})
