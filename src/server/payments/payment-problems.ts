import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What marking bonuses as paid 发放标记 can run into. */
const PAYMENT_PROBLEMS = {
  payments_must_be_of_a_closed_period: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 处于「{state}」。期间关闭后奖金才定稿，才能标记发放。',
    en: 'The period {period} is {state}. Bonuses are final, and can be marked as paid, once it is closed.',
  },
  payment_must_name_somebody: {
    severity: 'error',
    status: 422,
    zh: '请选择要标记的区域或人员。',
    en: 'Choose the regions or people that it is about.',
  },
  payment_must_be_of_people_who_are_due: {
    severity: 'error',
    status: 422,
    zh: '{people} 在该期间没有应发金额。请核对区域和工号。',
    en: 'Nothing is due to {people} in this period. Check the region and the employee number.',
  },
  payment_must_be_marked_once: {
    severity: 'error',
    status: 409,
    zh: '{people} 已标记为发放。如有误，请先撤回原标记并写明原因。',
    en: '{people} are marked as paid already. If that was a mistake, take that mark back first, with a reason.',
  },
  payment_must_have_somebody_left: {
    severity: 'error',
    status: 409,
    zh: '所选区域没有尚未发放的奖金。',
    en: 'Nobody in the regions chosen is still to be paid.',
  },
  payment_day_must_have_come: {
    severity: 'error',
    status: 422,
    zh: '发放日期 {day} 还没有到（今天是 {today}）。请在发放之后再标记。',
    en: 'The day of payment {day} is still to come (today is {today}). Mark it once it has been paid.',
  },
  payment_day_must_be_after_the_period_began: {
    severity: 'error',
    status: 422,
    zh: '发放日期 {day} 早于考核期间的第一天 {first}。请核对日期。',
    en: 'The day of payment {day} lies before the first day of the period, {first}. Check it.',
  },
  payment_must_stand_to_be_taken_back: {
    severity: 'error',
    status: 409,
    zh: '{people} 没有可撤回的发放标记。',
    en: '{people} have no payment mark that could be taken back.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type PaymentProblemCode = keyof typeof PAYMENT_PROBLEMS

export const paymentProblem = problemsOf(PAYMENT_PROBLEMS)
