import type { AccountPosition } from '../../domain/people/account-position.ts'
import { accountById } from '../../store/aggregates/accounts.ts'
import { managersActedFor } from '../../store/aggregates/people.ts'
import { sessionOfToken } from '../../store/aggregates/sessions.ts'
import { isOfTheLine } from '../kernel/access.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Caller } from '../kernel/gate.ts'
import { isIdle } from '../kernel/idle-limit.ts'
import { personsOf } from '../kernel/oneself.ts'
import { isDemanded, type SecondFactorDemand } from '../kernel/second-factor-demand.ts'
import { type Actor, type ActsFor, positionsActedIn, type Service } from '../kernel/service.ts'
import { positionsOf } from './account.ts'

/** How the gate is set up, as far as it decides who a request is from. */
export interface CallerRules {
  /** After how many minutes in which nothing was done a session opens nothing any more; 0 is no limit. */
  readonly idleMinutes: number
  readonly secondFactor: SecondFactorDemand
}

/**
 * The person behind a session's token; undefined when the session has ended, run out or been idle for too long, or the account
 * is closed. Sessions follow the machine's own clock, as the library that begins them does.
 */
export async function callerOfSession(
  service: Service,
  token: string,
  address: string | undefined,
  { idleMinutes, secondFactor }: CallerRules,
): Promise<Caller | undefined> {
  const now = new Date()
  const session = await sessionOfToken(service.store, token, now)
  if (!session || isIdle(session.seen, idleMinutes, now)) return undefined
  const account = await accountById(service.store, session.account)
  if (!account || account.closedAt !== undefined) return undefined
  const actor: Actor = {
    kind: 'account',
    id: account.id,
    name: account.name,
    positions: positionsOf(account),
    employee: account.employee,
    address,
    scopes: undefined,
    persons: await personsOf(service.store, account.id),
    actsFor: await actsFor(service, account.id, positionsOf(account)),
  }
  // Who comes in by single sign-on shows whatever factors the company's identity provider asks for.
  const mustSetUp = session.way === 'password' && !account.hasSecondFactor && isDemanded(secondFactor, positionsActedIn(actor))
  const owes = account.mustChange ? 'password_must_be_changed' : mustSetUp ? 'second_factor_must_be_set_up' : undefined
  return { actor, session, owes }
}

/** Whom an account acts for today. A deputy who left the line 条线 that they were named from acts for nobody. */
async function actsFor(service: Service, account: string, positions: readonly AccountPosition[]): Promise<ActsFor[]> {
  const managers = await managersActedFor(service.store, account, await companyToday(service))
  return managers.flatMap(({ employee, position }) =>
    (position === 'regional_manager' || position === 'rd_manager') && isOfTheLine(positions, position) ? [{ employee, position }] : [],
  )
}
