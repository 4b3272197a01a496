import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What merging clients can run into, beyond who may change data when. */
const MERGE_PROBLEMS = {
  clients_must_differ: {
    severity: 'error',
    status: 422,
    zh: '“{code}”不能并入它自己。请选择两个不同的客户编码。',
    en: '"{code}" cannot be merged into itself. Choose two clients.',
  },
  merged_records_must_agree: {
    severity: 'error',
    status: 409,
    zh: '「{title}」中的「{record}」和「{other}」合并后会是同一条记录，而内容不同。请先改正或删除其中一条，再合并。',
    en: '"{record}" and "{other}" of {table} would be one record after the merge, and they say different things. Correct or remove one of them first.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>

export const mergeProblem = problemsOf(MERGE_PROBLEMS)
