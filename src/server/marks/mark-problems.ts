import { type Problem, problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What marking 评分 can run into. */
const MARK_PROBLEMS = {
  mark_must_not_be_ones_own: {
    severity: 'error',
    status: 403,
    zh: '不能给自己评分（{engineer}）。',
    en: 'Nobody marks themselves ({engineer}).',
  },
  mark_item_must_be_yours: {
    severity: 'error',
    status: 403,
    zh: '「{item}」不由 {evaluator} 评定：研发经理只评「现场解决」，「综合评价」由区域经理评定。',
    en: '{evaluator} does not mark {item}: R&D managers rate on-site resolution only, the overall mark is the regional manager’s.',
  },
  mark_must_be_within_scale: {
    severity: 'error',
    status: 422,
    zh: '评分「{found}」无效：应为 0 至 100 之间、最多两位小数的数字，例如 92.5。',
    en: 'The score "{found}" is not one: write a number from 0 to 100 with at most two decimals, such as 92.5.',
  },
  mark_must_have_a_score: {
    severity: 'error',
    status: 422,
    zh: '{engineer} 的「{item}」还没有分数，不能提交。',
    en: 'The mark of {engineer} for {item} has no score yet and cannot be submitted.',
  },
  mark_must_be_there: {
    severity: 'error',
    status: 404,
    zh: '{engineer} 的「{item}」还没有评分草稿。',
    en: 'There is no mark of {engineer} for {item} yet.',
  },
  mark_must_not_be_there: {
    severity: 'error',
    status: 412,
    zh: '{thing} 已由 {by} 保存过。请重新载入，核对后再保存。',
    en: '{thing} was saved by {by} already. Load it, compare, then save.',
  },
  overall_mark_must_be_the_only_one: {
    severity: 'error',
    status: 409,
    zh: '{engineer} 在 {period} 已有 {evaluator} 给出的综合评价；每人每期只能有一个（办法 5.1.3）。',
    en: '{engineer} has an overall mark of {period} from {evaluator} already; a person has one a period (clause 5.1.3).',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type MarkProblemCode = keyof typeof MARK_PROBLEMS

const problem = problemsOf(MARK_PROBLEMS)

export function markProblem(code: MarkProblemCode, values: Readonly<Record<string, string>>, record?: string): Problem {
  return problem(code, values, record === undefined ? {} : { table: 'evaluations', record })
}
