import type { Service } from '../kernel/service.ts'
import type { RunView } from './read-runs.ts'
import { type RunProgress, runControl } from './run-control.ts'

/** A comment this often keeps proxies from closing a stream in which nothing happens. */
const HEARTBEAT_MS = 15_000
/** How often it is looked whether whoever watches still may, beside before every event. */
const LOOK_MS = 2_000

/**
 * The progress of a run as server-sent events: `progress` at once and at every step, `end` when it is over, and then the
 * stream closes. A run that is over answers its end at once. When `mayWatch` says no more - the session has ended, the token was
 * revoked, the account closed - the stream closes without another event.
 */
export function runEvents(service: Service, run: RunView, signal: AbortSignal, mayWatch: () => Promise<boolean>): Response {
  const control = runControl(service)
  const encoder = new TextEncoder()
  let close = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (event: string, data: RunProgress) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
      const live = control.progressOf(run.id)
      if (!live) {
        write('end', { run: run.id, state: run.state === 'queued' ? 'running' : run.state, step: run.step, progress: run.progress })
        controller.close()
        return
      }
      let isOpen = true
      let turn: Promise<unknown> = Promise.resolve()
      /** Events keep their order; each is sent only to who may see it when it is sent. */
      const whileAllowed = (action: () => void) => {
        turn = turn.then(async () => {
          const may = isOpen && (await mayWatch().catch(() => false))
          if (isOpen && may) action()
          else close()
        })
      }
      const heartbeat = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), HEARTBEAT_MS).unref()
      const look = setInterval(() => whileAllowed(() => undefined), LOOK_MS).unref()
      const unwatch = control.watch(run.id, (progress) =>
        whileAllowed(() => {
          write(progress.state === 'running' ? 'progress' : 'end', progress)
          if (progress.state !== 'running') close()
        }),
      )
      const onAbort = () => close()
      close = () => {
        if (!isOpen) return
        isOpen = false
        clearInterval(heartbeat)
        clearInterval(look)
        unwatch()
        signal.removeEventListener('abort', onAbort)
        controller.close()
      }
      signal.addEventListener('abort', onAbort)
      write('progress', live)
    },
    cancel() {
      close()
    },
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' } })
}
