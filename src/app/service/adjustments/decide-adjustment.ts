import { present } from '../../../base/assert.ts'
import type { Period } from '../../../base/period.ts'
import { decideProposal, findAdjustment } from '../../../store/adjustments.ts'
import type { Answer } from '../../appraise.ts'
import { type Actor, allowed, changing, type Service } from '../service.ts'
import { serviceProblem } from '../service-problems.ts'
import { adjustmentProblem } from './adjustment-problems.ts'
import { type AdjustmentView, adjustmentView } from './adjustment-view.ts'
import { openProblems } from './review-adjustments.ts'

export interface DecideAdjustment {
  /** The open period it was proposed in. */
  readonly period: Period
  readonly adjustment: number
  readonly decision: 'accepted' | 'rejected'
  readonly reason: string
}

/**
 * Finance accepts or rejects a proposed adjustment, with a reason. An accepted one is paid with the open period's bonus and is
 * final. Problems: thing_must_exist, adjustments_must_be_in_an_open_period, adjustment_must_be_proposed, reason_must_be_given.
 */
export async function decideAdjustment(
  service: Service,
  actor: Actor,
  { period, adjustment: id, decision, reason }: DecideAdjustment,
): Promise<Answer<{ readonly ok: true; readonly value: AdjustmentView }>> {
  const permitted = allowed(actor, 'adjustment.decide')
  if (!permitted.ok) return permitted
  if (reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
  const deed = { action: 'adjustment.decide', subject: `adjustment ${id}`, period: period.text, reason }
  return changing(service, actor, deed, async (transaction) => {
    const proposed = await findAdjustment(transaction, id)
    if (!proposed || proposed.openPeriod !== period.text) {
      return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `adjustment ${id} of ${period.text}` })] }
    }
    const problems = await openProblems(transaction, period.text)
    if (problems.length > 0) return { ok: false, problems }
    const at = service.now().toISOString()
    if (!(await decideProposal(transaction, id, { state: decision, by: actor.id, at, reason }))) {
      const values = { adjustment: String(id), state: proposed.state }
      return { ok: false, problems: [adjustmentProblem('adjustment_must_be_proposed', values)] }
    }
    const value = adjustmentView(present(await findAdjustment(transaction, id), 'The adjustment was just decided.'))
    return { ok: true, value, before: { state: proposed.state }, after: value }
  })
}
