import type { Context } from 'hono'
import type { AppEnvironment } from './app-environment.ts'

/** How Node says that the other end of a connection, or who waited for an answer, is gone. */
const GONE = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ABORT_ERR', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'])

/** The status under which requests are logged whose caller hung up; nobody receives it. */
export const HUNG_UP = 499

/** Whether a request failed because its caller hung up, as people do who close a page or lose their network: no failure of ours. */
export function hasHungUp(c: Context<AppEnvironment>, failure: unknown): boolean {
  const { incoming } = c.env ?? {}
  const isGone = c.req.raw.signal.aborted || incoming?.destroyed === true
  return isGone && saysGone(failure)
}

function saysGone(failure: unknown): boolean {
  // The database's connection can be gone too, which is a failure whoever waits for it.
  if (!(failure instanceof Error) || failure.name === 'StoreError') return false
  if (failure.name === 'AbortError' || ('code' in failure && GONE.has(String(failure.code)))) return true
  return saysGone(failure.cause)
}
