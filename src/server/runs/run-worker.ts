import type { Problem } from '../../base/problem.ts'
import type { RunJob } from '../kernel/run-starter.ts'
import { startWorker } from '../kernel/worker.ts'
import type { RunStep } from './compute-run.ts'

/** What the thread is started with: the job, and a flag that says from outside that it is to stop. */
export interface WorkerStart {
  readonly job: RunJob
  readonly stop: SharedArrayBuffer
}

export type FromWorker =
  | { readonly kind: 'step'; readonly step: RunStep }
  | { readonly kind: 'computed' }
  | { readonly kind: 'ended'; readonly written: boolean }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'stopped' }

/** Permission to write with the time that is written, or none any more. */
export interface ToWorker {
  readonly at: string | undefined
}

/** How a worker ended: its snapshot is written, the data or rules do not let it, somebody was faster, it was stopped, or it broke. */
export type WorkerEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'broken'; readonly error: unknown }

export interface RunWorker {
  /** Asks the thread to stop, which it does before its next statement; answers when it is gone. What it is writing it finishes. */
  stop(): Promise<void>
}

export interface WorkerEvents {
  readonly onStep: (step: RunStep) => void
  /** The time of writing; undefined when it must not write any more. */
  readonly mayWrite: () => string | undefined
  /** Called once, when the thread is gone. */
  readonly onEnd: (end: WorkerEnd) => void
}

/** Starts a run in a thread of its own, which looks at a flag before each statement and goes by itself once it is to stop. */
export function startRun(job: RunJob, { onStep, mayWrite, onEnd }: WorkerEvents): RunWorker {
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const start: WorkerStart = { job, stop }
  const worker = startWorker(new URL('./run-worker-thread.ts', import.meta.url), start)
  let end: WorkerEnd | undefined
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'step') onStep(message.step)
    else if (message.kind === 'computed') worker.postMessage({ at: mayWrite() } satisfies ToWorker)
    else if (message.kind === 'ended') end = message.written ? { kind: 'done' } : { kind: 'overtaken' }
    else end = message
  })
  worker.on('error', (error) => {
    end = { kind: 'broken', error }
  })
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.once('exit', (code) => onEnd(end ?? { kind: 'broken', error: new Error(`The worker ended with ${code}.`) }))
  return {
    stop() {
      Atomics.store(new Int32Array(stop), 0, 1)
      return gone
    },
  }
}
