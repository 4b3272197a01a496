import { EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Problem } from '../../base/problem.ts'
import type { Store } from '../../store/open-store.ts'
import type { RunJob, RunStarter } from '../kernel/run-starter.ts'
import type { Service } from '../kernel/service.ts'
import { type RunStep, STEP_PROGRESS } from './compute-run.ts'
import { failRun } from './fail-run.ts'
import { runProblem } from './run-problems.ts'
import { type RunWorker, startRun, type WorkerEnd } from './run-worker.ts'

/** How far a run is: what an event of its progress says. */
export interface RunProgress {
  readonly run: string
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'
  readonly step: string
  readonly progress: number
}

interface LiveRun {
  readonly job: RunJob
  readonly worker: RunWorker
  latest: RunProgress
  /** Set before a cancellation is written, so that no permission to write is given meanwhile. */
  stopping: boolean
}

/** How many runs compute at the same time, each of another period; the next wait. */
const MOST_AT_ONCE = 2
const FAIL_AGAIN_MS = 3_000

/**
 * The runs that this process is computing. What is durable stands in the runs table: this holds threads, the progress they
 * told, and who listens.
 */
export class RunControl implements RunStarter {
  readonly #live = new Map<string, LiveRun>()
  /** Threads that are not gone yet: those of live runs, and for a moment those of cancelled ones. */
  readonly #threads = new Set<RunWorker>()
  readonly #waiting: RunJob[] = []
  readonly #events = new EventEmitter()
  #isShut = false
  readonly #service: Service
  /** Told of failures of ours, for the log; never with personal data. */
  onBroken: (run: string, error: unknown) => void = () => undefined

  constructor(service: Service) {
    this.#service = service
    this.#events.setMaxListeners(0)
  }

  /** Begins to compute a run that stands in the runs table, or lets it wait its turn. */
  start(job: RunJob): void {
    this.#waiting.push(job)
    this.#next()
  }

  progressOf(run: string): RunProgress | undefined {
    if (this.#waiting.some((job) => job.run === run)) return waiting(run)
    return this.#live.get(run)?.latest
  }

  /** Calls the listener at every step of a run until it is over; answers how to stop listening. */
  watch(run: string, listener: (progress: RunProgress) => void): () => void {
    this.#events.on(run, listener)
    return () => this.#events.off(run, listener)
  }

  /** Keeps a run from writing while its cancellation is being written. */
  hold(run: string): void {
    const live = this.#live.get(run)
    if (live) live.stopping = true
  }

  /** Stops to compute a run whose row says that it was cancelled. */
  cancelled(run: string): void {
    const place = this.#waiting.findIndex((job) => job.run === run)
    if (place >= 0) this.#waiting.splice(place, 1)
    const live = this.#live.get(run)
    void live?.worker.stop()
    this.#over(run, { ...(live?.latest ?? waiting(run)), state: 'cancelled' })
  }

  /** Waits until a run is over; at once when it is not being computed here. */
  async finished(run: string): Promise<void> {
    while (this.progressOf(run)) await once(this.#events, `${run} over`)
  }

  /**
   * For a clean shutdown: lets what runs finish within the time given, then stops it; each that did not finish is marked as
   * interrupted, so that it can be started again.
   */
  async shutDown(graceMs: number): Promise<void> {
    this.#isShut = true
    // What the database does not take now, the next start finds under way and marks.
    const interrupt = (run: string) =>
      this.#fail(run, [runProblem('run_was_interrupted', { run })]).catch((failure: unknown) => this.onBroken(run, failure))
    for (const { run } of this.#waiting.splice(0)) await interrupt(run)
    const patience = new AbortController()
    const late = pause(graceMs, undefined, { signal: patience.signal }).catch(() => undefined)
    await Promise.race([late, Promise.all([...this.#live.keys()].map((run) => this.finished(run)))])
    patience.abort()
    for (const run of [...this.#live.keys()]) {
      this.hold(run)
      await interrupt(run)
    }
    await Promise.all([...this.#threads].map((worker) => worker.stop()))
  }

  #next(): void {
    while (this.#threads.size < MOST_AT_ONCE) {
      const job = this.#waiting.shift()
      if (!job) return
      const { run } = job
      const worker = startRun(job, {
        onStep: (step) => this.#tell(run, step),
        mayWrite: () => (this.#live.get(run)?.stopping === false ? this.#service.now().toISOString() : undefined),
        onEnd: (end) => {
          this.#threads.delete(worker)
          void this.#ended(run, end).catch((error: unknown) => this.onBroken(run, error))
        },
      })
      this.#threads.add(worker)
      this.#live.set(run, { job, worker, latest: waiting(run), stopping: false })
    }
  }

  #tell(run: string, step: RunStep): void {
    const live = this.#live.get(run)
    if (!live) return
    live.latest = { run, state: 'running', step, progress: STEP_PROGRESS[step] }
    this.#events.emit(run, live.latest)
  }

  async #ended(run: string, end: WorkerEnd): Promise<void> {
    // A run that was cancelled is over already; now its thread is gone too, and the next may begin.
    if (!this.#live.has(run)) return this.#next()
    if (end.kind === 'done') return this.#over(run, { run, state: 'done', step: 'done', progress: STEP_PROGRESS.done })
    if (end.kind === 'overtaken' || end.kind === 'stopped')
      return this.#over(run, { ...(this.progressOf(run) ?? waiting(run)), state: 'cancelled' })
    if (end.kind === 'broken') this.onBroken(run, end.error)
    return this.#fail(run, end.kind === 'refused' ? end.problems : [runProblem('run_must_not_break', { run })])
  }

  async #fail(run: string, problems: readonly Problem[]): Promise<void> {
    try {
      await failRun(this.#service, run, problems)
    } catch (failure) {
      this.#failLater(run, problems)
      throw failure
    } finally {
      this.#over(run, { ...(this.progressOf(run) ?? waiting(run)), state: 'failed' })
    }
  }

  /** Tries again until the database takes it: a run that stayed under way would keep its period from being appraised. */
  #failLater(run: string, problems: readonly Problem[]): void {
    setTimeout(() => {
      if (!this.#isShut) failRun(this.#service, run, problems).catch(() => this.#failLater(run, problems))
    }, FAIL_AGAIN_MS).unref()
  }

  #over(run: string, progress: RunProgress): void {
    this.#live.delete(run)
    this.#events.emit(run, progress)
    this.#events.emit(`${run} over`)
    this.#next()
  }
}

function waiting(run: string): RunProgress {
  return { run, state: 'running', step: 'waiting', progress: STEP_PROGRESS.waiting }
}

/** Who begins runs for a service: this process, or, in a thread of it, the process. */
export function runsOf(service: Service): RunStarter {
  return service.runs ?? runControl(service)
}

const controls = new WeakMap<Store['key'], RunControl>()

/** The runs of a service; one for each open store. */
export function runControl(service: Service): RunControl {
  const known = controls.get(service.store.key)
  if (known) return known
  const made = new RunControl(service)
  controls.set(service.store.key, made)
  return made
}
