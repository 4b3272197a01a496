import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { type Deadlines, findPeriod, updatePeriod } from '../../store/aggregates/periods.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { currentPeriod } from './advance-period.ts'
import { periodProblem } from './period-problems.ts'
import { type PeriodView, periodView } from './period-view.ts'

export function deadlineProblems(deadlines: Deadlines): Problem[] {
  return Object.keys(deadlines)
    .filter((step) => step === 'closed')
    .map((step) => periodProblem('deadline_must_be_of_a_step_to_come', { step }))
}

export interface SetDeadlines {
  readonly period: Period
  /** Those of all steps; one that is left out has none. */
  readonly deadlines: Deadlines
  readonly version: string
}

/** Sets the deadlines of a period's steps until it is closed. Problems: period_must_exist, version_must_be_current, period_must_be_in_state. */
export const setDeadlines = useCase(
  'period.write',
  async (service, actor, input: SetDeadlines): Promise<Answer<{ readonly ok: true; readonly period: PeriodView }>> => {
    const problems = deadlineProblems(input.deadlines)
    if (problems.length > 0) return { ok: false, problems }
    const { text } = input.period
    const set = await changing(
      service,
      actor,
      { action: 'period.deadlines', subject: `period ${text}`, period: text },
      async (transaction) => {
        const found = await currentPeriod(transaction, text, input.version, ['collecting', 'evaluating', 'review', 'published'])
        if (!found.ok) return found
        await updatePeriod(transaction, found.period, { deadlines: input.deadlines })
        const after = periodView((await findPeriod(transaction, text)) ?? found.period)
        return { ok: true, value: after, before: found.period.deadlines, after: input.deadlines }
      },
    )
    return set.ok ? { ok: true, period: set.value } : set
  },
)
