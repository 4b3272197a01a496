import type { Period } from '../../base/period.ts'
import { monthsOf } from '../../base/period.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Condition } from '../../store/company-book/find-records.ts'
import { timeColumn } from '../../store/company-book/record-sql.ts'
import { quoted } from '../../store/database/record-columns.ts'
import { hasScope, type Permission, type Scope } from '../kernel/access.ts'
import { type Reach, reachOf } from '../kernel/reach.ts'
import { type Actor, actorScope, positionsActedIn, type Service } from '../kernel/service.ts'
import { allOf } from './search-conditions.ts'

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
  if (time.kind === 'day')
    return [(first) => ({ sql: `${quoted(time.key)} BETWEEN $${first} AND $${first + 1}`, parameters: [period.first, period.last] })]
  const texts = [...new Set([period.text, ...(table === 'quotas' ? monthsOf(period).map(({ text }) => text) : [])])]
  return [(first) => ({ sql: `${quoted(time.key)} IN (${texts.map((_, index) => `$${first + index}`).join(', ')})`, parameters: texts })]
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
  return [
    (first) => {
      const { sql, parameters } = allOf(within)(first)
      return { sql: `(${rated}) OR (${sql})`, parameters }
    },
  ]
}

function withinBase(table: TableKey, reach: Reach, period: Period, company: number): Condition[] {
  if (reach.kind === 'all') return []
  const person = PERSON[table]
  const nothing: Condition = () => ({ sql: '1 = 0', parameters: [] })
  if (reach.kind === 'own') {
    if (person === undefined) return [nothing]
    const own: Condition = (first) => ({ sql: `${quoted(person)} = $${first}`, parameters: [reach.employee] })
    const published: Condition = () => ({
      sql: `period IN (SELECT text FROM appraisal_periods WHERE state IN ('published', 'closed'))`,
      parameters: [],
    })
    return table === 'evaluations' || table === 'decisions' ? [own, published] : [own]
  }
  const { regions } = reach
  if (regions.length === 0) return [nothing]
  const region = REGION[table]
  return [
    (first) => {
      const listed = regions.map((_, index) => `$${first + index}`).join(', ')
      const parts = region === undefined ? [] : [`${quoted(region)} IN (${listed})`]
      if (person !== undefined) parts.push(`${quoted(person)} IN (${peopleAtHome(company, period, listed)})`)
      return { sql: parts.join(' OR '), parameters: regions }
    },
  ]
}

function peopleAtHome(company: number, period: Period, regions: string): string {
  const until = `CASE WHEN person.left_on < ${period.last} THEN person.left_on ELSE ${period.last} END`
  return `SELECT person."number" FROM employees AS person WHERE person.book = ${Math.trunc(company)} AND coalesce((
    SELECT posting.region FROM postings AS posting WHERE posting.book = ${Math.trunc(company)} AND posting.employee = person."number"
      AND posting."from" <= ${until} ORDER BY posting."from" DESC LIMIT 1), person.region) IN (${regions})`
}
