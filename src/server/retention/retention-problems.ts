import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What keeping and removing old data 留存与清除 can run into. */
const RETENTION_PROBLEMS = {
  retention_must_be_long_enough: {
    severity: 'error',
    status: 422,
    zh: '“{kind}”至少须保留 {least} 年：更短会使仍要计算的期间缺少数据。收到的是 {years} 年。',
    en: '"{kind}" is kept for {least} years at least: with less, periods that are still computed would lack data. {years} was given.',
  },
  retention_plan_must_be_current: {
    severity: 'error',
    status: 409,
    zh: '预览之后数据、保留年限或冻结有变化，没有清除任何数据。请重新查看预览后再清除。',
    en: 'Data, years or holds changed after the preview; nothing was removed. Look at the preview again, then remove.',
  },
  removal_must_have_something: {
    severity: 'error',
    status: 409,
    zh: '没有超过保留年限、可以清除的数据。',
    en: 'Nothing has been kept longer than it is to be and can be removed.',
  },
  hold_must_name_something: {
    severity: 'error',
    status: 422,
    zh: '请填写要冻结的员工工号或期间。',
    en: 'Name the employee or the period that is to be held.',
  },
  period_must_have_its_records: {
    severity: 'error',
    status: 409,
    zh: '期间 {period} 要用到的部分原始记录已按保留年限清除（{before} 之前），不能再运算；已公布的结果不受影响。',
    en: 'Records that {period} needs were removed at the end of their retention (those before {before}): it cannot be computed again. What was published stays.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type RetentionProblemCode = keyof typeof RETENTION_PROBLEMS

export const retentionProblem = problemsOf(RETENTION_PROBLEMS)
