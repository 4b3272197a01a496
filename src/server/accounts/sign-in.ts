import type { Answer } from '../../base/answer.ts'
import { type AccountLock, forgetLocks, keepLock, lockOf } from '../../store/aggregates/account-locks.ts'
import { type AccountRow, accountById, accountByUsername, passwordHashOf } from '../../store/aggregates/accounts.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { insertSession, type NewSession, removeRunOut } from '../../store/aggregates/sessions.ts'
import { isKnownOn } from '../../store/aggregates/staff-devices.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { changing, type Service, SYSTEM } from '../kernel/service.ts'
import { normalUsername } from './account.ts'
import { secondFactorNotice } from './account-notices.ts'
import { accountProblem } from './account-problems.ts'
import { isPassword } from './password.ts'
import { rememberSignIn } from './staff-device.ts'

export interface SignInLimits {
  /** Wrong passwords after which the place that they came from waits. */
  readonly failures: number
  readonly lockMinutes: number
}

/** Somebody whom a user name and password open the door to. */
export interface OpenedAccount {
  readonly account: AccountRow
  /** The hash that the password was found to agree with, so that nobody has to hash it again. */
  readonly passwordHash: string
}

/**
 * The account that a user name and password open now, tried from a place. Where they open none, because there is no such name, the
 * password is wrong, there is none, or the account is closed or waits for that place, the work is the same in every case, so that
 * neither the words nor the time of the answer tell which.
 */
export async function accountOpenedBy(
  service: Service,
  username: string,
  password: string,
  source: string,
): Promise<OpenedAccount | undefined> {
  const account = await accountByUsername(service.store, normalUsername(username))
  const passwordHash = await passwordHashOf(service.store, account?.id ?? '')
  const waits = await waitsFor(service, account?.id ?? '', source)
  const isRight = await isPassword(password, passwordHash)
  if (!isRight || passwordHash === undefined || account === undefined || account.closedAt !== undefined) return undefined
  return waits ? undefined : { account, passwordHash }
}

/** Whether a place has to wait before it tries again to open an account, after too many wrong passwords or codes. */
export async function waitsFor(service: Service, account: string, source: string): Promise<boolean> {
  return isLocked(service, await lockOf(service.store, account, source))
}

/**
 * Counts a wrong password or code from a place, and has that place wait when there were too many: nobody is locked out by what others guess
 * elsewhere. Does the same work when there is no such account.
 */
export async function recordFailedSignIn(
  service: Service,
  username: string,
  { source, address, tried }: { readonly source: string; readonly address: string | undefined; readonly tried: 'password' | 'code' },
  limits: SignInLimits,
): Promise<void> {
  const account = await accountByUsername(service.store, normalUsername(username))
  const before = await lockOf(service.store, account?.id ?? '', source)
  const now = service.now()
  const at = now.toISOString()
  const failures = (before?.failures ?? 0) + 1
  if (account !== undefined && !isLocked(service, before) && failures >= limits.failures) {
    const until = new Date(now.getTime() + limits.lockMinutes * 60_000).toISOString()
    const actor = { ...SYSTEM, address }
    await changing(service, actor, { action: 'account.lock', subject: `account ${account.username}` }, async (transaction) => {
      await keepLock(transaction, account.id, source, { failures: 0, until }, at)
      await transaction.update('accounts', { lockedUntil: until }, { id: account.id })
      // Whoever comes as far as a code has the password.
      if (tried === 'code') await writeMessages(transaction, secondFactorNotice(account.id, 'guessed'), at)
      return { ok: true, value: undefined, after: { lockedUntil: until } }
    })
    return
  }
  await service.store.write(async (transaction) => {
    if (account) await keepLock(transaction, account.id, source, { failures, until: before?.until }, at)
    else await transaction.update('accounts', { failedSignIns: 0 }, { id: '' })
    return { ok: true }
  })
}

/** Whether an account was signed in on a device before, and so may try there whatever others guessed. */
export async function isKnownDevice(service: Service, username: string, device: string): Promise<boolean> {
  const account = await accountByUsername(service.store, normalUsername(username))
  return account !== undefined && (await isKnownOn(service.store, device, account.id))
}

/** How somebody signs in, as far as it is written down. */
export interface SignIn {
  /** As the sign-in library made it: nothing of it stands anywhere yet. */
  readonly session: NewSession
  readonly address: string | undefined
  /** The device that it is used on. */
  readonly device: string
  /** The place that is let off its wrong passwords; every place where it is not said. */
  readonly source?: string
  /** Says by what they showed who they are, and uses up what is good once. */
  readonly proof: (transaction: WriteTransaction) => Promise<Answer<{ readonly ok: true; readonly by: string }>>
}

/**
 * Begins a session 会话. Its row, its entry in the audit trail, the device, a code that it uses up and the wrong passwords that are
 * forgotten are one transaction: who is refused, or whose server is killed, has left none that opens anything. The problems
 * are those of the proof, and sign_in_must_be_right where the account is closed by now.
 */
export async function beginSession(
  service: Service,
  { session, address, device, source, proof }: SignIn,
): Promise<Answer<{ readonly ok: true; readonly value: undefined }>> {
  const account = await accountById(service.store, session.account)
  const wrong = { ok: false, problems: [accountProblem('sign_in_must_be_right')] } as const
  if (account === undefined) return wrong
  const actor = { ...SYSTEM, kind: 'account', id: account.id, name: account.name, address } as const
  return changing(service, actor, { action: 'session.begin', subject: `account ${account.username}` }, async (transaction) => {
    if ((await accountById(transaction, account.id))?.closedAt !== undefined) return wrong
    const proved = await proof(transaction)
    if (!proved.ok) return proved
    await insertSession(transaction, session)
    await rememberSignIn(transaction, account.id, device, { address, at: service.now().toISOString() })
    await forgetLocks(transaction, account.id, source)
    await transaction.update('accounts', { lockedUntil: null }, { id: account.id })
    await removeRunOut(transaction, new Date())
    return { ok: true, value: undefined, after: { by: proved.by } }
  })
}

function isLocked(service: Service, lock: AccountLock | undefined): boolean {
  return lock?.until !== undefined && lock.until > service.now().toISOString()
}
