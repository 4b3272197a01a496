import type { RunView } from '../app/service/runs/read-runs.ts'
import { type RunProgress, runControl } from '../app/service/runs/run-control.ts'
import type { Service } from '../app/service/service.ts'

/** A comment this often keeps proxies from closing a stream in which nothing happens. */
const HEARTBEAT_MS = 15_000

/**
 * The progress of a run as server-sent events: `progress` at once and at every step, `end` when it is over, and then the
 * stream closes. A run that is over answers its end at once.
 */
export function runEvents(service: Service, run: RunView, signal: AbortSignal): Response {
  const control = runControl(service)
  const encoder = new TextEncoder()
  let close = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: string, data: RunProgress) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
      const live = control.progressOf(run.id)
      if (!live) {
        send('end', { run: run.id, state: run.state === 'queued' ? 'running' : run.state, step: run.step, progress: run.progress })
        controller.close()
        return
      }
      const heartbeat = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), HEARTBEAT_MS)
      heartbeat.unref()
      const unwatch = control.watch(run.id, (progress) => {
        send(progress.state === 'running' ? 'progress' : 'end', progress)
        if (progress.state !== 'running') close()
      })
      close = () => {
        close = () => {}
        clearInterval(heartbeat)
        unwatch()
        signal.removeEventListener('abort', close)
        controller.close()
      }
      signal.addEventListener('abort', () => close())
      send('progress', live)
    },
    cancel() {
      close()
    },
  })
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' } })
}
