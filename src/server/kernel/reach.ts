import { type Expression, type SqlBool, sql } from 'kysely'
import type { Period } from '../../base/period.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { homeRegion, positionIn, postingsByEmployee } from '../../domain/people/home-region.ts'
import { personOfCompany } from '../../store/aggregates/people.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { among } from '../../store/database/query.ts'
import type { Permission } from './access.ts'
import { companyToday } from './company-day.ts'
import { regionsFallingTo, responsibleManagers } from './region-managers.ts'
import { type Actor, actorScope, type Service } from './service.ts'
import type { Permitted } from './use-case.ts'

/** Which rows an actor reaches: what every list puts into its query. Region codes are in code point order. */
export type Reach =
  | { readonly kind: 'all' }
  | { readonly kind: 'regions'; readonly regions: readonly string[] }
  | { readonly kind: 'own'; readonly employee: string }

/** Nothing at all: for those without the permission, or whose account is not linked to a person. */
const NOTHING: Reach = { kind: 'regions', regions: [] }

/**
 * The rows that an actor reaches in a period by the permission that a use case let them in with.
 *
 * Access follows time: a manager reaches the region that was their home region 归属区域 in that period (POLICY A14), not the
 * one they have now; a deputy 代理, on the days of the deputyship, the region that was their manager's in it. Until the period is
 * closed its open work is that of whoever is responsible now: they reach the region too, and what is to be done there is theirs
 * alone (responsibleManagers).
 */
export async function reachOf(service: Service, actor: Permitted, period: Period): Promise<Reach> {
  return reachBy(service, actor, actor.permission, period)
}

/** The same by any permission, for what tells somebody of other things that they may do: home pages, search. */
export async function reachBy(service: Service, actor: Actor, permission: Permission, period: Period): Promise<Reach> {
  const scope = actorScope(actor, permission)
  if (scope === 'all') return { kind: 'all' }
  if (scope === 'region') return { kind: 'regions', regions: await regionsOf(service, actor, permission, period) }
  // What of records an R&D manager reads beyond their own is for records/reach-records.ts to say.
  if ((scope === 'own' || scope === 'engineers') && actor.employee !== undefined) return { kind: 'own', employee: actor.employee }
  return NOTHING
}

/** Whether a row about a person, who had that home region in the period, is within reach. */
export function reaches(reach: Reach, row: { readonly employee?: string | undefined; readonly region?: string | undefined }): boolean {
  if (reach.kind === 'all') return true
  if (reach.kind === 'own') return row.employee === reach.employee
  return row.region !== undefined && reach.regions.includes(row.region)
}

/** A condition on a region's and a person's column, to stand in a WHERE. */
export function reachCondition(reach: Reach, columns: { readonly region: string; readonly employee: string }): Expression<SqlBool> {
  if (reach.kind === 'all') return sql`1 = 1`
  if (reach.kind === 'own') return sql`${sql.ref(columns.employee)} = ${reach.employee}`
  return among(columns.region, reach.regions)
}

/** The employee numbers that an actor acts as: their own, where their position gives the permission, and those of whom they are deputy. */
async function regionsOf(service: Service, actor: Actor, permission: Permission, period: Period): Promise<string[]> {
  const byOwnPosition = actorScope({ ...actor, actsFor: undefined }, permission) === 'region'
  const managers = [
    ...(byOwnPosition && actor.employee !== undefined ? [actor.employee] : []),
    ...(actor.actsFor ?? []).map(({ employee }) => employee),
  ]
  const opened = managers.length === 0 ? undefined : await findPeriod(service.store, period.text)
  const isOpen = opened !== undefined && opened.state !== 'closed'
  const responsible = isOpen ? await responsibleManagers(service.store, period, await companyToday(service)) : undefined
  const regions = new Set<string>()
  for (const manager of new Set(managers)) {
    const person = await personOfCompany(service.store, manager)
    if (!person) continue
    const postings = postingsByEmployee(person.postings)
    const then = { home: homeRegion(person.employee, postings, period), position: positionIn(person.employee, postings, period) }
    if (!responsible || !OPEN_WORK.has(permission)) regions.add(then.home)
    for (const region of responsible ? regionsFallingTo(manager, responsible, then) : []) regions.add(region)
  }
  return [...regions].sort(byCodePoint)
}

/** What waits for a region's manager in an open period. */
const OPEN_WORK: ReadonlySet<Permission> = new Set(['mark.write', 'confirmation.manager', 'appeal.decide'])
