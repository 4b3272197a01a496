import { appendAudit } from '../../store/trail/audit.ts'
import type { Actor, Service } from './service.ts'

/** What was looked at, and how much of it. */
export interface Reading {
  /** Such as "result.read". */
  readonly action: string
  /** Such as "run 0f3c... person T001". */
  readonly subject: string
  /** None where it is of no period alone. */
  readonly period?: string
  /** What the request asked for. */
  readonly asked?: Readonly<Record<string, unknown>> | undefined
}

/** Enters into the audit trail that somebody read what is about others: one entry a request, however many rows it answers. */
export async function recordReading(service: Service, actor: Actor, reading: Reading): Promise<void> {
  await recordReadings(service, actor, [reading])
}

/** The same for several things read at once: an entry each, all of them or none. */
export async function recordReadings(service: Service, actor: Actor, readings: readonly Reading[]): Promise<void> {
  await service.store.write(async (transaction) => {
    for (const { action, subject, period, asked } of readings) {
      const content = {
        at: service.now().toISOString(),
        actor: actor.id,
        actorName: actor.name,
        address: actor.address ?? null,
        action,
        subject,
        period: period ?? null,
        before: null,
        after: asked === undefined ? null : JSON.stringify(asked),
        reason: null,
      }
      await appendAudit(transaction, content, service.trail)
    }
    return { ok: true }
  })
}
