import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What naming a deputy 代理 can run into. */
const DEPUTY_PROBLEMS = {
  deputy_must_act_for_a_manager: {
    severity: 'error',
    status: 422,
    zh: '{manager} 不是区域经理或研发经理，不需要评分代理。请填写经理的工号。',
    en: '{manager} is neither a regional manager nor an R&D manager and marks nobody. Give a manager’s employee number.',
  },
  deputy_must_be_another_person: {
    severity: 'error',
    status: 422,
    zh: '账号 {account} 就是 {manager} 本人，不能做自己的代理。',
    en: 'The account {account} is {manager} themselves, who cannot be their own deputy.',
  },
  deputy_must_have_an_open_account: {
    severity: 'error',
    status: 422,
    zh: '账号 {account} 已关闭，不能做代理。',
    en: 'The account {account} is closed and cannot be a deputy.',
  },
  deputy_must_end_after_it_begins: {
    severity: 'error',
    status: 422,
    zh: '代理的结束日 {last} 早于开始日 {first}。',
    en: 'The last day {last} lies before the first day {first}.',
  },
  deputy_must_not_be_named_twice: {
    severity: 'error',
    status: 409,
    zh: '{account} 在 {first} 至 {last} 已是 {manager} 的代理。请先结束该代理，或改用其他日期。',
    en: '{account} is deputy of {manager} from {first} to {last} already. End that first, or choose other days.',
  },
  deputy_must_not_be_over: {
    severity: 'error',
    status: 409,
    zh: '该代理已经结束（{last}）。',
    en: 'This deputyship is over ({last}).',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type DeputyProblemCode = keyof typeof DEPUTY_PROBLEMS

export const deputyProblem = problemsOf(DEPUTY_PROBLEMS)
