import type { Problem } from '../../base/problem.ts'
import { type AccountRow, otherAdministrators } from '../../store/aggregates/accounts.ts'
import type { Reader } from '../../store/database/connection.ts'
import { accountProblem } from './account-problems.ts'

/** There is always somebody who can grant positions. Asked inside the transaction that takes one away. */
export async function lastAdministratorProblems(reader: Reader, account: AccountRow): Promise<Problem[]> {
  const isOne = account.positions.includes('administrator') && account.closedAt === undefined
  if (!isOne || (await otherAdministrators(reader, account.id)) > 0) return []
  return [accountProblem('last_administrator_must_stay')]
}
