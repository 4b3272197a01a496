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

function notices(
  account: string,
  kind: string,
  channels: readonly Channel[],
  words: Words,
  values: Readonly<Record<string, string>> = {},
): NewMessage[] {
  return channels.map((channel) => ({ account, channel, kind, period: undefined, payload: { ...words, values } }))
}
