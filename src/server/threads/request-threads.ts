import type { Worker } from 'node:worker_threads'
import type { Context } from 'hono'
import { assert } from '../../base/assert.ts'
import type { AppEnvironment } from '../kernel/app-environment.ts'
import { HUNG_UP, hasHungUp } from '../kernel/hung-up.ts'
import { inTurn } from '../kernel/idempotency.ts'
import type { ServicePlace } from '../kernel/open-service.ts'
import type { AppOptions } from '../kernel/options.ts'
import type { Elsewhere } from '../kernel/route.ts'
import type { RunJob, RunStarter } from '../kernel/run-starter.ts'
import type { Service } from '../kernel/service.ts'
import { startWorker } from '../kernel/worker.ts'

/** What a thread needs to serve requests as this process does: plain data. */
export interface RequestJob {
  readonly place: ServicePlace
  readonly options: Pick<AppOptions, 'secret' | 'oldSecrets' | 'publicUrl' | 'trustProxy' | 'oidc' | 'limits' | 'secondFactor'>
}

/** A request on its way to a thread. */
export interface ForwardedRequest {
  readonly id: number
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: ReadableStream | null
  /** Where the connection comes from. */
  readonly remoteAddress: string | undefined
}

/**
 * A request, a run that is over, after how many milliseconds nobody is to wait for another's transaction any more, or that there is nothing
 * more to come.
 */
export type ToThread = ForwardedRequest | { readonly over: string } | { readonly hurryMs: number } | 'end'

type OnAnchor = NonNullable<Service['onAnchor']>
/** An answer, what is to be noted in the log, or a run that this process is to compute. */
export type FromThread = ThreadAnswer | { readonly anchor: Parameters<OnAnchor>[0] } | { readonly run: RunJob }

export interface ThreadAnswer {
  readonly id: number
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: ArrayBuffer | null
  readonly actor: string | undefined
  /** What failed where the answer is 500. */
  readonly failure: PlainFailure | undefined
}

/** An error as plain data. */
export interface PlainFailure {
  readonly name: string
  readonly message: string
  readonly stack?: string | undefined
  readonly code?: string
  readonly cause?: PlainFailure | undefined
}

/** What this process does for its threads. */
export interface ThreadEvents {
  readonly onFailure: (failure: unknown, requestId: string) => void
  readonly onAnchor: Service['onAnchor']
  readonly runs: RunStarter
}

/** How many threads there may be of a kind. They start when those that are there are busy, and stay. */
const MOST = { reading: 2, work: 2 } as const

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, { readonly resolve: (answer: ThreadAnswer) => void; readonly reject: (failure: unknown) => void }>
}

/**
 * Threads that serve whole requests, each with a store and an application of its own: who asks, may they, Idempotency-Key and handler are
 * one code path in all of them. What only this process knows, limits of signing in, is none of theirs; runs they ask it for.
 */
export class RequestThreads {
  readonly #job: RequestJob
  readonly #events: ThreadEvents
  readonly #threads: Record<Elsewhere, Thread[]> = { reading: [], work: [] }
  #last = 0
  #isClosed = false

  constructor(job: RequestJob, events: ThreadEvents) {
    this.#job = job
    this.#events = events
  }

  /** Has a thread ready, so that the first who needs one does not wait for its start. */
  warm(kind: Elsewhere): void {
    if (this.#threads[kind].length === 0) this.#start(kind)
  }

  /** Serves a request in a thread; of two with the same Idempotency-Key the later waits for the first. */
  async serve(kind: Elsewhere, c: Context<AppEnvironment>): Promise<Response> {
    const key = c.req.raw.headers.get('idempotency-key')
    const answer = () => this.#forward(kind, c)
    if (key === null) return answer()
    const { headers } = c.req.raw
    return inTurn(JSON.stringify(['elsewhere', headers.get('authorization'), headers.get('cookie'), key]), answer)
  }

  /** After so many milliseconds none of them waits any more for another's transaction. */
  hurry(hurryMs: number): void {
    for (const { worker } of this.#all()) worker.postMessage({ hurryMs } satisfies ToThread)
  }

  /** Takes no more; resolves when every thread has answered what it has and is gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(
      this.#all().map(
        ({ worker }) =>
          new Promise<void>((resolve) => {
            worker.once('exit', () => resolve())
            worker.postMessage('end' satisfies ToThread)
          }),
      ),
    )
  }

  #all(): readonly Thread[] {
    return [...this.#threads.reading, ...this.#threads.work]
  }

  async #forward(kind: Elsewhere, c: Context<AppEnvironment>): Promise<Response> {
    assert(!this.#isClosed, 'Requests are refused before the threads are closed.')
    const { raw } = c.req
    const headers = new Headers(raw.headers)
    headers.set('x-request-id', c.get('requestId'))
    const forwarded: ForwardedRequest = {
      id: ++this.#last,
      url: raw.url,
      method: raw.method,
      headers: [...headers],
      body: raw.body,
      remoteAddress: c.env?.incoming?.socket.remoteAddress,
    }
    const thread = this.#choose(kind)
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      thread.waiting.set(forwarded.id, { resolve, reject })
      thread.worker.postMessage(forwarded, forwarded.body ? [forwarded.body as never] : [])
    })
    c.set('actor', answer.actor)
    if (answer.failure !== undefined) {
      const failure = errorOf(answer.failure)
      if (hasHungUp(c, failure)) return new Response(null, { status: HUNG_UP })
      this.#events.onFailure(failure, c.get('requestId'))
    }
    return new Response(answer.body, {
      status: answer.status,
      headers: answer.headers.map(([name, value]): [string, string] => [name, value]),
    })
  }

  async #compute(worker: Worker, job: RunJob): Promise<void> {
    this.#events.runs.start(job)
    await this.#events.runs.finished(job.run)
    worker.postMessage({ over: job.run } satisfies ToThread)
  }

  /** One that has nothing to do, a new one while there may be more, else the one with the least. */
  #choose(kind: Elsewhere): Thread {
    const threads = this.#threads[kind]
    const [least] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size)
    return least && (least.waiting.size === 0 || threads.length >= MOST[kind]) ? least : this.#start(kind)
  }

  #start(kind: Elsewhere): Thread {
    const worker = startWorker(new URL('./request-thread.ts', import.meta.url), this.#job)
    const thread: Thread = { worker, waiting: new Map() }
    this.#threads[kind].push(thread)
    worker.on('message', (answer: FromThread) => {
      if ('anchor' in answer) return this.#events.onAnchor?.(answer.anchor)
      if ('run' in answer) return void this.#compute(worker, answer.run)
      thread.waiting.get(answer.id)?.resolve(answer)
      thread.waiting.delete(answer.id)
    })
    let failure: unknown = new Error('A thread that serves requests ended.')
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', () => {
      this.#threads[kind] = this.#threads[kind].filter((each) => each !== thread)
      for (const { reject } of thread.waiting.values()) reject(failure)
    })
    return thread
  }
}

function errorOf({ cause, message, ...rest }: PlainFailure): Error {
  return Object.assign(new Error(message, cause ? { cause: errorOf(cause) } : {}), rest)
}
