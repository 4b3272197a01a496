import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { type Adjustment, decideProposal, findAdjustment } from '../../store/aggregates/adjustments.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { adjustmentProblem } from './adjustment-problems.ts'
import { type AdjustmentView, adjustmentViews } from './adjustment-view.ts'
import { ownProblems, tellPerson } from './decide-adjustment.ts'
import { openProblems } from './review-adjustments.ts'

export interface DecideAdjustments {
  readonly period: Period
  readonly adjustments: readonly number[]
  readonly decision: 'accepted' | 'rejected'
  readonly reason: string
}

/**
 * Finance accepts or rejects several proposed adjustments at once, all of them or none; otherwise as decideAdjustment. Every one
 * that cannot be decided is named. Problems: thing_must_exist, adjustments_must_be_in_an_open_period, adjustment_must_be_proposed,
 * own_case_must_be_decided_by_another, reason_must_be_given.
 */
export const decideAdjustments = useCase(
  'adjustment.decide',
  async (
    service,
    actor,
    { period, adjustments, decision, reason }: DecideAdjustments,
  ): Promise<Answer<{ readonly ok: true; readonly value: readonly AdjustmentView[] }>> => {
    if (reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const ids = [...new Set(adjustments)]
    const deed = { action: 'adjustment.decide', subject: `adjustments ${ids.join(' ')}`, period: period.text, reason }
    return changing(service, actor, deed, async (transaction) => {
      const closed = await openProblems(transaction, period.text)
      if (closed.length > 0) return { ok: false, problems: closed }
      const at = service.now().toISOString()
      const problems: Problem[] = []
      const decided: Adjustment[] = []
      for (const id of ids) {
        const proposed = await findAdjustment(transaction, id)
        if (!proposed || proposed.openPeriod !== period.text) {
          problems.push(serviceProblem('thing_must_exist', { thing: `adjustment ${id} of ${period.text}` }))
        } else if ((await ownProblems(transaction, actor, proposed)).length > 0) {
          problems.push(...(await ownProblems(transaction, actor, proposed)))
        } else if (!(await decideProposal(transaction, id, { state: decision, by: actor.id, at, reason }))) {
          problems.push(adjustmentProblem('adjustment_must_be_proposed', { adjustment: String(id), state: proposed.state }))
        } else {
          if (decision === 'accepted') await tellPerson(transaction, proposed, at)
          decided.push(present(await findAdjustment(transaction, id), 'The adjustment was just decided.'))
        }
      }
      if (problems.length > 0) return { ok: false, problems }
      const value = await adjustmentViews(transaction, decided)
      return { ok: true, value, before: { state: 'proposed' }, after: value }
    })
  },
)
