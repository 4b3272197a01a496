import { randomUUID } from 'node:crypto'
import { type AccountRow, accountByUsername, passwordHashOf } from '../../../store/accounts.ts'
import { removeRunOut } from '../../../store/sessions.ts'
import { changing, type Service, SYSTEM } from '../service.ts'
import { normalUsername } from './account.ts'
import { hashed, isPassword } from './password.ts'

export interface SignInLimits {
  /** Wrong passwords after which an account is locked. */
  readonly failures: number
  readonly lockMinutes: number
}

/**
 * The account that a user name and password open now. Where they open none, because there is no such name, the password is
 * wrong, there is none, or the account is closed or locked, the work is the same in every case, so that neither the words nor
 * the time of the answer tell which.
 */
export async function accountOpenedBy(service: Service, username: string, password: string): Promise<AccountRow | undefined> {
  const account = await accountByUsername(service.store, normalUsername(username))
  const hash = await passwordHashOf(service.store, account?.id ?? '')
  nobodysHash ??= hashed(randomUUID())
  const isRight = await isPassword(password, hash ?? (await nobodysHash))
  const isOpen = account !== undefined && account.closedAt === undefined && !isLocked(service, account)
  return isRight && isOpen && hash !== undefined ? account : undefined
}

/** What a password is compared with where there is nothing to compare it with. */
let nobodysHash: Promise<string> | undefined

/** Counts a wrong password and locks the account when there were too many. Does the same work when there is no such account. */
export async function recordFailedSignIn(
  service: Service,
  username: string,
  address: string | undefined,
  limits: SignInLimits,
): Promise<void> {
  const account = await accountByUsername(service.store, normalUsername(username))
  const now = service.now()
  const locks = account !== undefined && !isLocked(service, account) && account.failedSignIns + 1 >= limits.failures
  if (locks) {
    const until = new Date(now.getTime() + limits.lockMinutes * 60_000).toISOString()
    const actor = { ...SYSTEM, address }
    await changing(service, actor, { action: 'account.lock', subject: `account ${account.username}` }, async (transaction) => {
      await transaction.update('accounts', { failedSignIns: 0, lockedUntil: until }, { id: account.id })
      return { ok: true, value: undefined, after: { lockedUntil: until } }
    })
    return
  }
  await service.store.write(async (transaction) => {
    const failures = (account?.failedSignIns ?? 0) + 1
    await transaction.update('accounts', { failedSignIns: failures }, { id: account?.id ?? '' })
    return { ok: true }
  })
}

/** Notes in the audit trail that somebody signed in, forgets their wrong passwords, and clears away what has run out. */
export async function recordSignIn(service: Service, account: AccountRow, address: string | undefined, by: string): Promise<void> {
  const actor = { ...SYSTEM, kind: 'account', id: account.id, name: account.name, address } as const
  await changing(service, actor, { action: 'session.begin', subject: `account ${account.username}` }, async (transaction) => {
    await transaction.update('accounts', { failedSignIns: 0, lockedUntil: null }, { id: account.id })
    await removeRunOut(transaction, new Date())
    return { ok: true, value: undefined, after: { by } }
  })
}

function isLocked(service: Service, account: AccountRow): boolean {
  return account.lockedUntil !== undefined && account.lockedUntil > service.now().toISOString()
}
