import { noteActivity as keepActivity } from '../../store/aggregates/sessions.ts'
import type { Service } from './service.ts'

const MINUTE_MS = 60_000
/** Sessions whose activity is being written at this moment, so that many requests at once write it once. */
const beingNoted = new Set<string>()

/** Whether a session has been idle 闲置 for longer than so many minutes; undefined or 0 is no limit. */
export function isIdle(seen: string, idleMinutes: number | undefined, at: Date): boolean {
  return idleMinutes !== undefined && idleMinutes > 0 && at.getTime() - Date.parse(seen) > idleMinutes * MINUTE_MS
}

/**
 * Notes that somebody does something in a session, once a minute at most. Nobody waits for it: while something else is being
 * written, the request is answered meanwhile; and where it cannot be written, the next request tries again.
 */
export function noteActivity({ store }: Service, { id, seen }: { readonly id: string; readonly seen: string }): void {
  const now = new Date()
  if (now.getTime() - Date.parse(seen) < MINUTE_MS || beingNoted.has(id)) return
  beingNoted.add(id)
  void store
    .write(async (transaction) => {
      await keepActivity(transaction, id, now.toISOString())
      return { ok: true }
    })
    .catch(() => undefined)
    .finally(() => beingNoted.delete(id))
}
