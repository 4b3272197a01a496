import { yuanText } from '../../base/money.ts'
import type { Adjustment } from '../../store/aggregates/adjustments.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { adjustmentSchema } from './adjustment-schema.ts'

/** An adjustment 调整 as the API shows it; money in yuan. */
export type AdjustmentView = ShapeOf<typeof adjustmentSchema>

export function adjustmentView(adjustment: Adjustment): AdjustmentView {
  const { due, paid, difference, decidedBy, decidedAt, reason } = adjustment
  const money = { due: yuanText(due), paid: yuanText(paid), difference: yuanText(difference) }
  return { ...adjustment, ...money, decidedBy: decidedBy ?? null, decidedAt: decidedAt ?? null, reason: reason ?? null }
}
