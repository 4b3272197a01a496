import type { Answer } from '../../base/answer.ts'
import { type AccountVisit, keepVisit, visitOf } from '../../store/aggregates/account-visits.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'

const HOUR_MS = 3_600_000
/** Who comes back after so long has been away: what changed meanwhile is new to them. */
const AWAY_MS = 3 * HOUR_MS

/** Since when things are new to an account: the end of the visit before this one; undefined for who was never here. */
export async function lastVisit(service: Service, actor: Actor): Promise<string | undefined> {
  if (actor.kind !== 'account') return undefined
  const visit = await visitOf(service.store, actor.id)
  return visit && visitNow(visit, service.now()).since
}

/**
 * Remembers that the caller looked at their home page. Within a visit it is written once an hour at most; nothing of anybody's
 * work changes, so there is no audit entry.
 */
export const rememberVisit = useCase('session.own', async (service, actor): Promise<Answer<{ readonly ok: true }>> => {
  if (actor.kind !== 'account') return { ok: true }
  const now = service.now()
  const known = await visitOf(service.store, actor.id)
  if (known && now.getTime() - Date.parse(known.seenAt) < HOUR_MS) return { ok: true }
  return service.store.write(async (transaction) => {
    const before = await visitOf(transaction, actor.id)
    const since = before && visitNow(before, now).since
    await keepVisit(transaction, actor.id, { since, seenAt: now.toISOString() })
    return { ok: true as const }
  })
})

function visitNow(visit: AccountVisit, now: Date): AccountVisit {
  const away = now.getTime() - Date.parse(visit.seenAt) >= AWAY_MS
  return away ? { since: visit.seenAt, seenAt: now.toISOString() } : visit
}
