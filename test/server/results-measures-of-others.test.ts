import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownMeasure, rulesWithOwnMeasures } from '../own-rules.ts'
import { items } from './support/closing-month.ts'
import type { DemoPerson } from './support/demo-people.ts'
import { finishedRun, openPeriod, showRun } from './support/finished-run.ts'
import { makeTestService, type TestService } from './support/test-service.ts'

const PERIOD = '2026-10'
const counted = (key: string, module: string, per: string) => ownMeasure(key, { module, per, value: { aggregate: 'count' } })
const MEASURES = [
  counted('visitsOfRegion', 'visits', 'region'),
  counted('visitsOfCompany', 'visits', 'company'),
  counted('forms', 'feedback', 'rep'),
]
let folder = ''
let world: TestService
let run = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quanheng-measures-of-others-'))
  const kpi = { numerator: 'visitsOfRegion', denominator: 'visitsOfCompany', unit: 'count' } as const
  world = await makeTestService({ rules: await rulesWithOwnMeasures(join(folder, 'rules'), MEASURES, kpi) })
  await openPeriod(world, PERIOD)
  run = await finishedRun(world, PERIOD)
  await showRun(world, PERIOD, run)
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** How many records behind a fact of S001 an account is shown; undefined where it is refused. */
async function shownTo(person: DemoPerson, fact: string): Promise<number | undefined> {
  const answer = await (await world.as(person)).get(`/periods/${PERIOD}/runs/${run}/people/S001/workings/${fact}/records?limit=500`)
  if (answer.status !== 200) expect(answer.status).toBe(404)
  return answer.status === 200 ? items(answer).length : undefined
}

test('what others did is counted for everybody and shown to those alone who may see it', async () => {
  for (const [fact, toSelf, toManager] of [
    ['visits', true, true],
    ['visitsOfRegion', false, true],
    ['visitsOfCompany', false, false],
    ['forms', false, true],
  ] as const) {
    const all = await shownTo('hr', fact)
    expect([fact, all]).toEqual([fact, expect.any(Number)])
    expect([fact, await shownTo('salesRep', fact)]).toEqual([fact, toSelf ? all : undefined])
    expect([fact, await shownTo('managerEast', fact)]).toEqual([fact, toManager ? all : undefined])
  }
  const workings = await (await world.as('salesRep')).get(`/periods/${PERIOD}/runs/${run}/people/S001/workings`)
  expect(workings.status).toBe(200)
  expect(JSON.stringify(workings.body)).toContain('visitsOfRegion')
})
