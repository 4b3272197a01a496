import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { program } from '../program.ts'
import { checkedResult, differences } from './compare-results.ts'
import { derivedResult } from './derived-result.ts'
import { unfairShares } from './fair-shares.ts'
import { appraiseByHand } from './model/appraise-by-hand.ts'
import { rowsNamed, smallWorlds } from './small-world.ts'
import { DEMO, DEMO_PERIODS } from './write-expected.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'golden-worlds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** CONTRACT section 2: 2 when something is held, else 0. */
const HELD_PERIODS = new Set(['2026-09', '2026-H1'])

describe('the demo world, through the command line', () => {
  test.each(DEMO_PERIODS)('%s is as the independent model expects', (period) => {
    const out = join(folder, period)
    const command = [...program('cli'), 'appraise', join(DEMO, 'dataset'), '--period', period, '--out', out, '--formats', 'json', '--quiet']
    const run = spawnSync(process.execPath, command, { cwd: PROJECT, encoding: 'utf8' })
    expect(run.status, run.stderr).toBe(HELD_PERIODS.has(period) ? 2 : 0)
    const found = checkedResult(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')))
    const expected = checkedResult(JSON.parse(readFileSync(join(DEMO, 'expected', `${period}.json`), 'utf8')))
    expect(differences(found, expected)).toEqual([])
    expect(unfairShares(found)).toEqual([])
  })
})

for (const world of smallWorlds()) {
  describe(`${world.name}: ${world.why}`, () => {
    for (const { settings, expected } of world.runs) {
      test(`the product, with ${JSON.stringify(settings)}`, async () => {
        const json: unknown = JSON.parse(await derivedResult(world.folder, world.period, settings))
        const found = checkedResult(json)
        for (const part of ['service', 'sales', 'bonus'] as const) {
          expect(rowsNamed(found[part], expected[part])).toMatchObject(expected[part])
        }
        expect(differences(found, appraiseByHand(world.folder, world.period, settings))).toEqual([])
      })
    }
  })
}
