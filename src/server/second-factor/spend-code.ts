import type { Answer } from '../../base/answer.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { countBackupCodes, secondFactorOf, spendBackupCode, spendStep } from '../../store/aggregates/second-factors.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { backupCodeNotice } from '../accounts/account-notices.ts'
import type { Service } from '../kernel/service.ts'
import { normalCode, stepOfCode } from './one-time-codes.ts'
import { purposeOfSecret, secondFactorKey } from './second-factor-key.ts'
import { secondFactorProblem } from './second-factor-problems.ts'

/**
 * Uses up a code of an account's second factor, or one of its backup codes, as a part of what it is used for; answers which. Each is good once, and so is a code with
 * all before it, so that nobody gets in by what they saw over a shoulder. The problems are code_must_be_right and
 * second_factor_key_must_be_there.
 */
export async function spendCode(
  service: Service,
  transaction: WriteTransaction,
  account: string,
  given: string,
): Promise<Answer<{ readonly ok: true; readonly by: 'code' | 'backup code' }>> {
  const code = normalCode(given)
  const key = secondFactorKey(service)
  const kept = await secondFactorOf(transaction, account)
  const secret = kept && key.open(purposeOfSecret(account), kept.secret)
  if (kept && secret === undefined) return { ok: false, problems: [secondFactorProblem('second_factor_key_must_be_there')] }
  const step = secret === undefined ? undefined : stepOfCode(secret, code, service.now())
  const wrong = { ok: false, problems: [secondFactorProblem('code_must_be_right')] } as const
  if (step !== undefined) return (await spendStep(transaction, account, step)) ? { ok: true, by: 'code' } : wrong
  if (!(await spendBackupCode(transaction, account, key.hashes(account, code)))) return wrong
  const left = await countBackupCodes(transaction, account)
  await writeMessages(transaction, backupCodeNotice(account, left), service.now().toISOString())
  return { ok: true, by: 'backup code' }
}
