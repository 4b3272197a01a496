import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

const TOKEN_PROBLEMS = {
  token_scopes_must_be_grantable: {
    severity: 'error',
    status: 422,
    zh: '令牌不能拥有权限 {scopes}：这些操作须由本人进行。',
    en: 'A token cannot have {scopes}: a person does these things themselves.',
  },
  token_must_expire_later: {
    severity: 'error',
    status: 422,
    zh: '有效期应晚于现在，且不超过 {days} 天。',
    en: 'The expiry must lie ahead, by at most {days} days.',
  },
  token_must_wait_for_approval: {
    severity: 'error',
    status: 409,
    zh: '该令牌无须批准，或已吊销、已过期。',
    en: 'This token needs no approval, or was revoked or has expired.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type TokenProblemCode = keyof typeof TOKEN_PROBLEMS

export const tokenProblem = problemsOf(TOKEN_PROBLEMS)
