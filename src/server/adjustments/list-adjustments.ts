import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { AdjustmentState } from '../../domain/states.ts'
import { listAdjustments as adjustmentsOf } from '../../store/aggregates/adjustments.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type AdjustmentView, adjustmentViews } from './adjustment-view.ts'

export interface ListAdjustments {
  readonly period: Period
  readonly state?: AdjustmentState | undefined
  readonly after?: number | undefined
  readonly limit: number
}

/** The adjustments proposed in a period, in their order, one more than the limit where there are more. Problems: period_must_exist. */
export const listAdjustments = useCase(
  'adjustment.read',
  async (
    service,
    actor,
    { period, state, after, limit }: ListAdjustments,
  ): Promise<Answer<{ readonly ok: true; readonly adjustments: readonly AdjustmentView[] }>> => {
    if (!(await findPeriod(service.store, period.text))) {
      return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    }
    const adjustments = await adjustmentsOf(service.store, { openPeriod: period.text, state, after, limit: limit + 1 })
    const subject = `adjustments ${period.text}`
    await recordReading(service, actor, { action: 'adjustment.list', subject, period: period.text, asked: { state, after } })
    return { ok: true, adjustments: await adjustmentViews(service.store, adjustments) }
  },
)
