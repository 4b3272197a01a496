import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What signing a plan can run into. */
const RECEIPT_PROBLEMS = {
  plan_must_concern_you: {
    severity: 'error',
    status: 409,
    zh: '方案 {rule} 自 {version} 起的版本不适用于您，无须签收。',
    en: 'The version of {rule} from {version} does not cover you, so there is nothing to sign.',
  },
  plan_version_must_be_the_one_read: {
    severity: 'error',
    status: 409,
    zh: '方案 {rule} 没有您所读的这个版本（{sha256}）。请重新打开后再签收。',
    en: 'The plan {rule} has no such version as you read ({sha256}). Open it again, then sign.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>

export const receiptProblem = problemsOf(RECEIPT_PROBLEMS)
