import { sql } from 'kysely'
import type { Period } from '../../base/period.ts'
import { daysFor, monthsOf } from '../../base/period.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { peopleOn } from '../../store/aggregates/people-on-day.ts'
import type { Condition } from '../../store/company-book/find-records.ts'
import { timeColumn } from '../../store/company-book/record-sql.ts'
import { among } from '../../store/database/query.ts'
import { hasScope, type Permission, type Scope } from '../kernel/access.ts'
import { type Reach, reachBy } from '../kernel/reach.ts'
import { type Actor, actorScope, positionsActedIn, type Service } from '../kernel/service.ts'
import type { Permitted } from '../kernel/use-case.ts'
import { allOf, anyOf } from './search-conditions.ts'

/** The column that says whose a record is; regions and commissions are nobody's. */
const PERSON: Readonly<Partial<Record<TableKey, string>>> = {
  employees: 'number',
  postings: 'employee',
  spells: 'employee',
  pay_bases: 'employee',
  clients: 'rep',
  client_reps: 'rep',
  orders: 'rep',
  collections: 'credited_rep',
  receivables: 'rep',
  openings: 'rep',
  quotas: 'rep',
  expenses: 'rep',
  visits: 'rep',
  complaints: 'rep',
  opportunities: 'rep',
  credits: 'rep',
  attendance: 'employee',
  feedback: 'engineer',
  followups: 'engineer',
  evaluations: 'engineer',
  decisions: 'employee',
}
const REGION: Readonly<Partial<Record<TableKey, string>>> = {
  regions: 'code',
  clients: 'region',
  collections: 'region',
  commissions: 'region',
}

/**
 * What on-site resolution 现场解决率 is rated by, for R&D managers 研发经理: who the engineers are and where, what clients said of
 * their jobs, and the ratings. Overall marks, money, quotas, attendance and decisions are not among them.
 */
const ENGINEER_RECORDS: Readonly<Partial<Record<TableKey, (period: Period) => Condition>>> = {
  regions: () => sql`1 = 1`,
  employees: (period) => sql`number IN (${engineersOf(period)})`,
  postings: (period) => sql`employee IN (${engineersOf(period)})`,
  feedback: () => sql`1 = 1`,
  followups: () => sql`1 = 1`,
  evaluations: () => sql`item = 'on_site_resolution'`,
}

/** Which records an actor reaches: of everybody, of some regions or about themselves; and those that engineers are rated by. */
export interface RecordReach {
  readonly base: Reach
  readonly engineers: boolean
}

/** The records that an actor reaches in a period by the permission that a use case let them in with. */
export async function recordReachOf(service: Service, actor: Permitted, period: Period): Promise<RecordReach> {
  return recordReachBy(service, actor, actor.permission, period)
}

/** The same by any permission: see reachBy. */
export async function recordReachBy(service: Service, actor: Actor, permission: Permission, period: Period): Promise<RecordReach> {
  const engineers = actorScope(actor, permission) !== undefined && hasScope(positionsActedIn(actor), permission, 'engineers')
  return { base: await reachBy(service, actor, permission, period), engineers }
}

/** Whether somebody of whom only few records are in reach can have any in a table. */
export function isReachable(table: TableKey, scope: Scope | undefined): boolean {
  return PERSON[table] !== undefined || (scope === 'engineers' && ENGINEER_RECORDS[table] !== undefined)
}

export function personColumn(table: TableKey): string | undefined {
  return PERSON[table]
}

/** The records of a period: dated in it, or written for it or, quotas, for one of its months. Tables without a time are of every period. */
export function ofPeriod(table: TableKey, period: Period): Condition[] {
  const time = timeColumn(table)
  if (!time) return []
  const { first, last } = daysFor(table, period)
  if (time.kind === 'day') return [sql`${sql.ref(time.key)} BETWEEN ${first} AND ${last}`]
  const texts = [...new Set([period.text, ...(table === 'quotas' ? monthsOf(period).map(({ text }) => text) : [])])]
  return [among(time.key, texts)]
}

/**
 * What of a table is within reach in a period: a manager's regions mean the people whose home region 归属区域 was one of them in
 * the period (POLICY A14: the latest posting up to the earlier of the leaving day and the period's last day, else the
 * employees table), and records that name the region themselves. One's own marks and decisions are seen once the period is published.
 */
export function withinReach(table: TableKey, { base, engineers }: RecordReach, period: Period): Condition[] {
  const within = withinBase(table, base, period)
  const rated = engineers ? ENGINEER_RECORDS[table]?.(period) : undefined
  if (rated === undefined || within.length === 0) return within
  return [sql`(${rated}) OR ${allOf(within)}`]
}

function withinBase(table: TableKey, reach: Reach, period: Period): Condition[] {
  if (reach.kind === 'all') return []
  const person = PERSON[table]
  const nothing: Condition = sql`1 = 0`
  if (reach.kind === 'own') {
    if (person === undefined) return [nothing]
    const own: Condition = sql`${sql.ref(person)} = ${reach.employee}`
    const published: Condition = sql`period IN (SELECT text FROM appraisal_periods WHERE state IN ('published', 'closed'))`
    return table === 'evaluations' || table === 'decisions' ? [own, published] : [own]
  }
  const { regions } = reach
  if (regions.length === 0) return [nothing]
  const region = REGION[table]
  return [
    anyOf([
      ...(region === undefined ? [] : [among(region, regions)]),
      ...(person === undefined ? [] : [sql<boolean>`${sql.ref(person)} IN (${peopleAtHome(period, regions)})`]),
    ]),
  ]
}

function peopleAtHome(period: Period, regions: readonly string[]) {
  return sql`SELECT number FROM (${peopleOn(period.last)}) AS people WHERE home IN (${sql.join(regions)})`
}

function engineersOf(period: Period) {
  return sql`SELECT number FROM (${peopleOn(period.last)}) AS people WHERE position = 'service_engineer'`
}
