import type { Answer } from '../../base/answer.ts'
import { changing } from '../kernel/service.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { normalUsername } from './account.ts'
import type { accountWithPassword } from './account-schema.ts'
import { keeperProblems } from './keeping-accounts.ts'
import { type NewAccountInput, writeAccount } from './new-account.ts'
import { hashedOneTime, oneTimePassword } from './password.ts'

export type AccountWithPassword = ShapeOf<typeof accountWithPassword>

/** Creates one account 账号 with a one-time password. Who makes which: KEPT_BY of access.ts. */
export const createAccount = useCase(
  'account.write',
  async (service, actor, input: NewAccountInput): Promise<Answer<{ readonly ok: true; readonly value: AccountWithPassword }>> => {
    const password = oneTimePassword()
    const hash = hashedOneTime(password)
    const deed = { action: 'account.create', subject: `account ${normalUsername(input.username)}` }
    return changing(service, actor, deed, async (transaction) => {
      const refused = keeperProblems(actor, [], input.positions)
      if (refused.length > 0) return { ok: false, problems: refused }
      const written = await writeAccount(transaction, input, { hash, mustChange: true }, service.now().toISOString())
      if (!written.ok) return written
      return { ok: true, value: { account: written.account, oneTimePassword: password }, after: written.account }
    })
  },
)
