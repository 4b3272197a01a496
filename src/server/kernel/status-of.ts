import { knownProblems, type Problem, type ProblemStatus } from '../../base/problem.ts'

/** The status of a problem: its catalogue's; what is wrong with data or rules is 422. The one place where a problem becomes a status. */
export function statusOfCode(code: string): ProblemStatus {
  return knownProblems().get(code)?.status ?? 422
}

/** The status of an answer with several problems is that of the first error. */
export function statusOf(problems: readonly Pick<Problem, 'code' | 'severity'>[]): ProblemStatus {
  const first = problems.find((problem) => problem.severity === 'error') ?? problems[0]
  return first === undefined ? 500 : statusOfCode(first.code)
}
