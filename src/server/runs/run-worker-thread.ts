import { parentPort } from 'node:worker_threads'
import { assert } from '../../base/assert.ts'
import { StoreError } from '../../store/database/store-error.ts'
import { jobOfWorker } from '../kernel/worker.ts'
import { computeRun, writeRun } from './compute-run.ts'
import type { FromWorker, ToWorker, WorkerStart } from './run-worker.ts'

/**
 * A run off the request path. What was computed is written only when the server says so, with the time that it gives: until
 * then nothing has been written, and the thread goes at the next statement once it is told to stop.
 */
const port = parentPort
assert(port !== null, 'This is the first module of a worker thread.')
const tell = (message: FromWorker) => port.postMessage(message)
const { job, stop } = jobOfWorker<WorkerStart>()
const flag = new Int32Array(stop)

class Stopped extends Error {}
const isStopped = () => Atomics.load(flag, 0) === 1
const goOn = () => {
  if (isStopped()) throw new Stopped()
}

try {
  const answer = await computeRun(job, { onStep: (step) => tell({ kind: 'step', step }), goOn })
  if (answer.ok) {
    goOn()
    const told = new Promise<ToWorker>((resolve) => port.once('message', resolve))
    tell({ kind: 'computed' })
    const { at } = await told
    if (at === undefined) throw new Stopped()
    tell({ kind: 'step', step: 'writing' })
    tell({ kind: 'ended', written: await writeRun(job, answer.computed, at, isStopped) })
  } else tell({ kind: 'refused', problems: answer.problems })
} catch (failure) {
  if (failure instanceof Stopped) tell({ kind: 'stopped' })
  else if (failure instanceof StoreError) tell({ kind: 'refused', problems: [failure.problem] })
  else throw failure
}
