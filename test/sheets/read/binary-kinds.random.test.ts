import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATASET_PROBLEMS } from '../../../src/domain/dataset/dataset-problems.ts'
import { DEFAULT_LIMITS, type Limits } from '../../../src/sheets/read/limits.ts'
import { openFile } from '../../../src/sheets/read/open-file.ts'
import { Unreadable } from '../../../src/sheets/read/row-block.ts'
import { oleFile } from './ole-file.ts'
import { EVERY_KIND, type RandomWorkbook, workbooks } from './random-workbook.ts'
import { zipOf } from './raw-workbook.ts'
import { randomXlsStream } from './write-random-xls.ts'
import { randomXlsbParts } from './write-random-xlsb.ts'
import { randomXlsx } from './write-random-xlsx.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-kinds-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A longer search by hand: FUZZ_EFFORT=20 npx vitest run test/sheets/read/binary-kinds */
const EFFORT = Number(process.env.FUZZ_EFFORT ?? 1)

/** All that a file says: its sheets with their names, whether they are hidden, their merged cells and the texts of their cells by row and column. */
async function contentOf(name: string, bytes: Buffer, limits: Limits = DEFAULT_LIMITS) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const content = []
  for (const sheet of (await openFile(path, limits)).sheets) {
    const cells: string[] = []
    for await (const block of sheet.rows()) {
      for (const [at, line] of block.cells.entries())
        for (const [column, text] of line.entries()) if (text !== '') cells.push(`${block.rows[at]}:${column} ${text}`)
    }
    content.push({ name: sheet.name, hidden: sheet.hidden, merged: await sheet.mergedCells(), cells })
  }
  return content
}

describe('the cells of a workbook read the same, whatever kind of file it is', () => {
  const kinds: readonly (readonly [name: string, file: (workbook: RandomWorkbook, blockSize: number) => Buffer])[] = [
    ['a.xls', (workbook, blockSize) => oleFile({ Workbook: randomXlsStream(workbook, blockSize) })],
    ['a.xlsb', (workbook) => zipOf(randomXlsbParts(workbook))],
  ]
  test.each(kinds)('%s', async (name, file) => {
    await fc.assert(
      fc.asyncProperty(workbooks, fc.integer({ min: 30, max: 8224 }), async (workbook, blockSize) => {
        expect(await contentOf(name, file(workbook, blockSize))).toEqual(await contentOf('a.xlsx', randomXlsx(workbook)))
      }),
      { numRuns: 100 * EFFORT },
    )
  })
})

/** Processor time that reading one damaged file of some kilobytes may take, in milliseconds. */
const MOST_TIME = 2_000
/** Bytes that the process may grow by while thousands of them are read. */
const MOST_MEMORY = 512 * 1024 ** 2

/** Reads a damaged file: cells or a problem of the catalogue, soon. */
async function expectSoundEnd(name: string, bytes: Buffer): Promise<void> {
  const before = process.cpuUsage()
  try {
    await contentOf(name, bytes, { ...DEFAULT_LIMITS, unpackedBytes: 20_000_000 })
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause
    expect(Object.keys(DATASET_PROBLEMS)).toContain(cause.code)
  }
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(MOST_TIME)
}

describe('a damaged workbook ends in cells or in a problem, soon and in little memory', { timeout: 300_000 }, () => {
  const stream = randomXlsStream(EVERY_KIND, 40)
  const parts = randomXlsbParts(EVERY_KIND)
  const binary = Object.keys(parts).filter((name) => name.endsWith('.bin'))
  const within = (name: string) => (damaged: Buffer) => zipOf({ ...parts, [name]: damaged })
  /** The bytes that are damaged: a whole file, or what stands in a sound container. `step`: every so many bytes it is cut off. */
  const damages: readonly (readonly [what: string, name: string, sound: Buffer, file: (damaged: Buffer) => Buffer, step: number])[] = [
    ['an old workbook', 'a.xls', oleFile({ Workbook: stream }), (damaged) => damaged, 5],
    ['the records of an old workbook', 'a.xls', stream, (damaged) => oleFile({ Workbook: damaged }), 1],
    ['a binary workbook', 'a.xlsb', zipOf(parts), (damaged) => damaged, 1],
    ...binary.map((part) => [`${part} of one`, 'a.xlsb', Buffer.from(parts[part] ?? ''), within(part), 1] as const),
  ]
  let memory = 0
  beforeAll(() => {
    memory = process.resourceUsage().maxRSS
  })
  afterAll(() => expect((process.resourceUsage().maxRSS - memory) * 1024).toBeLessThan(MOST_MEMORY))

  test.each(damages)('%s, cut off anywhere', async (_, name, sound, file, step) => {
    for (let length = 0; length < sound.length; length += step) await expectSoundEnd(name, file(sound.subarray(0, length)))
  })

  test.each(damages)('%s, with wrong bytes in it', async (what, name, sound, file) => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 127, 128, 255))
    const changes = fc.array(fc.tuple(fc.nat(sound.length - 1), byte), { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(changes, async (wrong) => {
        const damaged = Buffer.from(sound)
        for (const [at, changed] of wrong) damaged[at] = changed
        await expectSoundEnd(name, file(damaged))
      }),
      // The parts of a binary workbook come to as many together as a whole file does.
      { numRuns: (what.endsWith('of one') ? 2_000 / binary.length : 2_000) * EFFORT },
    )
  })
})
