import type { Period } from '../../../base/period.ts'
import { monthsOf } from '../../../base/period.ts'
import type { TableKey } from '../../../domain/dataset/tables.ts'
import type { Condition } from '../../../store/company-book/find-records.ts'
import { timeColumn } from '../../../store/company-book/record-sql.ts'
import { quoted } from '../../../store/record-columns.ts'
import type { Reach } from '../reach.ts'

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
export function withinReach(table: TableKey, reach: Reach, period: Period, company: number): Condition[] {
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
