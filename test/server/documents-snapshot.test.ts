import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { appraiseBook } from '../../src/appraisal/appraise-book.ts'
import { publishWorkbooks } from '../../src/appraisal/publish-workbooks.ts'
import { rulesInForce } from '../../src/appraisal/rules-in-force.ts'
import { SHIPPED_RULES } from '../../src/appraisal/shipped.ts'
import { present } from '../../src/base/assert.ts'
import { appraisalOfRun } from '../../src/server/results/appraisal-of-run.ts'
import { rulesOfRun } from '../../src/server/results/run-rules.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { startRun } from '../../src/server/runs/start-run.ts'
import { findRun } from '../../src/store/aggregates/runs.ts'
import { findCompanyBook } from '../../src/store/company-book/company-book.ts'
import { HR, PERIOD, type RunWorld, runWorld } from './run-world.ts'

// Tests wait for runs, which on a busy machine take longer than they should.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let world: RunWorld
let folder = ''
beforeAll(async () => {
  world = await runWorld()
  folder = mkdtempSync(join(tmpdir(), 'quanheng-documents-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

function hashes(path: string): Readonly<Record<string, string>> {
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(path, name)))
      .digest('hex')
  return Object.fromEntries(readdirSync(path).map((name) => [name, hash(name)]))
}

test('workbooks made of a snapshot equal those made of the appraisal itself, byte for byte', async () => {
  const { store } = world.service
  const answer = await startRun(world.service, HR, { period: PERIOD })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  await runControl(world.service).finished(answer.value.run)
  const run = present(await findRun(store, answer.value.run), 'The run is there.')

  const loaded = await rulesInForce(SHIPPED_RULES, PERIOD, {})
  if (!loaded.ok) throw new Error('The shipped rules are sound.')
  const book = present(await findCompanyBook(store), 'The demo world is the company book.')
  const request = { records: store, book, period: PERIOD, onIncomplete: 'hold', language: 'zh', problems: [] } as const
  const { appraisal } = await appraiseBook({ ...request, rules: loaded.rules })
  const kept = await appraisalOfRun(world.service, run)
  expect({ ...kept, settings: {} }).toMatchObject({ period: PERIOD, problems: [...appraisal.problems] })

  const [fresh, fromSnapshot] = [join(folder, 'fresh'), join(folder, 'snapshot')]
  for (const path of [fresh, fromSnapshot]) mkdirSync(path)
  await publishWorkbooks(appraisal, loaded.rules, 'zh')(fresh)
  await publishWorkbooks(kept, await rulesOfRun(world.service, run), 'zh')(fromSnapshot)
  expect(Object.keys(hashes(fresh)).length).toBeGreaterThan(3)
  expect(hashes(fromSnapshot)).toEqual(hashes(fresh))
})
