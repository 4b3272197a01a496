import { SERVICE_CATALOGUE } from '../app/service/service-catalogue.ts'
import type { ServiceProblemWords } from '../app/service/service-problems.ts'
import type { Problem } from '../base/problem.ts'

export type ProblemStatus = ServiceProblemWords['status']

/** The status of a problem: its catalogue's; what is wrong with data or rules is 422. The one place where a problem becomes a status. */
export function statusOfCode(code: string): ProblemStatus {
  return SERVICE_CATALOGUE[code]?.status ?? 422
}

/** The status of an answer with several problems is that of the first error. */
export function statusOf(problems: readonly Pick<Problem, 'code' | 'severity'>[]): ProblemStatus {
  const first = problems.find((problem) => problem.severity === 'error') ?? problems[0]
  return first === undefined ? 500 : statusOfCode(first.code)
}
