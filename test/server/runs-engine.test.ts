import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { derive } from '../../src/appraisal/appraise.ts'
import { type Result, resultHash, wholeResult } from '../../src/appraisal/result-json.ts'
import { DEMO_DATASET } from '../../src/appraisal/shipped.ts'
import { messageOf } from '../../src/base/problem.ts'
import { DATASET_PROBLEMS } from '../../src/domain/dataset/dataset-problems.ts'
import { cancelRun } from '../../src/server/runs/cancel-run.ts'
import { failInterruptedRuns } from '../../src/server/runs/fail-run.ts'
import { runOfPeriod } from '../../src/server/runs/read-runs.ts'
import { runControl } from '../../src/server/runs/run-control.ts'
import { startRun } from '../../src/server/runs/start-run.ts'
import { verifyTrail } from '../../src/store/trail/verify-trail.ts'
import { program } from '../program.ts'
import { HR, NOW, PERIOD, type RunWorld, runWorld } from './run-world.ts'

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
  const answer = await runOfPeriod(world.service, { period: PERIOD, run })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer.value
}

/** What the command gives for the records of a dataset; what reading its files warned of is said at the upload, not by a run. */
async function derivedOf(dataset: string): Promise<Result> {
  const derived = await derive({ dataset, period: PERIOD, settings: {}, onIncomplete: 'hold', language: 'zh' })
  if (!derived.ok) throw new Error('The dataset is appraised.')
  const read = new Set(derived.problems.filter((problem) => READING.has(problem.code)).map((problem) => messageOf(problem, 'zh')))
  return {
    ...wholeResult(derived.result),
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

test('a process killed in mid-run leaves the period as it was; the next start says what happened, and the run can begin again', async () => {
  const { store } = world.service
  const before = await store.all('SELECT * FROM appraisal_periods')
  const child = spawn(process.execPath, [...program('runs-child'), store.address, PERIOD.text], { stdio: 'inherit' })
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])

  const [row] = await store.all("SELECT id FROM runs WHERE state = 'running'")
  const run = String(row?.[0])
  expect(await startRun(world.service, HR, { period: PERIOD })).toMatchObject({
    problems: [{ code: 'run_must_be_alone', values: { run } }],
  })
  expect(await failInterruptedRuns(world.service)).toBe(1)
  expect(await read(run)).toMatchObject({ state: 'failed', error: 'run_was_interrupted', problems: [{ code: 'run_was_interrupted' }] })
  expect(await store.all('SELECT * FROM appraisal_periods')).toEqual(before)
  expect(await store.all('SELECT count(*) FROM run_people WHERE run = $1', [run])).toEqual([[0n]])
  expect(await failInterruptedRuns(world.service)).toBe(0)

  const next = await started()
  await runControl(world.service).finished(next)
  expect(await read(next)).toMatchObject({ state: 'done' })
  expect(await verifyTrail(store)).toMatchObject({ firstBreak: undefined })
})

test('a clean shutdown lets a run finish within the grace time, and ends it when that is over', async () => {
  const patient = await started()
  await runControl(world.service).shutDown(60_000)
  expect(await read(patient)).toMatchObject({ state: 'done' })
  const cut = await started()
  await runControl(world.service).shutDown(0)
  expect(await read(cut)).toMatchObject({ state: 'failed', error: 'run_was_interrupted' })
})

test('a run that the rules do not let be is failed, with the problems of the rules', async () => {
  const setting = { key: 'service.attendance.nothing', value: 'x', effective_from: 20261001, reason: 'a test', at: NOW, by: 'hr' }
  await world.service.store.write(async (transaction) => {
    await transaction.insert('setting_changes', setting)
    return { ok: true }
  })
  const run = await started()
  await runControl(world.service).finished(run)
  expect(await read(run)).toMatchObject({ state: 'failed', error: 'setting_must_be_known', problems: [{ code: 'setting_must_be_known' }] })
})
