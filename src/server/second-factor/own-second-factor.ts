import type { Answer } from '../../base/answer.ts'
import { accountById, passwordHashOf } from '../../store/aggregates/accounts.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { countBackupCodes, removeSecondFactor, replaceBackupCodes, secondFactorOf } from '../../store/aggregates/second-factors.ts'
import { endSessions } from '../../store/aggregates/sessions.ts'
import { secondFactorNotice } from '../accounts/account-notices.ts'
import { accountByPassword } from '../accounts/change-password.ts'
import type { Caller } from '../kernel/gate.ts'
import { isDemanded, type SecondFactorDemand } from '../kernel/second-factor-demand.ts'
import { changing, positionsActedIn } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { newBackupCodes } from './one-time-codes.ts'
import { secondFactorKey } from './second-factor-key.ts'
import { secondFactorProblem } from './second-factor-problems.ts'
import { hashesOf } from './set-up.ts'

type Session = NonNullable<Caller['session']>

/** How it stands with one's own second factor 两步验证. */
export interface OwnSecondFactor {
  /** Whether there can be one here: it is switched on, and the account has a password. */
  readonly possible: boolean
  readonly demanded: boolean
  /** When it was set up; null where there is none. */
  readonly since: string | null
  readonly backupCodesLeft: number
}

export const readOwnSecondFactor = useCase(
  'session.own',
  async (
    { store },
    actor,
    { account }: Session,
    demand: SecondFactorDemand,
  ): Promise<Answer<{ readonly ok: true; readonly value: OwnSecondFactor }>> => {
    const value = {
      possible: demand !== 'off' && (await passwordHashOf(store, account)) !== undefined,
      demanded: isDemanded(demand, positionsActedIn(actor)),
      since: (await secondFactorOf(store, account))?.since ?? null,
      backupCodesLeft: await countBackupCodes(store, account),
    }
    return { ok: true, value }
  },
)

/** Makes new backup codes 备用码 of one's own, shown once; those before are void. Asks for the password. */
export const makeBackupCodes = useCase(
  'session.own',
  async (
    service,
    actor,
    { account }: Session,
    password: string,
  ): Promise<Answer<{ readonly ok: true; readonly value: readonly string[] }>> => {
    const found = await accountByPassword(service, account, password)
    if (!found.ok) return found
    const codes = newBackupCodes()
    return changing(service, actor, { action: 'account.newBackupCodes', subject: `account ${account}` }, async (transaction) => {
      if (!(await accountById(transaction, account))?.hasSecondFactor)
        return { ok: false, problems: [secondFactorProblem('second_factor_must_be_there')] }
      await replaceBackupCodes(transaction, account, hashesOf(secondFactorKey(service), account, codes))
      await writeMessages(transaction, secondFactorNotice(account, 'newCodes'), service.now().toISOString())
      return { ok: true, value: codes }
    })
  },
)

/** Removes one's own second factor where nobody demands it; asks for the password, and every other session of theirs ends. */
export const removeOwnSecondFactor = useCase(
  'session.own',
  async (
    service,
    actor,
    session: Session,
    demand: SecondFactorDemand,
    password: string,
  ): Promise<Answer<{ readonly ok: true; readonly value: undefined }>> => {
    const { account } = session
    const found = await accountByPassword(service, account, password)
    if (!found.ok) return found
    if (isDemanded(demand, positionsActedIn(actor))) return { ok: false, problems: [secondFactorProblem('second_factor_must_stay')] }
    return changing(service, actor, { action: 'account.removeSecondFactor', subject: `account ${account}` }, async (transaction) => {
      if (!(await removeSecondFactor(transaction, account)))
        return { ok: false, problems: [secondFactorProblem('second_factor_must_be_there')] }
      await writeMessages(transaction, secondFactorNotice(account, 'removed'), service.now().toISOString())
      return { ok: true, value: undefined, after: { endedSessions: await endSessions(transaction, account, session.id) } }
    })
  },
)
