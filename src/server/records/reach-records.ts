import { sql } from 'kysely'
import type { Period } from '../../base/period.ts'
import { monthsOf } from '../../base/period.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Condition } from '../../store/company-book/find-records.ts'
import { timeColumn } from '../../store/company-book/record-sql.ts'
import { among } from '../../store/database/query.ts'
import { hasScope, type Permission, type Scope } from '../kernel/access.ts'
import { type Reach, reachOf } from '../kernel/reach.ts'
import { type Actor, actorScope, positionsActedIn, type Service } from '../kernel/service.ts'
import { allOf, anyOf } from './search-conditions.ts'

/** The column that says whose a record is; regions and commissions are nobody's. */
const PERSON: Readonly<Partial<Record<TableKey, string>>> = {
  employees: 'number',
  postings: 'employee',
  clients: 'rep',
  orders: 'rep',
  collections: 'credited_rep',
  receivables: 'rep',
  quotas: 'rep',
  expenses: 'rep',
  visits: 'rep',
  complaints: 'rep',
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
const ENGINEERS = `SELECT engineer."number" FROM employees AS engineer
  WHERE engineer.book = (SELECT id FROM books WHERE sha256 = 'company') AND engineer.position = 'service_engineer'`
const ENGINEER_RECORDS: Readonly<Partial<Record<TableKey, string>>> = {
  regions: '1 = 1',
  employees: `position = 'service_engineer'`,
  postings: `employee IN (${ENGINEERS})`,
  feedback: '1 = 1',
  followups: '1 = 1',
  evaluations: `item = 'on_site_resolution'`,
}

/** Which records an actor reaches: of everybody, of some regions or about themselves; and those that engineers are rated by. */
export interface RecordReach {
  readonly base: Reach
  readonly engineers: boolean
}

/** The records that an actor reaches by a permission in a period. */
export async function recordReachOf(service: Service, actor: Actor, permission: Permission, period: Period): Promise<RecordReach> {
  const engineers = actorScope(actor, permission) !== undefined && hasScope(positionsActedIn(actor), permission, 'engineers')
  return { base: await reachOf(service, actor, permission, period), engineers }
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
  if (time.kind === 'day') return [sql`${sql.ref(time.key)} BETWEEN ${period.first} AND ${period.last}`]
  const texts = [...new Set([period.text, ...(table === 'quotas' ? monthsOf(period).map(({ text }) => text) : [])])]
  return [among(time.key, texts)]
}

/**
 * What of a table is within reach in a period: a manager's regions mean the people whose home region 归属区域 was one of them in
 * the period (POLICY A14: the latest posting up to the earlier of the leaving day and the period's last day, else the
 * employees table), and records that name the region themselves. One's own marks and decisions are seen once the period is published.
 */
export function withinReach(table: TableKey, { base, engineers }: RecordReach, period: Period, company: number): Condition[] {
  const within = withinBase(table, base, period, company)
  const rated = engineers ? ENGINEER_RECORDS[table] : undefined
  if (rated === undefined || within.length === 0) return within
  return [sql`(${sql.raw(rated)}) OR ${allOf(within)}`]
}

function withinBase(table: TableKey, reach: Reach, period: Period, company: number): Condition[] {
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
      ...(person === undefined ? [] : [sql<boolean>`${sql.ref(person)} IN (${peopleAtHome(company, period, regions)})`]),
    ]),
  ]
}

function peopleAtHome(company: number, period: Period, regions: readonly string[]) {
  const last = sql.lit(period.last)
  const until = sql`CASE WHEN person.left_on < ${last} THEN person.left_on ELSE ${last} END`
  return sql`SELECT person.number FROM employees AS person WHERE person.book = ${company} AND coalesce((
    SELECT posting.region FROM postings AS posting WHERE posting.book = ${company} AND posting.employee = person.number
      AND posting."from" <= ${until} ORDER BY posting."from" DESC LIMIT 1), person.region) IN (${sql.join(regions)})`
}
