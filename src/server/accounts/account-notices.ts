import type { Channel, NewMessage } from '../../store/aggregates/messages.ts'
import { companyTime } from '../messages/reminder-words.ts'

type Words = Readonly<Record<'zh' | 'en', string>>

const BOTH = ['product', 'mail'] as const satisfies readonly Channel[]

/** Whoever did not ask for it learns that somebody holds a password of theirs. */
export function resetNotice(account: string): NewMessage[] {
  return notices(account, 'account.reset', BOTH, {
    zh: '您的密码已被重置为一次性密码，已登录的设备已退出。如非您本人要求，请立即联系管理员。',
    en: 'Your password was reset to a one-time password, and your devices were signed out. If you did not ask for it, tell an administrator at once.',
  })
}

/** Somebody signed in with the account on a device on which it was never used. */
export function newDeviceNotice(account: string, address: string | undefined, at: string): NewMessage[] {
  const time = companyTime(at)
  return notices(account, 'account.newDevice', BOTH, {
    zh: `您的账号于 ${time} 在一台新设备上登录（网络地址 ${address ?? '未知'}）。如非您本人，请在“个人资料”中退出该设备并修改密码，再告知管理员。`,
    en: `Your account was signed in on a new device at ${time} (Beijing), from the address ${address ?? 'unknown'}. If that was not you, sign that device out and change your password in your profile, then tell an administrator.`,
  })
}

/**
 * The e-mail address of an account was changed; undefined is none. The one before is told too, as whoever takes over an account
 * would have its mail sent to themselves first. Neither message names the other address.
 */
export function mailChangeNotices(
  account: string,
  { before, after }: Readonly<Record<'before' | 'after', string | undefined>>,
): NewMessage[] {
  if (before === after) return []
  const words = {
    zh: '您账号的邮箱地址已被修改。如非您本人要求，请立即联系人事或管理员。',
    en: 'The e-mail address of your account was changed. If you did not ask for it, tell HR or an administrator at once.',
  }
  const kind = 'account.mailChange'
  return [
    ...notices(account, kind, ['product'], words),
    ...[before, after].flatMap((to) => (to === undefined ? [] : notices(account, kind, ['mail'], words, { mailTo: to }))),
  ]
}

const SECOND_FACTOR = {
  setUp: {
    zh: '您的账号已启用两步验证，其他设备已退出登录。如非您本人操作，请立即联系管理员。',
    en: 'A second factor was set up for your account, and your other devices were signed out. If that was not you, tell an administrator at once.',
  },
  removed: {
    zh: '您的账号已关闭两步验证，登录只需密码。如非您本人操作，请立即联系管理员。',
    en: 'The second factor of your account was removed: the password alone signs in. If that was not you, tell an administrator at once.',
  },
  reset: {
    zh: '您账号的两步验证已被管理员或人事关闭，已登录的设备已退出。如非您本人要求，请立即联系管理员。',
    en: 'Whoever keeps your account removed its second factor, and your devices were signed out. If you did not ask for it, tell an administrator at once.',
  },
  newCodes: {
    zh: '您账号的备用码已更换，原来的不再有效。如非您本人操作，请立即联系管理员。',
    en: 'New backup codes were made for your account; the old ones are void. If that was not you, tell an administrator at once.',
  },
  voidCodes: {
    zh: '系统更换了两步验证的密钥：验证器照常使用，您的备用码已失效，请在“个人资料”中生成新的备用码。',
    en: 'The key of second factors was rotated here: your authenticator goes on as it is, your backup codes are void. Make new ones in your profile.',
  },
  guessed: {
    zh: '有人用您的密码登录，但多次输错验证码，已被暂时阻止。如非您本人，请立即修改密码并告知管理员。',
    en: 'Somebody with your password gave too many wrong codes and has to wait. If that was not you, change your password at once and tell an administrator.',
  },
} as const satisfies Readonly<Record<string, Words>>

/** Something was done about the second factor of an account. */
export function secondFactorNotice(account: string, what: keyof typeof SECOND_FACTOR): NewMessage[] {
  return notices(account, 'account.secondFactor', BOTH, SECOND_FACTOR[what])
}

/** A backup code was used to sign in; so many are left. */
export function backupCodeNotice(account: string, left: number): NewMessage[] {
  return notices(account, 'account.secondFactor', BOTH, {
    zh: `您的一个备用码已用于登录，还剩 ${left} 个。如非您本人，请立即修改密码、重新设置两步验证，并告知管理员。`,
    en: `One of your backup codes was used to sign in; ${left} are left. If that was not you, change your password and set up the second factor anew at once, and tell an administrator.`,
  })
}

function notices(
  account: string,
  kind: string,
  channels: readonly Channel[],
  words: Words,
  values: Readonly<Record<string, string>> = {},
): NewMessage[] {
  return channels.map((channel) => ({ account, channel, kind, period: undefined, payload: { ...words, values } }))
}
