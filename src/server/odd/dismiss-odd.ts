import type { Answer } from '../../base/answer.ts'
import { dismissalsInForce, endDismissal, insertDismissal, type NewDismissal } from '../../store/aggregates/odd-dismissals.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { findOdd } from './find-odd.ts'

export interface SettleOdd {
  readonly key: string
  readonly reason: string
}

/**
 * Dismisses 忽略 something odd: HR says why it is right as it stands. It is no longer open, here, on the next upload and on the next run, until
 * one of its records changes. No figure and no result changes by it. Dismissed twice is dismissed once. Problem: thing_must_exist.
 */
export const dismissOdd = useCase(
  'odd.dismiss',
  async (service, actor, { key, reason }: SettleOdd): Promise<Answer<{ readonly ok: true; readonly dismissal: NewDismissal }>> => {
    const entry = (await findOdd(service, { effects: false })).find(({ problem }) => problem.odd.key === key)
    const standing = (await dismissalsInForce(service.store)).get(key)
    if (standing) return { ok: true, dismissal: standing }
    if (!entry) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `odd record ${key}` })] }
    const { code, record, odd } = entry.problem
    const period = odd.period ?? undefined
    const dismissal = { key, kind: code, period, record, reason, at: service.now().toISOString(), by: actor.id }
    const deed = { action: 'odd.dismiss', subject: `odd record ${key}`, period, reason }
    const dismissed = await changing(service, actor, deed, async (transaction) => {
      const now = (await dismissalsInForce(transaction)).get(key)
      if (!now) await insertDismissal(transaction, dismissal)
      return { ok: true, value: now ?? dismissal, after: { kind: code, record, records: odd.count } }
    })
    return dismissed.ok ? { ok: true, dismissal: dismissed.value } : dismissed
  },
)

/** Takes a dismissal back 恢复: the entry is open again. Problem: thing_must_exist where none is in force. */
export const reopenOdd = useCase(
  'odd.dismiss',
  async (service, actor, { key, reason }: SettleOdd): Promise<Answer<{ readonly ok: true }>> => {
    const deed = { action: 'odd.reopen', subject: `odd record ${key}`, reason }
    const reopened = await changing(service, actor, deed, async (transaction) => {
      const standing = (await dismissalsInForce(transaction)).get(key)
      if (!standing) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `dismissal of odd record ${key}` })] }
      await endDismissal(transaction, standing.id, service.now().toISOString(), actor.id)
      return { ok: true, value: undefined, before: standing }
    })
    return reopened.ok ? { ok: true } : reopened
  },
)
