import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What can be wrong with second factors. */
const SECOND_FACTOR_PROBLEMS = {
  code_must_be_right: {
    severity: 'error',
    status: 422,
    zh: '验证码不正确、已过期或已用过。请输入验证器中当前的 6 位数字（手机时间须准确），或一个未用过的备用码。',
    en: 'The code is not right, has run out or was used. Give the 6 digits that your authenticator shows now (its clock must be right), or a backup code that was not used yet.',
  },
  sign_in_must_begin_anew: {
    severity: 'error',
    status: 401,
    zh: '登录已超时或已完成，请重新输入用户名和密码。',
    en: 'This sign-in has run out or was used. Give user name and password again.',
  },
  set_up_must_begin_anew: {
    severity: 'error',
    status: 409,
    zh: '设置已超时，请重新开始并扫描新的二维码。',
    en: 'Setting it up took too long. Begin again and scan the new QR code.',
  },
  second_factor_must_be_there: {
    severity: 'error',
    status: 409,
    zh: '该账号没有启用两步验证。',
    en: 'This account has no second factor.',
  },
  second_factor_must_stay: {
    severity: 'error',
    status: 409,
    zh: '您的身份须启用两步验证，不能关闭；更换手机时请重新设置。',
    en: 'Your position demands a second factor, so it stays. With another phone, set it up anew.',
  },
  second_factor_must_be_switched_on: {
    severity: 'error',
    status: 409,
    zh: '本系统未开放两步验证（QUANHENG_SECOND_FACTOR）。',
    en: 'Second factors are switched off here (QUANHENG_SECOND_FACTOR).',
  },
  second_factor_key_must_be_there: {
    severity: 'error',
    status: 503,
    zh: '两步验证的密钥文件 second-factor-key 缺失或已被更换，无法核对验证码。请管理员恢复数据文件夹中的该文件，或重置您的两步验证。',
    en: 'The key file of second factors, second-factor-key, is missing or another, so that no code can be checked. Have an administrator restore it in the data folder, or remove your second factor.',
  },
  second_factor_secret_must_open: {
    severity: 'error',
    status: 409,
    zh: '密钥文件 second-factor-key 打不开这些账号的两步验证：{accounts}。请恢复数据文件夹中原来的该文件，或先用 quanheng user remove-second-factor 关闭这些账号的两步验证，再更换密钥。',
    en: 'The key file second-factor-key does not open the second factors of {accounts}. Restore the file that it was in the data folder, or remove those factors with quanheng user remove-second-factor, then rotate again.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>

export const secondFactorProblem = problemsOf(SECOND_FACTOR_PROBLEMS)
