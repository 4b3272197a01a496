import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What deciding on balances 待扣余额 can run into. */
const BALANCE_PROBLEMS = {
  balance_must_be_open: {
    severity: 'error',
    status: 409,
    zh: '{name} {period} 的待扣余额已是 0.00 元（{state}），无须再决定。',
    en: 'Nothing is open of the balance of {name} for {period} ({state}): there is nothing to decide.',
  },
  balance_must_be_reclaimed: {
    severity: 'error',
    status: 409,
    zh: '{name} {period} 的待扣余额不在追讨清单上（{state}）。请先决定追讨，再登记收到的退款。',
    en: 'The balance of {name} for {period} is not on the list to reclaim ({state}). Decide to reclaim it first, then enter what was received.',
  },
  balance_day_must_have_come: {
    severity: 'error',
    status: 422,
    zh: '收款日期 {day} 还没有到（今天是 {today}）。请在收到之后再登记。',
    en: 'The day {day} is still to come (today is {today}). Enter it once the money has been received.',
  },
  balance_limit_must_be_for_carrying: {
    severity: 'error',
    status: 422,
    zh: '每月最多扣回的金额只用于结转扣回；追讨和核销时请不要填写。',
    en: 'A limit a month belongs to carrying only: leave it out to reclaim or to write off.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type BalanceProblemCode = keyof typeof BALANCE_PROBLEMS

export const balanceProblem = problemsOf(BALANCE_PROBLEMS)
