import type { Answer } from '../../appraisal/appraise.ts'
import type { Period } from '../../base/period.ts'
import { type AdjustmentState, listAdjustments as adjustmentsOf } from '../../store/aggregates/adjustments.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { type Actor, allowed, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { type AdjustmentView, adjustmentView } from './adjustment-view.ts'

export interface ListAdjustments {
  readonly period: Period
  readonly state?: AdjustmentState | undefined
  readonly after?: number | undefined
  readonly limit: number
}

/** The adjustments proposed in a period, in their order, one more than the limit where there are more. Problems: period_must_exist. */
export async function listAdjustments(
  service: Service,
  actor: Actor,
  { period, state, after, limit }: ListAdjustments,
): Promise<Answer<{ readonly ok: true; readonly adjustments: readonly AdjustmentView[] }>> {
  const permitted = allowed(actor, 'adjustment.read')
  if (!permitted.ok) return permitted
  if (!(await findPeriod(service.store, period.text))) {
    return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
  }
  const adjustments = await adjustmentsOf(service.store, { openPeriod: period.text, state, after, limit: limit + 1 })
  const subject = `adjustments ${period.text}`
  await recordReading(service, actor, { action: 'adjustment.list', subject, period: period.text, asked: { state, after } })
  return { ok: true, adjustments: adjustments.map(adjustmentView) }
}
