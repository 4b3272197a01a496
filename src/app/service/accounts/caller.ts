import { linksOf } from '../../../store/account-links.ts'
import { accountById } from '../../../store/accounts.ts'
import { managersActedFor } from '../../../store/people.ts'
import { type SessionRow, sessionOfToken } from '../../../store/sessions.ts'
import { type AccountPosition, isOfTheLine } from '../../access.ts'
import { companyToday } from '../company-day.ts'
import type { Actor, ActsFor, Service } from '../service.ts'
import { positionsOf } from './account.ts'
import { isIdle } from './idle-limit.ts'

/** Who a request comes from. */
export interface Caller {
  readonly actor: Actor
  /** The session they are signed in with; undefined for tokens. */
  readonly session: SessionRow | undefined
  /** They signed in with a one-time password and have to change it first. */
  readonly mustChangePassword: boolean
}

/**
 * The person behind a session's token; undefined when the session has ended, run out or been idle for too long, or the account
 * is closed. Sessions follow the machine's own clock, as the library that begins them does.
 */
export async function callerOfSession(
  service: Service,
  token: string,
  address: string | undefined,
  idleMinutes: number | undefined,
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
    persons: await linksOf(service.store, account.id),
    actsFor: await actsFor(service, account.id, positionsOf(account)),
  }
  return { actor, session, mustChangePassword: account.mustChange }
}

/** Whom an account acts for today. A deputy who left the line 条线 that they were named from acts for nobody. */
async function actsFor(service: Service, account: string, positions: readonly AccountPosition[]): Promise<ActsFor[]> {
  const managers = await managersActedFor(service.store, account, companyToday(service))
  return managers.flatMap(({ employee, position }) =>
    (position === 'regional_manager' || position === 'rd_manager') && isOfTheLine(positions, position) ? [{ employee, position }] : [],
  )
}
