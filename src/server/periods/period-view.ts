import { type Day, dayText } from '../../base/day.ts'
import type { OpenedPeriod, PeriodStep } from '../../store/aggregates/periods.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { periodSchema, stepSchema } from './period-schema.ts'

/** A period as the API shows it. */
export type PeriodView = ShapeOf<typeof periodSchema>

export type PeriodStepView = ShapeOf<typeof stepSchema>

export function periodView({ text, first, last, state, openedAt, openedBy, deadlines, publishedRun, version }: OpenedPeriod): PeriodView {
  return {
    period: text,
    first: dayText(first as Day),
    last: dayText(last as Day),
    state,
    openedAt,
    openedBy,
    deadlines,
    publishedRun: publishedRun ?? null,
    version,
  }
}

export function stepView({ from, to, at, by, reason }: PeriodStep): PeriodStepView {
  return { from: from ?? null, to, at, by, reason: reason ?? null }
}
