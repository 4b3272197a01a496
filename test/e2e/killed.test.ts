import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder, quanheng, removeFolder, start } from './command.ts'
import { SMALL_COMPANY, writeTables } from './small-company.ts'

let folder = ''
let old = ''
let next = ''

const words = (dataset: string) => ['appraise', dataset, '--period', '2026-10', '--out', 'out']
const published = () => readFile(join(folder, 'out', 'result.json'), 'utf8')

beforeAll(async () => {
  folder = await newFolder()
  await writeTables(join(folder, 'old'), SMALL_COMPANY)
  await writeTables(join(folder, 'next'), { ...SMALL_COMPANY, expenses: 'number,date,rep,amount\nE1,2026-10-03,S1,60\n' })
  await quanheng(words('next'), { folder })
  next = await published()
  await rm(join(folder, 'out'), { recursive: true })
  await quanheng(words('old'), { folder })
  old = await published()
})
afterAll(() => removeFolder(folder))

/** Runs the next appraisal over the old result and kills it so many milliseconds after it said that it writes workbooks. */
async function killedAfter(milliseconds: number): Promise<void> {
  const child = start(words('next'), { folder })
  const ended = new Promise((resolve) => child.on('close', resolve))
  await new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('写入工作簿')) resolve()
    })
    child.on('close', () => resolve())
  })
  await wait(milliseconds)
  child.kill('SIGKILL')
  await ended
}

// No moment is asserted, only what may be found at any: the old result or the new one, and every workbook it lists.
test.each([0, 10, 30, 60, 120, 250])('a run killed %i ms after it began to write leaves one whole result', async (milliseconds) => {
  await killedAfter(milliseconds)
  const found = await published()
  expect([old, next]).toContain(found)
  for (const file of JSON.parse(found).files) expect(existsSync(join(folder, 'out', file.path))).toBe(true)
})

test('the next run removes what killed ones left', async () => {
  await quanheng(words('next'), { folder })
  expect(await published()).toBe(next)
  expect((await readdir(join(folder, 'out'))).filter((name) => name.startsWith('.'))).toEqual([])
})
