import type { Answer } from '../../base/answer.ts'
import { insertConfirmation, standingConfirmation } from '../../store/aggregates/confirmations.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { isOneself } from '../kernel/oneself.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { publishedSheet } from '../publication/published-sheet.ts'
import { confirmationProblem } from './confirmation-problems.ts'

export interface SignSheet {
  readonly period: string
  readonly employee: string
  /** The run whose sheet was read. */
  readonly run: string
}

export interface SignedSheet {
  readonly period: string
  readonly run: string
  readonly employee: string
  readonly at: string
}

/**
 * The person responsible 考核负责人 - the manager whose home region of the period the engineer's was, or their deputy - signs an
 * engineer's sheet (policy 5.4). Signed twice is signed once. Problems: those of publishedSheet, thing_must_exist for somebody out
 * of reach, signature_must_not_be_ones_own.
 */
export const signSheet = useCase(
  'confirmation.manager',
  async (service, actor, { period, employee, run }: SignSheet): Promise<Answer<{ readonly ok: true; readonly value: SignedSheet }>> => {
    const found = await publishedSheet(service.store, { period, employee, run, kind: 'service' })
    if (!found.ok) return found
    const parsed = await openedPeriod(service.store, period)
    const reach = await reachOf(service, actor, parsed)
    if (!reaches(reach, { employee, region: found.sheet.region })) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `sheet of ${employee} in ${period}` })] }
    }
    const key = { period, employee, kind: 'service' as const }
    const standing = await standingConfirmation(service.store, key, 'manager')
    if (standing) return { ok: true, value: { period, run, employee, at: standing.at } }
    const deed = { action: 'sheet.sign', subject: `sheet ${period} ${employee}`, period }
    return changing(service, actor, deed, async (transaction) => {
      if (isOneself(actor, employee, parsed)) return { ok: false, problems: [confirmationProblem('signature_must_not_be_ones_own')] }
      const again = await publishedSheet(transaction, { period, employee, run, kind: 'service' })
      if (!again.ok) return again
      const meanwhile = await standingConfirmation(transaction, key, 'manager')
      const at = meanwhile?.at ?? service.now().toISOString()
      const value = { period, run, employee, at }
      if (meanwhile) return { ok: true, value }
      await insertConfirmation(transaction, { ...key, run, role: 'manager', account: actor.id, state: 'confirmed', text: undefined, at })
      return { ok: true, value, after: value }
    })
  },
)
