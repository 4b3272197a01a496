import { parentPort } from 'node:worker_threads'
import { assert } from '../../base/assert.ts'
import { makeApp } from '../app.ts'
import { openService } from '../kernel/open-service.ts'
import { jobOfWorker } from '../kernel/worker.ts'
import { RunsElsewhere } from '../runs/runs-elsewhere.ts'
import type { ForwardedRequest, FromThread, PlainFailure, RequestJob, ThreadAnswer, ToThread } from './request-threads.ts'

/** Serves the requests that are forwarded to this thread until it is told to end; then it answers what it has, and goes. */
const port = parentPort
assert(port !== null, 'This is a module of a worker thread.')
const { place, options } = jobOfWorker<RequestJob>()

const tell = (message: FromThread, moved: ArrayBuffer[] = []) => port.postMessage(message, moved)
const runs = new RunsElsewhere((job) => tell({ run: job }))
const service = await openService(place, { onAnchor: (anchor) => tell({ anchor }), runs })
const failures = new Map<string, unknown>()
const actors = new Map<string, string>()
const app = makeApp(service, {
  ...options,
  onFailure: (failure, requestId) => failures.set(requestId, failure),
  onAnswer: ({ requestId, actor }) => actor !== undefined && actors.set(requestId, actor),
})

const served = new Set<Promise<void>>()
port.on('message', (message: ToThread) => {
  if (message === 'end') {
    void Promise.allSettled(served)
      .then(() => service.store.close())
      .finally(() => port.close())
    return
  }
  if ('over' in message) return runs.over(message.over)
  if ('hurryMs' in message) return service.store.hurry(message.hurryMs)
  const serving = serve(message).finally(() => served.delete(serving))
  served.add(serving)
})

/** Headers that the process adds to every answer by itself. */
const OWN_HEADERS = new Set(['vary', 'x-request-id'])

async function serve({ id, url, method, headers, body, remoteAddress }: ForwardedRequest): Promise<void> {
  // A body that comes in pieces has to be said to do so; the compiler's list of options does not know the word yet.
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]), body, duplex: 'half' }
  const request = new Request(url, init as RequestInit)
  const requestId = request.headers.get('x-request-id') ?? ''
  const response = await app.fetch(request, { incoming: { socket: { remoteAddress } } } as never)
  const bytes = response.body === null ? null : await response.arrayBuffer()
  const answer: ThreadAnswer = {
    id,
    status: response.status,
    headers: [...response.headers].filter(([name]) => !OWN_HEADERS.has(name)),
    body: bytes,
    actor: actors.get(requestId),
    failure: plain(failures.get(requestId)),
  }
  actors.delete(requestId)
  failures.delete(requestId)
  tell(answer, bytes ? [bytes] : [])
}

/** A failure as it can leave the thread: errors of libraries hold what cannot, and their fields would be lost on the way. */
function plain(failure: unknown): PlainFailure | undefined {
  if (!(failure instanceof Error)) return failure === undefined ? undefined : { name: typeof failure, message: String(failure) }
  const { name, message, stack, cause } = failure
  const code = 'code' in failure ? { code: String(failure.code) } : {}
  return { name, message, stack, ...code, cause: plain(cause) }
}
