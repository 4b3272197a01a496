import type { Problem } from '../../../base/problem.ts'
import { type AccountRow, otherAdministrators } from '../../../store/accounts.ts'
import type { Reader } from '../../../store/connection.ts'
import type { AccountPosition } from '../../access.ts'
import type { Actor } from '../service.ts'
import { accountProblem } from './account-problems.ts'

type Positions = readonly AccountPosition[]

/** Only an administrator makes administrators or unmakes them, and only one touches their accounts: who resets a password could be them. */
export function administratorProblems(actor: Actor, before: Positions, after: Positions): Problem[] {
  const concerned = before.includes('administrator') || after.includes('administrator')
  if (!concerned || actor.kind === 'system' || actor.positions.includes('administrator')) return []
  return [accountProblem('administrator_must_be_granted_by_one')]
}

/** There is always somebody who can grant positions. Asked inside the transaction that takes one away. */
export async function lastAdministratorProblems(reader: Reader, account: AccountRow): Promise<Problem[]> {
  const isOne = account.positions.includes('administrator') && account.closedAt === undefined
  if (!isOne || (await otherAdministrators(reader, account.id)) > 0) return []
  return [accountProblem('last_administrator_must_stay')]
}
