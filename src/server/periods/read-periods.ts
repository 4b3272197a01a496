import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { findPeriod, listPeriods, type OpenedPeriod, type PeriodFilter, stepsOf } from '../../store/aggregates/periods.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { type PeriodStepView, type PeriodView, periodView, stepView } from './period-view.ts'

/** Opened periods, newest first: one more than `limit` says that there are more. */
export const readPeriods = useCase(
  'period.read',
  async (service, _, filter: PeriodFilter): Promise<Answer<{ readonly ok: true; readonly periods: readonly OpenedPeriod[] }>> => {
    return { ok: true, periods: await listPeriods(service.store, filter) }
  },
)

export interface PeriodWithSteps extends PeriodView {
  readonly steps: readonly PeriodStepView[]
}

/** One period with every step it took, who took it, when and why. Problem: period_must_exist. */
export const readPeriod = useCase(
  'period.read',
  async (service, _, { text }: Period): Promise<Answer<{ readonly ok: true; readonly period: PeriodWithSteps }>> => {
    const period = await findPeriod(service.store, text)
    if (!period) return { ok: false, problems: [serviceProblem('period_must_exist', { period: text })] }
    const steps = await stepsOf(service.store, text)
    return { ok: true, period: { ...periodView(period), steps: steps.map(stepView) } }
  },
)
