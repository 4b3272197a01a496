import { yuanText } from '../../base/money.ts'
import type { Adjustment, AdjustmentState } from '../../store/aggregates/adjustments.ts'

/** An adjustment 调整 as the API shows it; money in yuan. */
export interface AdjustmentView {
  readonly id: number
  readonly closedPeriod: string
  readonly openPeriod: string
  readonly employee: string
  readonly name: string
  readonly region: string
  readonly due: string
  readonly paid: string
  readonly difference: string
  readonly reasons: readonly string[]
  readonly run: string
  readonly state: AdjustmentState
  readonly at: string
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
}

export function adjustmentView(adjustment: Adjustment): AdjustmentView {
  const { due, paid, difference, decidedBy, decidedAt, reason } = adjustment
  const money = { due: yuanText(due), paid: yuanText(paid), difference: yuanText(difference) }
  return { ...adjustment, ...money, decidedBy: decidedBy ?? null, decidedAt: decidedAt ?? null, reason: reason ?? null }
}
