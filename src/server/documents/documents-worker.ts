import { once } from 'node:events'
import { assert } from '../../base/assert.ts'
import type { TrailFiles } from '../../store/trail/trail-files.ts'
import { startWorker } from '../kernel/worker.ts'

/** The list of a folder's workbooks, written with them. */
export const LIST = 'files.json'

/** What a thread that makes workbooks needs to know: plain data. */
export interface DocumentsJob {
  /** The address of the store, with its password. */
  readonly address: string
  readonly rulesFolder: string
  readonly dataFolder: string
  readonly trail: TrailFiles
  readonly run: string
  readonly region: string | undefined
  /** Where the workbooks are to stand when all of them are complete. */
  readonly folder: string
}

/** Makes workbooks in a thread of its own: ten thousand people take seconds in which others are to be answered. */
export async function makeInThread(job: DocumentsJob): Promise<void> {
  const worker = startWorker(new URL('./documents-worker-thread.ts', import.meta.url), job)
  // A failure in the thread is an error event, which rejects here.
  const [code] = await once(worker, 'exit')
  assert(code === 0, `The thread that made workbooks ended with ${String(code)}.`)
}
