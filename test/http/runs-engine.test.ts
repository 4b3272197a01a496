import { afterAll, beforeAll, expect, test } from 'vitest'
import { derive } from '../../src/app/appraise.ts'
import { messageOf } from '../../src/app/messages.ts'
import { type Result, resultHash } from '../../src/app/result-json.ts'
import { cancelRun } from '../../src/app/service/runs/cancel-run.ts'
import { readRun } from '../../src/app/service/runs/read-runs.ts'
import { runControl } from '../../src/app/service/runs/run-control.ts'
import { startRun } from '../../src/app/service/runs/start-run.ts'
import { DEMO_DATASET } from '../../src/app/shipped.ts'
import { DATASET_PROBLEMS } from '../../src/domain/dataset/dataset-problems.ts'
import { HR, PERIOD, type RunWorld, runWorld } from './run-world.ts'

let world: RunWorld
beforeAll(async () => {
  world = await runWorld()
})
afterAll(() => world.close())

async function started(): Promise<string> {
  const answer = await startRun(world.service, HR, { period: PERIOD })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer.value.run
}

async function read(run: string) {
  const answer = await readRun(world.service, { period: PERIOD, run })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer.value
}

/** What the command gives for the records of a dataset; what reading its files warned of is said at the upload, not by a run. */
async function derivedOf(dataset: string): Promise<Result> {
  const derived = await derive({ dataset, period: PERIOD, settings: {}, onIncomplete: 'hold', language: 'zh' })
  if (!derived.ok) throw new Error('The dataset is appraised.')
  const read = new Set(derived.problems.filter((problem) => READING.has(problem.code)).map((problem) => messageOf(problem, 'zh')))
  return {
    ...derived.result,
    problems: derived.result.problems.filter((problem) => !('message' in problem && read.has(String(problem.message)))),
  }
}

const READING = new Set([...Object.keys(DATASET_PROBLEMS), 'repeated_record_counted_once', 'repeated_event_counted_once'])

test('a run gives the result that the command gives for the same records, rules and settings', async () => {
  const run = await started()
  const steps: string[] = []
  runControl(world.service).watch(run, ({ step }) => steps.push(step))
  const second = await startRun(world.service, HR, { period: PERIOD })
  expect(second).toMatchObject({ ok: false, problems: [{ code: 'run_must_be_alone', values: { run } }] })
  await runControl(world.service).finished(run)

  const view = await read(run)
  const derived = await derivedOf(DEMO_DATASET)
  expect(view).toMatchObject({
    state: 'done',
    progress: 100,
    asOfChange: 0,
    inputsSha256: derived.inputs.sha256,
    rows: derived.inputs.rows,
    settings: derived.settings,
    rules: derived.rules,
    resultSha256: resultHash(derived),
    summary: { engineers: 24, held: [] },
  })
  expect(steps).toEqual(['people', 'service_facts', 'sales_facts', 'scores', 'bonus', 'hashes', 'writing', 'done'])
})

test('a run that is cancelled leaves its row and nothing else, and the next one can begin', async () => {
  const run = await started()
  const cancelled = new Promise<unknown>((resolve) => {
    const stop = runControl(world.service).watch(run, () => {
      stop()
      resolve(cancelRun(world.service, HR, { period: PERIOD, run }))
    })
  })
  expect(await cancelled).toMatchObject({ ok: true })
  expect(await read(run)).toMatchObject({ state: 'cancelled', summary: undefined, resultSha256: undefined })
  expect(await world.service.store.all('SELECT count(*) FROM run_people WHERE run = $1', [run])).toEqual([[0n]])
  expect(await cancelRun(world.service, HR, { period: PERIOD, run })).toMatchObject({ problems: [{ code: 'run_must_be_under_way' }] })
  const next = await started()
  await runControl(world.service).finished(next)
  expect(await read(next)).toMatchObject({ state: 'done' })
})
