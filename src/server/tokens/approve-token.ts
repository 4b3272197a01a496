import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { linksOf } from '../../store/aggregates/account-links.ts'
import { accountById } from '../../store/aggregates/accounts.ts'
import { type TokenRow, tokenById, approveToken as writeApproval } from '../../store/aggregates/tokens.ts'
import type { Reader } from '../../store/database/connection.ts'
import { positionsOf } from '../accounts/account.ts'
import { mayApproveToken } from '../kernel/access.ts'
import { dutyProblem } from '../kernel/duty-problems.ts'
import { isOneself } from '../kernel/oneself.ts'
import { type Actor, changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { tokenProblem } from './token-problems.ts'
import { isGrantable, scopesToApprove } from './token-scopes.ts'

/**
 * A second person approves a token that writes scores or money; from then on it opens what it says. Approved twice is approved
 * once. Problems: thing_must_exist, token_must_wait_for_approval, token_must_be_approved_by_another.
 */
export const approveToken = useCase(
  'token.write',
  async (service, actor, id: string): Promise<Answer<{ readonly ok: true; readonly value: TokenRow }>> => {
    const standing = await tokenById(service.store, id)
    if (standing?.approvedBy !== undefined && (await mayApprove(service.store, actor, standing))) return { ok: true, value: standing }
    return changing(service, actor, { action: 'token.approve', subject: `token ${id}` }, async (transaction) => {
      const row = await tokenById(transaction, id)
      if (!row) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `token ${id}` })] }
      if (!(await mayApprove(transaction, actor, row))) return { ok: false, problems: [dutyProblem('token_must_be_approved_by_another')] }
      const problems = waitingProblems(row, service.now().toISOString())
      if (problems.length > 0) return { ok: false, problems }
      const at = service.now().toISOString()
      await writeApproval(transaction, id, actor.id, at)
      const value = { ...row, approvedBy: actor.id, approvedAt: at }
      return { ok: true, value, before: row, after: value }
    })
  },
)

/** Whether somebody is a second person for a token: not its maker, nor the same person by another account, and fit to judge it. */
export async function mayApprove(reader: Reader, actor: Actor, { createdBy, scopes }: TokenRow): Promise<boolean> {
  if (actor.kind !== 'account' || actor.id === createdBy) return false
  const persons = await linksOf(reader, createdBy)
  if (persons.some(({ employee }) => isOneself(actor, employee, undefined))) return false
  return mayJudge(reader, actor, { createdBy, scopes })
}

/** Whether somebody may judge a token at all: approve it, if they are a second person, or revoke it. */
export async function mayJudge(
  reader: Reader,
  actor: Actor,
  { createdBy, scopes }: Pick<TokenRow, 'createdBy' | 'scopes'>,
): Promise<boolean> {
  const maker = await accountById(reader, createdBy)
  return mayApproveToken(actor.positions, maker ? positionsOf(maker) : [], scopes.filter(isGrantable))
}

function waitingProblems({ scopes, revokedAt, expiresAt }: TokenRow, now: string): Problem[] {
  const isOver = revokedAt !== undefined || (expiresAt !== undefined && expiresAt <= now)
  return isOver || scopesToApprove(scopes).length === 0 ? [tokenProblem('token_must_wait_for_approval')] : []
}
