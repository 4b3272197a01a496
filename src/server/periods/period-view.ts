import { type Day, dayText } from '../../base/day.ts'
import type { Deadlines, OpenedPeriod, PeriodState, PeriodStep } from '../../store/aggregates/periods.ts'

/** A period as the API shows it. */
export interface PeriodView {
  readonly period: string
  readonly first: string
  readonly last: string
  readonly state: PeriodState
  readonly openedAt: string
  readonly openedBy: string
  readonly deadlines: Deadlines
  readonly publishedRun: string | null
  readonly version: number
}

export interface PeriodStepView {
  readonly from: PeriodState | null
  readonly to: PeriodState
  readonly at: string
  readonly by: string
  readonly reason: string | null
}

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
