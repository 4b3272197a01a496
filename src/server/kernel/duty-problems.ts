import { type Problem, problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from './service-problems.ts'

/** What separated duties 职责分离 refuse, whatever positions somebody has. Each such refusal is an entry of the audit trail. */
const DUTY_PROBLEMS = {
  position_must_be_given_by_another: {
    severity: 'error',
    status: 403,
    zh: '任何人都不能给自己增加身份，也不能更改自己账号关联的工号。请由另一位管理员办理。',
    en: 'Nobody gives themselves a position, or changes the person that their own account is linked to. Ask another administrator.',
  },
  account_must_be_kept_by_an_administrator: {
    severity: 'error',
    status: 403,
    zh: '人事、财务、审计的身份只能由管理员授予、收回，其账号（姓名、邮箱、工号、一次性密码、停用、启用、会话）也只能由管理员管理。',
    en: 'Only an administrator grants or takes away the positions HR, finance and auditor, and keeps such accounts: name, address, link, one-time password, closing, reopening, sessions.',
  },
  own_case_must_be_decided_by_another: {
    severity: 'error',
    status: 403,
    zh: '这涉及您本人（工号 {employee}，现在或该期间关联于您的账号）。请由他人办理。',
    en: 'This is about yourself ({employee}, the person that your account is linked to, or was in that period). Somebody else has to do it.',
  },
  token_must_not_exceed_its_maker: {
    severity: 'error',
    status: 403,
    zh: '令牌的权限不能超出建立人本人的权限：{scopes}。请由拥有这些权限的人建立。',
    en: 'A token does no more than whoever makes it may do: {scopes}. Somebody who may do that has to make it.',
  },
  token_must_be_approved_by_another: {
    severity: 'error',
    status: 403,
    zh: '令牌须由建立人以外的人批准：管理员，或与建立人身份相同的另一人。',
    en: 'A token is approved by somebody else than who made it: an administrator, or another person of its maker’s position.',
  },
  deputy_must_be_of_the_same_line: {
    severity: 'error',
    status: 403,
    zh: '账号 {account} 不是经理，不能代理 {manager}。代理须来自同一条线：经理由经理代理。',
    en: 'The account {account} is no manager’s and cannot act for {manager}. Deputies come from the same line: managers act for managers.',
  },
  deputy_must_be_named_by_another: {
    severity: 'error',
    status: 403,
    zh: '不能指定自己为代理。请由他人指定。',
    en: 'Nobody names themselves as a deputy. Somebody else has to do it.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type DutyProblemCode = keyof typeof DUTY_PROBLEMS

export const dutyProblem = problemsOf(DUTY_PROBLEMS)

/** Refusals of the same kind that have words of their own. */
const OTHERS: ReadonlySet<string> = new Set([
  'administrator_must_be_granted_by_one',
  'appeal_must_be_decided_by_another',
  'mark_must_not_be_ones_own',
  'signature_must_not_be_ones_own',
  'deputy_must_be_another_person',
])

export function isDutyRefusal({ code }: Problem): boolean {
  return code in DUTY_PROBLEMS || OTHERS.has(code)
}
