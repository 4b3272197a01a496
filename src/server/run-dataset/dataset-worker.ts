import { once } from 'node:events'
import { assert } from '../../base/assert.ts'
import type { TrailFiles } from '../../store/trail/trail-files.ts'
import { startWorker } from '../kernel/worker.ts'

/** What a thread that writes the dataset of a run needs to know: plain data. */
export interface DatasetJob {
  /** The address of the store, with its password. */
  readonly address: string
  readonly rulesFolder: string
  readonly dataFolder: string
  readonly trail: TrailFiles
  readonly run: string
  readonly folder: string
}

/** Writes the dataset of a run in a thread of its own: a million records take seconds in which others are to be answered. */
export async function writeInThread(job: DatasetJob): Promise<void> {
  const worker = startWorker(new URL('./dataset-worker-thread.ts', import.meta.url), job)
  // A failure in the thread is an error event, which rejects here.
  const [code] = await once(worker, 'exit')
  assert(code === 0, `The thread that wrote a dataset ended with ${String(code)}.`)
}
