import type { Problem } from '../../base/problem.ts'
import type { AccountPosition } from '../../domain/people/account-position.ts'
import { notKeptBy } from '../kernel/access.ts'
import { dutyProblem } from '../kernel/duty-problems.ts'
import type { Actor } from '../kernel/service.ts'
import { accountProblem } from './account-problems.ts'

type Positions = readonly AccountPosition[]

/**
 * Whether somebody may touch an account with these positions, or make it one: only who keeps them all (access.ts). The command line
 * acts as the system and keeps every account.
 */
export function keeperProblems(actor: Actor, before: Positions, after: Positions): Problem[] {
  if (actor.kind === 'system') return []
  const refused = notKeptBy(actor.positions, [...before, ...after])
  if (refused.includes('administrator')) return [accountProblem('administrator_must_be_granted_by_one')]
  return refused.length > 0 ? [dutyProblem('account_must_be_kept_by_an_administrator')] : []
}

/** What an account is about to become. */
export interface AccountAfter {
  readonly positions: Positions
  readonly employee: string | undefined
}

/** Nobody gives themselves a position or another person's link; giving a position up is one's own. */
export function selfGrantProblems(actor: Actor, id: string, before: AccountAfter, after: AccountAfter): Problem[] {
  if (actor.id !== id) return []
  const isMore = after.positions.some((position) => !before.positions.includes(position)) || after.employee !== before.employee
  return isMore ? [dutyProblem('position_must_be_given_by_another')] : []
}
