import type { Problem } from '../base/problem.ts'

/** Exit statuses of the command (CONTRACT section 2). */
export const EXIT = {
  done: 0,
  /** The dataset or the rules have errors and nothing was written; or verify found a difference. */
  errors: 1,
  /** Done, but something is held or incomplete. */
  incomplete: 2,
  /** Wrong usage, as sysexits.h has it. */
  usage: 64,
} as const

/** Problems of what stands on the command line, not of the dataset or the rules. */
const USAGE_PROBLEMS = ['setting_must_be_known', 'setting_must_have_choice', 'database_must_be_known']

/** The status of a command that was refused: wrong usage when nothing but the command line is at fault. */
export function refusalStatus(problems: readonly Problem[]): number {
  const errors = problems.filter((problem) => problem.severity === 'error')
  return errors.length > 0 && errors.every((problem) => USAGE_PROBLEMS.includes(problem.code)) ? EXIT.usage : EXIT.errors
}
