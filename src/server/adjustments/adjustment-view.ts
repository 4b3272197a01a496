import { present } from '../../base/assert.ts'
import { yuanText } from '../../base/money.ts'
import { type Adjustment, rejectedOf } from '../../store/aggregates/adjustments.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { adjustmentSchema } from './adjustment-schema.ts'
import { rejectedBefore } from './standing-rejections.ts'

/** An adjustment 调整 as the API shows it; money in yuan. */
export type AdjustmentView = ShapeOf<typeof adjustmentSchema>

export async function adjustmentViews(reader: Reader, adjustments: readonly Adjustment[]): Promise<AdjustmentView[]> {
  const rejections = await rejectedOf(reader, adjustments)
  return adjustments.map((adjustment) => {
    const { id, employee, closedPeriod, due, paid, difference, decidedBy, decidedAt, reason } = adjustment
    const earlier = rejections.filter((each) => each.id < id && each.employee === employee && each.closedPeriod === closedPeriod)
    return {
      ...adjustment,
      ...{ due: yuanText(due), paid: yuanText(paid), difference: yuanText(difference) },
      rejected: yuanText(rejectedBefore(adjustment)),
      rejectedBefore: earlier.map((each) => ({
        ...{ id: each.id, difference: yuanText(each.difference), reason: each.reason ?? null, decidedAt: each.decidedAt ?? null },
      })),
      ...{ decidedBy: decidedBy ?? null, decidedAt: decidedAt ?? null, reason: reason ?? null },
    }
  })
}

export async function adjustmentView(reader: Reader, adjustment: Adjustment): Promise<AdjustmentView> {
  const [view] = await adjustmentViews(reader, [adjustment])
  return present(view, 'Each adjustment has a view.')
}
