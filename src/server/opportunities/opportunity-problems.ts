import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What asking for a pipeline 销售漏斗 can run into. */
const OPPORTUNITY_PROBLEMS = {
  pipeline_days_must_be_in_order: {
    severity: 'error',
    status: 422,
    zh: '结束日 {last} 早于开始日 {first}。请交换两个日期。',
    en: 'The last day {last} lies before the first day {first}. Write the earlier one first.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>

export const opportunityProblem = problemsOf(OPPORTUNITY_PROBLEMS)
