import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { type Deadlines, findPeriod, insertPeriod, insertStep, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { periodProblem } from './period-problems.ts'
import { type PeriodView, periodView } from './period-view.ts'
import { deadlineProblems } from './set-deadlines.ts'

export interface OpenPeriod {
  readonly period: Period
  readonly deadlines: Deadlines
}

/**
 * Opens a period of the calendar for collecting. Several may be open, each in its own state: the next month collects while the
 * last one is reviewed, and a quarter runs beside its months. Problems: period_must_not_be_open_already, those of the deadlines.
 */
export const openPeriod = useCase(
  'period.write',
  async (service, actor, input: OpenPeriod): Promise<Answer<{ readonly ok: true; readonly period: PeriodView }>> => {
    const problems = deadlineProblems(input.deadlines)
    if (problems.length > 0) return { ok: false, problems }
    const { text, first, last } = input.period
    const at = service.now().toISOString()
    const opened = await changing(
      service,
      actor,
      { action: 'period.open', subject: `period ${text}`, period: text },
      async (transaction) => {
        const existing = await findPeriod(transaction, text)
        if (existing)
          return { ok: false, problems: [periodProblem('period_must_not_be_open_already', { period: text, state: existing.state })] }
        const period: OpenedPeriod = {
          text,
          first,
          last,
          state: 'collecting',
          openedAt: at,
          openedBy: actor.id,
          deadlines: input.deadlines,
          publishedRun: undefined,
          version: 1,
        }
        await insertPeriod(transaction, period)
        await insertStep(transaction, text, { from: undefined, to: 'collecting', at, by: actor.id, reason: undefined })
        return { ok: true, value: periodView(period), after: periodView(period) }
      },
    )
    return opened.ok ? { ok: true, period: opened.value } : opened
  },
)
