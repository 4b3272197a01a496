import { once } from 'node:events'
import { assert } from '../../base/assert.ts'
import type { Problem } from '../../base/problem.ts'
import { StoreError, type StoreProblemCode } from '../../store/database/store-error.ts'
import type { TrailFiles } from '../../store/trail/trail-files.ts'
import type { TrailVerified } from '../../store/trail/verify-trail.ts'
import { startWorker } from '../kernel/worker.ts'

/** What a thread that proves a trail needs to know: plain data. */
export interface ProofJob {
  /** The address of the store, with its password. */
  readonly address: string
  readonly trail: TrailFiles
  readonly dataFolder: string
  readonly withContents: boolean
}

export type FromProof = { readonly ok: true; readonly verified: TrailVerified } | { readonly ok: false; readonly problem: Problem }

/**
 * Proves a trail in a thread of its own: it reads every entry, record and result, while others are to be answered. Rejects with a
 * StoreError, as the proof itself does.
 */
export async function proveInThread(job: ProofJob): Promise<TrailVerified> {
  const worker = startWorker(new URL('./prove-worker-thread.ts', import.meta.url), job)
  let answer: FromProof | undefined
  worker.on('message', (message: FromProof) => {
    answer = message
  })
  // A failure in the thread is an error event, which rejects here.
  const [code] = await once(worker, 'exit')
  assert(code === 0 && answer !== undefined, `The thread that proved the trail ended with ${String(code)}.`)
  if (answer.ok) return answer.verified
  const { problem } = answer
  throw new StoreError(problem.code as StoreProblemCode, problem.values)
}
