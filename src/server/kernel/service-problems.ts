import { type ProblemStatus, type ProblemWords, problemsOf } from '../../base/problem.ts'

/** Words of a problem of the service with the HTTP status that answers it. */
export interface ServiceProblemWords extends ProblemWords {
  readonly status: ProblemStatus | 507
}

/** What a request to the service can run into, beyond the data and the rules. Each resource adds its own beside this list. */
const SERVICE_PROBLEMS = {
  action_must_be_allowed: {
    severity: 'error',
    status: 403,
    zh: '您没有进行此操作的权限（{permission}）。如确有需要，请联系人事或管理员。',
    en: 'You are not allowed to do this ({permission}). If you need to, ask HR or an administrator.',
  },
  thing_must_exist: {
    severity: 'error',
    status: 404,
    zh: '没有找到 {thing}，或您无权查看。',
    en: 'There is no {thing}, or it is not for you to see.',
  },
  period_must_exist: {
    severity: 'error',
    status: 404,
    zh: '考核期间 {period} 尚未开启。',
    en: 'The period {period} has not been opened.',
  },
  period_must_be_in_state: {
    severity: 'error',
    status: 409,
    zh: '考核期间 {period} 处于「{state}」，此操作只能在「{needed}」时进行。',
    en: 'The period {period} is {state}; this can be done only while it is {needed}.',
  },
  version_must_be_current: {
    severity: 'error',
    status: 412,
    zh: '{thing} 在您打开之后已被 {by} 修改。请重新载入，核对后再保存。',
    en: '{thing} was changed by {by} after you opened it. Load it again, compare, then save.',
  },
  version_must_be_given: {
    severity: 'error',
    status: 428,
    zh: '修改 {thing} 时请在 If-Match 中给出读取时的版本。',
    en: 'To change {thing}, give the version you read in If-Match.',
  },
  reason_must_be_given: {
    severity: 'error',
    status: 422,
    zh: '请写明原因。',
    en: 'Give the reason.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type ServiceProblemCode = keyof typeof SERVICE_PROBLEMS

export const serviceProblem = problemsOf(SERVICE_PROBLEMS)
