import { once } from 'node:events'
import type { TrailFiles } from '../../store/trail/trail-files.ts'
import type { Service } from '../kernel/service.ts'
import { startWorker } from '../kernel/worker.ts'
import { failWhatIf } from './fail-what-if.ts'
import type { WhatIfAsked } from './what-if-asked.ts'
import { whatIfProblem } from './what-if-problems.ts'

/** What a thread that tries a change needs to know: plain data. */
export interface WhatIfJob {
  /** The address of the store, with its password. */
  readonly address: string
  readonly rulesFolder: string
  readonly dataFolder: string
  readonly trail: TrailFiles
  readonly id: string
  readonly asked: WhatIfAsked
}

const underWay = new Map<string, Promise<void>>()

/** Computes a what-if that stands in its table, in a thread of its own; one that breaks is marked as failed. */
export function beginWhatIf(service: Service, id: string, asked: WhatIfAsked): void {
  const { store, rulesFolder, dataFolder, trail } = service
  const job: WhatIfJob = { address: store.address, rulesFolder, dataFolder, trail, id, asked }
  const done = computed(job)
    .catch(() => failWhatIf(service, id, [whatIfProblem('what_if_must_not_break')]).catch(() => undefined))
    .finally(() => underWay.delete(id))
  underWay.set(id, done)
}

async function computed(job: WhatIfJob): Promise<void> {
  const worker = startWorker(new URL('./what-if-worker-thread.ts', import.meta.url), job)
  // A failure in the thread is an error event, which rejects here.
  const [code] = await once(worker, 'exit')
  if (code !== 0) throw new Error(`The thread of a what-if ended with ${String(code)}.`)
}

/** Waits until a what-if is over; at once when it is not being computed here. */
export async function whatIfOver(id: string): Promise<void> {
  await underWay.get(id)
}
