import type { Answer } from '../../base/answer.ts'
import type { AccountPosition } from '../../domain/people/account-position.ts'
import { keepLink } from '../../store/aggregates/account-links.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { accountOf, addressOf, positionsOf } from './account.ts'
import { mailChangeNotices } from './account-notices.ts'
import { accountProblem } from './account-problems.ts'
import { lastAdministratorProblems } from './administrators.ts'
import { accountToChange, type VersionedAccount, versionOf } from './find-account.ts'
import { keeperProblems, selfGrantProblems } from './keeping-accounts.ts'
import { identityProblems } from './new-account.ts'

export interface AccountChange {
  readonly id: string
  /** The version that was read; another one means that somebody else changed the account since. */
  readonly version: string
  readonly reason: string
  readonly name?: string | undefined
  /** null takes the address or the link to the employees table away. */
  readonly email?: string | null | undefined
  readonly employee?: string | null | undefined
  readonly positions?: readonly AccountPosition[] | undefined
}

/** Changes name, address, link or positions of an open account, as separated duties allow it (access.ts). The new positions hold from the person's next request on. */
export const changeAccount = useCase(
  'account.write',
  async (service, actor, change: AccountChange): Promise<Answer<{ readonly ok: true; readonly value: VersionedAccount }>> => {
    const deed = { action: 'account.change', subject: `account ${change.id}`, reason: change.reason }
    return changing(service, actor, deed, async (transaction) => {
      const found = await accountToChange(transaction, change.id)
      if (!found.ok) return found
      const { row } = found
      const before = accountOf(row)
      if (versionOf(row) !== change.version) {
        const thing = { thing: `account ${row.username}`, by: '–' }
        return { ok: false, problems: [serviceProblem('version_must_be_current', thing)] }
      }
      if (row.closedAt !== undefined) return { ok: false, problems: [accountProblem('account_must_be_open', { username: row.username })] }
      const positions = change.positions ?? positionsOf(row)
      const employee = change.employee === undefined ? row.employee : (change.employee ?? undefined)
      const at = service.now().toISOString()
      const problems = [
        ...keeperProblems(actor, positionsOf(row), positions),
        ...(positions.includes('administrator') ? [] : await lastAdministratorProblems(transaction, row)),
        ...selfGrantProblems(actor, row.id, { positions: positionsOf(row), employee: row.employee }, { positions, employee }),
        ...(await identityProblems(transaction, { employee: change.employee ?? undefined, email: change.email ?? undefined }, row.id)),
      ]
      if (problems.length > 0) return { ok: false, problems }
      await transaction.update(
        'accounts',
        {
          name: change.name ?? row.name,
          email: change.email === undefined ? row.email : addressOf(change.email ?? undefined, row.id),
          employee: employee ?? null,
          positions: JSON.stringify(positions),
          updatedAt: at,
        },
        { id: row.id },
      )
      await keepLink(transaction, row.id, employee, at)
      const after = await accountToChange(transaction, row.id)
      if (!after.ok) return after
      const account = accountOf(after.row)
      const addresses = { before: before.email ?? undefined, after: account.email ?? undefined }
      await writeMessages(transaction, mailChangeNotices(row.id, addresses), at)
      return { ok: true, value: { account, version: versionOf(after.row) }, before, after: account }
    })
  },
)
