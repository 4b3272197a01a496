import type { Answer } from '../../base/answer.ts'
import { assert } from '../../base/assert.ts'
import type { CompanyCalendar } from '../../base/company-calendar.ts'
import type { Day } from '../../base/day.ts'
import { ACCOUNT_POSITIONS, type AccountPosition } from '../../domain/people/account-position.ts'
import type { Position } from '../../domain/people/employee.ts'
import { accountById } from '../../store/aggregates/accounts.ts'
import { positionOn } from '../../store/aggregates/people.ts'
import { ACCESS, notKeptBy, type Permission, type Scope } from '../kernel/access.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { companyTimeZone, companyToday } from '../kernel/company-day.ts'
import { actorScope, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { type Account, accountOf } from './account.ts'

/** Somebody who is signed in, and what they may do. */
export interface Whoami {
  readonly account: Account
  readonly permissions: Readonly<Record<string, Scope>>
  /** What they are in the employees table; null for who is not in it. */
  readonly job: Position | null
  /** Managers whom they act for today. */
  readonly deputyFor: readonly string[]
  /** Whom the account is linked to or was, until when: what concerns them in those periods somebody else decides. */
  readonly persons: readonly { readonly employee: string; readonly until: string | null }[]
  /** Where the company keeps its days, and by which months and years. */
  readonly company: { readonly timeZone: string; readonly calendar: CompanyCalendar }
  /** The positions whose accounts they keep: KEPT_BY of access.ts. */
  readonly keeps: readonly AccountPosition[]
}

export const whoami = useCase('session.own', async (service, actor): Promise<Answer<{ readonly ok: true; readonly whoami: Whoami }>> => {
  const row = await accountById(service.store, actor.id)
  assert(row !== undefined, 'Whoever is signed in has an account.')
  const permissions = Object.keys(ACCESS).flatMap((each) => {
    const permission = each as Permission
    const scope = actorScope(actor, permission)
    return scope === undefined ? [] : [[permission, scope] as const]
  })
  const today = await companyToday(service)
  const found = {
    account: accountOf(row),
    permissions: Object.fromEntries(permissions),
    job: (await jobOf(service, row.employee, today)) ?? null,
    deputyFor: (actor.actsFor ?? []).map(({ employee }) => employee),
    persons: (actor.persons ?? []).map(({ employee, until }) => ({ employee, until: until ?? null })),
    company: { timeZone: await companyTimeZone(service), calendar: await companyCalendar(service.store) },
    keeps:
      actorScope(actor, 'account.write') === undefined
        ? []
        : ACCOUNT_POSITIONS.filter((each) => notKeptBy(actor.positions, [each]).length === 0),
  }
  return { ok: true, whoami: found }
})

async function jobOf(service: Service, employee: string | null | undefined, today: Day): Promise<Position | undefined> {
  return employee ? positionOn(service.store, employee, today) : undefined
}
