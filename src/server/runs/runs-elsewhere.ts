import { EventEmitter, once } from 'node:events'
import type { RunJob, RunStarter } from '../kernel/run-starter.ts'

/** The runs that a thread asks the process for, which computes them: one place knows what is under way. */
export class RunsElsewhere implements RunStarter {
  readonly #ask: (job: RunJob) => void
  readonly #live = new Set<string>()
  readonly #events = new EventEmitter()

  constructor(ask: (job: RunJob) => void) {
    this.#ask = ask
    this.#events.setMaxListeners(0)
  }

  start(job: RunJob): void {
    this.#live.add(job.run)
    this.#ask(job)
  }

  async finished(run: string): Promise<void> {
    if (this.#live.has(run)) await once(this.#events, run)
  }

  /** Told by the process that a run is over, whatever came of it. */
  over(run: string): void {
    this.#live.delete(run)
    this.#events.emit(run)
  }
}
