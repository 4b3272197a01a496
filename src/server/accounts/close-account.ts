import type { Answer } from '../../base/answer.ts'
import { forgetLocks } from '../../store/aggregates/account-locks.ts'
import { setPassword } from '../../store/aggregates/accounts.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { endSessions } from '../../store/aggregates/sessions.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type Account, accountOf, positionsOf } from './account.ts'
import { resetNotice } from './account-notices.ts'
import { accountProblem } from './account-problems.ts'
import { lastAdministratorProblems } from './administrators.ts'
import type { AccountWithPassword } from './create-account.ts'
import { accountToChange } from './find-account.ts'
import { keeperProblems } from './keeping-accounts.ts'
import { identityProblems } from './new-account.ts'
import { hashedOneTime, oneTimePassword } from './password.ts'

export interface AboutAccount {
  readonly id: string
  readonly reason: string
}

/** Closes an account 停用: its sessions end, and nobody signs in with it. Closed twice is closed once. */
export const closeAccount = useCase(
  'account.write',
  async (service, actor, { id, reason }: AboutAccount): Promise<Answer<{ readonly ok: true; readonly value: Account }>> => {
    return changing(service, actor, { action: 'account.close', subject: `account ${id}`, reason }, async (transaction) => {
      const found = await accountToChange(transaction, id)
      if (!found.ok) return found
      const before = accountOf(found.row)
      const problems = [
        ...keeperProblems(actor, before.positions, before.positions),
        ...(await lastAdministratorProblems(transaction, found.row)),
      ]
      if (problems.length > 0) return { ok: false, problems }
      const closedAt = before.closedAt ?? service.now().toISOString()
      await transaction.update('accounts', { closedAt }, { id })
      const ended = await endSessions(transaction, id)
      const after = { ...before, closedAt }
      return { ok: true, value: after, before, after: { ...after, endedSessions: ended } }
    })
  },
)

/** Gives an account a one-time password in place of its own, and unlocks it; its sessions end. */
export const resetPassword = useCase(
  'account.write',
  async (service, actor, { id, reason }: AboutAccount): Promise<Answer<{ readonly ok: true; readonly value: AccountWithPassword }>> => {
    const password = oneTimePassword()
    const hash = hashedOneTime(password)
    return changing(service, actor, { action: 'account.resetPassword', subject: `account ${id}`, reason }, async (transaction) => {
      const found = await accountToChange(transaction, id)
      if (!found.ok) return found
      const { row } = found
      const refused = keeperProblems(actor, positionsOf(row), positionsOf(row))
      if (refused.length > 0) return { ok: false, problems: refused }
      if (row.closedAt !== undefined) return { ok: false, problems: [accountProblem('account_must_be_open', { username: row.username })] }
      const at = service.now().toISOString()
      await setPassword(transaction, id, hash, at)
      await forgetLocks(transaction, id)
      await transaction.update('accounts', { mustChange: 1, failedSignIns: 0, lockedUntil: null, updatedAt: at }, { id })
      const ended = await endSessions(transaction, id)
      await writeMessages(transaction, resetNotice(id), at)
      const account = { ...accountOf(row), mustChangePassword: true, lockedUntil: null }
      return { ok: true, value: { account, oneTimePassword: password }, after: { endedSessions: ended } }
    })
  },
)

/** Ends every session of an account, such as after a device was lost; its password holds. Answers how many there were. */
export const endAccountSessions = useCase(
  'account.write',
  async (
    service,
    actor,
    { id, reason }: AboutAccount,
  ): Promise<Answer<{ readonly ok: true; readonly value: { readonly ended: number } }>> => {
    return changing(service, actor, { action: 'account.endSessions', subject: `account ${id}`, reason }, async (transaction) => {
      const found = await accountToChange(transaction, id)
      if (!found.ok) return found
      const refused = keeperProblems(actor, positionsOf(found.row), positionsOf(found.row))
      if (refused.length > 0) return { ok: false, problems: refused }
      const value = { ended: await endSessions(transaction, id) }
      return { ok: true, value, after: value }
    })
  },
)

/** Opens a closed account again; its old password holds. */
export const reopenAccount = useCase(
  'account.write',
  async (service, actor, { id, reason }: AboutAccount): Promise<Answer<{ readonly ok: true; readonly value: Account }>> => {
    return changing(service, actor, { action: 'account.reopen', subject: `account ${id}`, reason }, async (transaction) => {
      const found = await accountToChange(transaction, id)
      if (!found.ok) return found
      const before = accountOf(found.row)
      const problems = [
        ...keeperProblems(actor, before.positions, before.positions),
        ...(await identityProblems(transaction, { employee: before.employee ?? undefined }, id)),
      ]
      if (problems.length > 0) return { ok: false, problems }
      await forgetLocks(transaction, id)
      await transaction.update('accounts', { closedAt: null, failedSignIns: 0, lockedUntil: null }, { id })
      const after = { ...before, closedAt: null, lockedUntil: null }
      return { ok: true, value: after, before, after }
    })
  },
)
