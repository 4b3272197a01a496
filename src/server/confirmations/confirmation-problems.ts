import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What confirming, signing and objecting to a sheet can run into. */
const CONFIRMATION_PROBLEMS = {
  sheet_must_not_be_answered_already: {
    severity: 'error',
    status: 409,
    zh: '这张考核表已于 {at} 答复（{state}）。',
    en: 'This sheet was answered already at {at} ({state}).',
  },
  objection_must_say_why: {
    severity: 'error',
    status: 422,
    zh: '提出异议时请在 text 中写明哪里不对、依据是什么。',
    en: 'To object, say in text what is wrong and what it should rest on.',
  },
  objection_must_be_new: {
    severity: 'error',
    status: 409,
    zh: '对同一结果的申诉已于 {at} 答复（{state}）。结果变更后才能再次提出。',
    en: 'An appeal against this very result was decided at {at} ({state}). Another can be made once the result changes.',
  },
  signature_must_not_be_ones_own: {
    severity: 'error',
    status: 403,
    zh: '考核负责人不能签自己的考核表。',
    en: 'Nobody signs their own sheet as the person responsible.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type ConfirmationProblemCode = keyof typeof CONFIRMATION_PROBLEMS

export const confirmationProblem = problemsOf(CONFIRMATION_PROBLEMS)
