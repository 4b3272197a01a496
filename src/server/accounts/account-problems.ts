import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What can be wrong with signing in and with accounts. */
const ACCOUNT_PROBLEMS = {
  sign_in_must_be_right: {
    severity: 'error',
    status: 401,
    zh: '用户名或密码不正确，或该账号已停用、因多次输错被暂时锁定。请核对后重试，或联系人事。',
    en: 'User name or password is not right, or the account is closed or locked for a while after too many attempts. Check them, or ask HR.',
  },
  current_password_must_be_right: {
    severity: 'error',
    status: 422,
    zh: '当前密码不正确。',
    en: 'The current password is not right.',
  },
  password_must_be_strong: {
    severity: 'error',
    status: 422,
    zh: '新密码应为 {least} 至 {most} 个字符，且不得与当前密码或用户名相同。',
    en: 'The new password must have {least} to {most} characters and differ from the current one and from the user name.',
  },
  password_must_not_be_common: {
    severity: 'error',
    status: 422,
    zh: '这个密码太常见：它在常用密码表中，或是常用密码、用户名、姓名、纯数字的变形。请改用几个不相干的词组成的一句话。',
    en: 'This password is too common: it is on a list of those that people use, or a variation of one, of the user name or of the name, or digits alone. Use a few words that have nothing to do with each other.',
  },
  password_must_be_here: {
    severity: 'error',
    status: 409,
    zh: '该账号通过单点登录使用，在本系统没有密码。',
    en: 'This account signs in by single sign-on and has no password here.',
  },
  username_must_be_free: {
    severity: 'error',
    status: 409,
    zh: '用户名「{username}」已被使用，请换一个。',
    en: 'The user name "{username}" is taken. Choose another.',
  },
  email_must_be_free: {
    severity: 'error',
    status: 409,
    zh: '邮箱 {email} 已用于另一个账号。',
    en: 'The e-mail address {email} belongs to another account.',
  },
  account_must_be_of_an_employee: {
    severity: 'error',
    status: 422,
    zh: '员工表中没有工号 {employee}。请核对工号，或先导入员工表。',
    en: 'Nobody in the employees table has the number {employee}. Check it, or import the employees first.',
  },
  employee_must_have_one_account: {
    severity: 'error',
    status: 409,
    zh: '工号 {employee} 已有账号「{username}」。',
    en: 'The employee {employee} has an account already, "{username}".',
  },
  employees_must_be_there: {
    severity: 'error',
    status: 409,
    zh: '公司账册中还没有员工表，请先上传员工。',
    en: 'There is no employees table yet. Upload the employees first.',
  },
  administrator_must_be_granted_by_one: {
    severity: 'error',
    status: 403,
    zh: '管理员身份只能由管理员授予、收回，管理员的账号也只能由管理员修改。',
    en: 'Only an administrator grants or takes away the position administrator, and changes the accounts of administrators.',
  },
  last_administrator_must_stay: {
    severity: 'error',
    status: 409,
    zh: '这是最后一位管理员，请先授予他人管理员身份。',
    en: 'This is the last administrator. Make somebody else one first.',
  },
  account_must_be_open: {
    severity: 'error',
    status: 409,
    zh: '账号「{username}」已停用。',
    en: 'The account "{username}" is closed.',
  },
  link_must_be_valid: {
    severity: 'error',
    status: 403,
    zh: '该一次性链接无效、已使用或已过期。尚无账号时，重新启动服务会给出新的链接。',
    en: 'This one-time link is not valid, was used or has expired. While there is no account, starting the server again prints a new one.',
  },
  single_sign_on_must_be_set_up: {
    severity: 'error',
    status: 404,
    zh: '未启用单点登录。请使用用户名和密码登录。',
    en: 'Single sign-on is not set up here. Sign in with user name and password.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>
export type AccountProblemCode = keyof typeof ACCOUNT_PROBLEMS

export const accountProblem = problemsOf(ACCOUNT_PROBLEMS)
