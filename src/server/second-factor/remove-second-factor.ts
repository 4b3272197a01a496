import type { Answer } from '../../base/answer.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { removeSecondFactor } from '../../store/aggregates/second-factors.ts'
import { endSessions } from '../../store/aggregates/sessions.ts'
import { type Account, accountOf, positionsOf } from '../accounts/account.ts'
import { secondFactorNotice } from '../accounts/account-notices.ts'
import type { AboutAccount } from '../accounts/close-account.ts'
import { accountToChange } from '../accounts/find-account.ts'
import { keeperProblems } from '../accounts/keeping-accounts.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { secondFactorProblem } from './second-factor-problems.ts'

/** Removes somebody's second factor, such as after their phone was lost: who keeps the account may. Its sessions end. */
export const removeAccountSecondFactor = useCase(
  'account.write',
  async (service, actor, { id, reason }: AboutAccount): Promise<Answer<{ readonly ok: true; readonly value: Account }>> => {
    return changing(service, actor, { action: 'account.removeSecondFactor', subject: `account ${id}`, reason }, async (transaction) => {
      const found = await accountToChange(transaction, id)
      if (!found.ok) return found
      const refused = keeperProblems(actor, positionsOf(found.row), positionsOf(found.row))
      if (refused.length > 0) return { ok: false, problems: refused }
      if (!(await removeSecondFactor(transaction, id))) return { ok: false, problems: [secondFactorProblem('second_factor_must_be_there')] }
      const ended = await endSessions(transaction, id)
      await writeMessages(transaction, secondFactorNotice(id, 'reset'), service.now().toISOString())
      return { ok: true, value: { ...accountOf(found.row), secondFactor: false }, after: { endedSessions: ended } }
    })
  },
)
