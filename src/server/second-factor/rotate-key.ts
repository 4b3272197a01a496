import type { Answer } from '../../base/answer.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { allSecondFactors, removeAllBackupCodes, sealSecretAnew } from '../../store/aggregates/second-factors.ts'
import { secondFactorNotice } from '../accounts/account-notices.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { beginNewKey, endOldKeys, purposeOfSecret, secondFactorKey } from './second-factor-key.ts'
import { secondFactorProblem } from './second-factor-problems.ts'

export interface RotatedKey {
  /** Whose secrets stand under the new key now. */
  readonly accounts: number
}

/**
 * Brings a new key of second factors into use, for a running server too: every secret is encrypted anew in one transaction with its entry
 * in the audit trail, and authenticators go on as they are. Of backup codes only hashes are kept, which nobody can make anew; they are void,
 * and whoever has some is told to make others. The old key is gone when that is committed. Where the program is killed before, or the answer is
 * second_factor_secret_must_open, the file holds both: everything opens with one of them, and rotating again ends it.
 */
export const rotateSecondFactorKey = useCase(
  'account.write',
  async (service, actor, reason: string): Promise<Answer<{ readonly ok: true; readonly value: RotatedKey }>> => {
    beginNewKey(service)
    const deed = { action: 'account.rotateSecondFactorKey', subject: 'secondFactors', reason }
    const rotated = await changing(service, actor, deed, async (transaction) => {
      const key = secondFactorKey(service)
      const factors = await allSecondFactors(transaction)
      const opened = factors.map(({ account, secret }) => ({ account, secret: key.open(purposeOfSecret(account), secret) }))
      const closed = opened.filter(({ secret }) => secret === undefined).map(({ account }) => account)
      if (closed.length > 0) {
        const names = factors.filter(({ account }) => closed.includes(account)).map(({ username }) => username)
        return { ok: false, problems: [secondFactorProblem('second_factor_secret_must_open', { accounts: names.join(', ') })] }
      }
      for (const { account, secret = '' } of opened) await sealSecretAnew(transaction, account, key.seal(purposeOfSecret(account), secret))
      const at = service.now().toISOString()
      for (const account of await removeAllBackupCodes(transaction)) {
        await writeMessages(transaction, secondFactorNotice(account, 'voidCodes'), at)
      }
      return { ok: true, value: { accounts: opened.length }, after: { accounts: opened.length } }
    })
    if (rotated.ok) endOldKeys(service)
    return rotated
  },
)
