import { Worker } from 'node:worker_threads'
import type { Problem } from '../base/problem.ts'
import type { RunJob, RunStep } from './service/runs/compute-run.ts'

export type FromWorker =
  | { readonly kind: 'step'; readonly step: RunStep }
  | { readonly kind: 'computed' }
  | { readonly kind: 'ended'; readonly written: boolean }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** Permission to write, with the time that is written. */
export interface ToWorker {
  readonly at: string
}

/** How a worker ended by itself: its snapshot is written, the data or rules do not let it, or it broke. */
export type WorkerEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'broken'; readonly error: unknown }

export interface RunWorker {
  /** Ends the thread, whatever it is doing; a transaction it had begun is undone by the database. */
  stop(): Promise<void>
}

export interface WorkerEvents {
  readonly onStep: (step: RunStep) => void
  /** The time of writing; undefined when it must not write any more. */
  readonly mayWrite: () => string | undefined
  readonly onEnd: (end: WorkerEnd) => void
}

/** Starts a run in a thread of its own. `onEnd` is called once, unless it is stopped first. */
export function startWorker(job: RunJob, { onStep, mayWrite, onEnd }: WorkerEvents): RunWorker {
  const worker = new Worker(new URL('./run-worker-entry.mjs', import.meta.url), { workerData: job, execArgv: [] })
  let over = false
  const end = (how: WorkerEnd) => {
    if (over) return
    over = true
    onEnd(how)
    void worker.terminate()
  }
  worker.on('message', (message: FromWorker) => {
    if (over) return
    switch (message.kind) {
      case 'step':
        onStep(message.step)
        break
      case 'computed': {
        const at = mayWrite()
        if (at !== undefined) worker.postMessage({ at } satisfies ToWorker)
        break
      }
      case 'ended':
        end(message.written ? { kind: 'done' } : { kind: 'overtaken' })
        break
      case 'refused':
        end(message)
        break
    }
  })
  worker.on('error', (error) => end({ kind: 'broken', error }))
  worker.on('exit', (code) => end({ kind: 'broken', error: new Error(`The worker ended with ${code}.`) }))
  return {
    async stop() {
      over = true
      await worker.terminate()
    },
  }
}
