import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '../base/assert.ts'
import { StoreError } from '../store/store-error.ts'
import type { FromWorker, ToWorker } from './run-worker.ts'
import { computeRun, type RunJob, writeRun } from './service/runs/compute-run.ts'

/**
 * A run off the request path. What was computed is written only when the server says so, with the time that it gives: until
 * then nothing has been written, so that the thread can be ended at any moment.
 */
const port = parentPort
assert(port !== null, 'This is the first module of a worker thread.')
const tell = (message: FromWorker) => port.postMessage(message)
const job: RunJob = workerData

try {
  const answer = await computeRun(job, (step) => tell({ kind: 'step', step }))
  if (answer.ok) {
    const told = new Promise<ToWorker>((resolve) => port.once('message', resolve))
    tell({ kind: 'computed' })
    const { at } = await told
    tell({ kind: 'step', step: 'writing' })
    tell({ kind: 'ended', written: await writeRun(job, answer.computed, at) })
  } else tell({ kind: 'refused', problems: answer.problems })
} catch (failure) {
  if (!(failure instanceof StoreError)) throw failure
  tell({ kind: 'refused', problems: [failure.problem] })
}
