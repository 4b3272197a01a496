import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What closing a period, and publishing a corrected one again, can run into. */
const PUBLICATION_PROBLEMS = {
  appeals_must_be_decided: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 还有 {count} 件申诉未答复，不能关闭。',
    en: 'The period {period} has {count} open appeals and cannot be closed.',
  },
  corrections_must_be_published: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 的更正（第 {change} 号变更）尚未重新运算并公布，不能关闭。请运算后重新公布。',
    en: 'A correction of the period {period} (change {change}) is in no published run yet. Run it, publish it again, then close.',
  },
  republished_run_must_be_newer: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 没有比已公布的更新的运算结果。请等更正后的运算完成。',
    en: 'The period {period} has no finished run newer than the published one. Wait for the run after the correction.',
  },
  sheet_kind_must_be_chosen: {
    severity: 'error',
    status: 422,
    zh: '{employee} 本期有两张考核表（技术客服、业务员），请用 kind 指明其中一张。',
    en: '{employee} has two sheets in this period, as engineer and as representative: say which with kind.',
  },
  sheet_must_be_the_published_one: {
    severity: 'error',
    status: 409,
    zh: '您看到的考核表（运算 {run}）已不是公布的结果。请重新载入考核表，核对后再答复。',
    en: 'The sheet you read (run {run}) is not the published one any more. Load your sheet again and look at it before you answer.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type PublicationProblemCode = keyof typeof PUBLICATION_PROBLEMS

export const publicationProblem = problemsOf(PUBLICATION_PROBLEMS)
