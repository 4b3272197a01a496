import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What reviewing closed periods, and deciding on adjustments 调整, can run into. */
const ADJUSTMENT_PROBLEMS = {
  adjustments_must_be_in_an_open_period: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 已关闭，其调整已定稿。请在开启中的期间处理。',
    en: 'The period {period} is closed and its adjustments are final. Use a period that is open.',
  },
  adjustment_must_be_proposed: {
    severity: 'error',
    status: 409,
    zh: '调整 {adjustment} 的状态是「{state}」，只有待定的调整可以接受或拒绝。',
    en: 'The adjustment {adjustment} is {state}; only a proposed one is accepted or rejected.',
  },
  closed_period_must_be_appraised_again: {
    severity: 'error',
    status: 409,
    zh: '已关闭的期间 {period} 未能重新运算（运算 {run}：{state}）。请查看该运算的问题，处理后重试。',
    en: 'The closed period {period} could not be appraised again (run {run}: {state}). Look at the problems of that run, then try again.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type AdjustmentProblemCode = keyof typeof ADJUSTMENT_PROBLEMS

export const adjustmentProblem = problemsOf(ADJUSTMENT_PROBLEMS)
