import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkedResult, differences } from './compare-results.ts'
import { derivedResult } from './derived-result.ts'
import { unfairShares } from './fair-shares.ts'
import { appraiseByHand } from './model/appraise-by-hand.ts'
import { randomWorld, writeWorld } from './random-world.ts'
import { writeWorkbook } from './write-workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'random-worlds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Each world is appraised by the product and by the model, then once more with its rows in another order and its files in another encoding,
 * delimiter and line end. A failure names its seed: `randomWorld(seed)` makes the same world again.
 */
const BATCH = 25
const BATCHES = 8

for (let batch = 0; batch < BATCHES; batch++) {
  const seeds = Array.from({ length: BATCH }, (_, index) => batch * BATCH + index)
  test(`random worlds ${seeds[0]} to ${seeds.at(-1)}: as the model says, whatever the order of rows, and every split is fair`, async () => {
    const wrong: string[] = []
    for (const seed of seeds) {
      const world = randomWorld(seed)
      const [one, other] = [join(folder, `${seed}`), join(folder, `${seed}-shuffled`)]
      writeWorld(world, one, 0)
      writeWorld(world, other, 1)
      const text = await derivedResult(one, world.period, world.settings)
      const again = await derivedResult(other, world.period, world.settings)
      const result = checkedResult(JSON.parse(text))
      const named = `seed ${seed}, ${world.period}, ${JSON.stringify(world.settings)}`

      wrong.push(...differences(result, appraiseByHand(one, world.period, world.settings)).map((line) => `${named}: ${line}`))
      wrong.push(...unfairShares(result).map((line) => `${named}: ${line}`))
      if (again !== text) wrong.push(`${named}: the order of rows shows at ${firstDifference(text, again)}`)
    }
    expect(wrong).toEqual([])
  }, 180_000)
}

test('a world as one workbook gives the same bytes as its folder of CSV files', async () => {
  const wrong: string[] = []
  for (let seed = 1000; seed < 1025; seed++) {
    const world = randomWorld(seed)
    const [csv, workbook] = [join(folder, `${seed}`), join(folder, `${seed}.xlsx`)]
    writeWorld(world, csv, 0)
    await writeWorkbook(world, workbook)
    const text = await derivedResult(csv, world.period, world.settings)
    const again = await derivedResult(workbook, world.period, world.settings)
    if (again !== text) wrong.push(`seed ${seed}, ${world.period}: ${firstDifference(text, again)}`)
  }
  expect(wrong).toEqual([])
}, 180_000)

function firstDifference(a: string, b: string): string {
  const others = b.split('\n')
  const lines = a.split('\n')
  const at = lines.findIndex((line, index) => line !== others[index])
  return `line ${at + 1}: ${lines[at]} / ${others[at]}`
}
