import type { CreditedRep } from '../../domain/bonus/credited-rep.ts'
import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import { AUDITED, isAudited } from './audited.ts'
import { type CollectionFilter, countedCollections } from './counted-collections.ts'
import { COUNTED_EVENT } from './counted-events.ts'
import type { DayRange } from './day-range.ts'

/** For every table of dated records the columns that say whose and when. */
const SOURCES = {
  orders: { person: 'rep', day: 'date' },
  collections: { person: 'credited_rep', day: 'date' },
  receivables: { person: 'rep', day: 'due_date' },
  expenses: { person: 'rep', day: 'date' },
  visits: { person: 'rep', day: 'date' },
  complaints: { person: 'rep', day: 'date' },
  opportunities: { person: 'rep', day: 'created_on' },
  attendance: { person: 'employee', day: 'date' },
  feedback: { person: 'engineer', day: 'date' },
  followups: { person: 'engineer', day: 'date' },
} as const
export type SourceTable = keyof typeof SOURCES

export interface SourceFilter extends DayRange {
  readonly employee?: string | undefined
  readonly client?: string | undefined
  /** Records with an amount above zero only: what makes a client active (S7-S9). For tables with an amount. */
  readonly positiveOnly?: boolean | undefined
  /** Records with a list amount above zero only: lines that have a list price (S3). */
  readonly pricedOnly?: boolean | undefined
  /** Records that state this figure or answer this question; blank ones were not counted. */
  readonly stating?: 'quantity' | 'solved_on_site' | undefined
  /** Orders only of clients who have one with a positive amount from the same rep on these days (S9). */
  readonly orderedIn?: DayRange | undefined
  /** Orders only that made their client new on the days, ever or since the day named (S8a). */
  readonly firstSince?: number | undefined
  /** Upheld complaints, successful visits: records whose flag is 1. */
  readonly flag?: 'upheld' | 'successful' | 'solved_on_site' | undefined
  /** Collections that count under POLICY A11 only. */
  readonly counted?: CollectionFilter | undefined
  readonly region?: RegionFilter | undefined
}

/** A region 区域 for collections: documents that name it, and those without a region of representatives who belong there, on some days or on all. */
export interface RegionFilter {
  readonly code: string
  readonly representatives: readonly CreditedRep[]
}

export interface SourceRecord {
  /** The row in the user's file. */
  readonly row: number
  readonly values: RecordValues
}

export interface SourcePage {
  readonly records: readonly SourceRecord[]
  /** How many there are in all. */
  readonly total: number
}

/** The order of documents of one day: by number, and line where they have lines. */
export function byNumber(table: TableKey): string {
  const identity: readonly string[] = TABLES[table].identity
  if (identity.includes('line')) return `"number", coalesce(line, '')`
  return identity.includes('code') ? 'code' : '"number"'
}

/** One page of the records behind a fact, by date, then number (attendance: by kind), with where they stand in the user's file. */
export async function sourceRecords(
  reader: Reader,
  book: number,
  table: SourceTable,
  filter: SourceFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<SourcePage> {
  const { person: employee, day } = SOURCES[table]
  const date = quoted(day)
  const parameters: Parameter[] = [book, filter.first, filter.last]
  const conditions = [`book = $1 AND ${date} BETWEEN $2 AND $3`]
  const equals = (column: string, value: string) => conditions.push(`${quoted(column)} = $${parameters.push(value)}`)
  if (isAudited(table)) conditions.push(AUDITED)
  if (table === 'attendance') conditions.push(COUNTED_EVENT)
  if (filter.employee !== undefined) equals(employee, filter.employee)
  if (filter.client !== undefined) equals('client', filter.client)
  if (filter.positiveOnly) conditions.push('amount > 0')
  if (filter.pricedOnly) conditions.push('list_amount > 0')
  if (filter.stating) conditions.push(`${quoted(filter.stating)} IS NOT NULL`)
  if (filter.orderedIn) {
    const { first, last } = filter.orderedIn
    conditions.push(
      `client IN (SELECT based.client FROM orders AS based WHERE based.book = $1 AND based.rep = ${quoted(table)}.rep AND based.amount > 0 AND based.${AUDITED}
        AND based.date BETWEEN $${parameters.push(first)} AND $${parameters.push(last)})`,
    )
  }
  if (filter.firstSince !== undefined) {
    conditions.push(
      `NOT EXISTS (SELECT 1 FROM orders AS earlier WHERE earlier.book = $1 AND earlier.client = ${quoted(table)}.client AND earlier.amount > 0 AND earlier.${AUDITED}
        AND +earlier.date >= $${parameters.push(filter.firstSince)}
        AND (+earlier.date < ${quoted(table)}.date OR (+earlier.date = ${quoted(table)}.date AND (earlier."number", coalesce(earlier.line, '')) < (${quoted(table)}."number", coalesce(${quoted(table)}.line, '')))))`,
    )
  }
  if (filter.flag) conditions.push(`${quoted(filter.flag)} = 1`)
  if (filter.counted) {
    const counted = countedCollections(filter.counted, parameters.length + 1)
    conditions.push(counted.condition)
    parameters.push(...counted.parameters)
  }
  if (filter.region) {
    const own = `region = $${parameters.push(filter.region.code)}`
    const whole = filter.region.representatives.filter(({ first }) => first === undefined).map(({ rep }) => `$${parameters.push(rep)}`)
    const parts = filter.region.representatives.flatMap(({ rep, first, last }) =>
      first === undefined || last === undefined
        ? []
        : [`credited_rep = $${parameters.push(rep)} AND date BETWEEN $${parameters.push(first)} AND $${parameters.push(last)}`],
    )
    const credited = [...(whole.length > 0 ? [`credited_rep IN (${whole.join(', ')})`] : []), ...parts]
    conditions.push(`(${[own, ...credited.map((each) => `(region IS NULL AND ${each})`)].join(' OR ')})`)
  }
  const order = table === 'attendance' ? 'date, employee, kind, id' : `${date}, ${byNumber(table)}`
  return pageOfRecords(reader, { table, where: conditions.join(' AND '), parameters, order }, page)
}

/** One page of the records of a table that meet a condition, in an order, and how many there are in all. */
export async function pageOfRecords(
  reader: Reader,
  asked: { readonly table: TableKey; readonly where: string; readonly parameters: readonly Parameter[]; readonly order: string },
  page: { readonly offset: number; readonly limit: number },
): Promise<SourcePage> {
  const { table, parameters } = asked
  const where = `${quoted(table)} WHERE ${asked.where}`
  const [count] = await reader.all(`SELECT count(*) FROM ${where}`, parameters)
  const columns = quotedList(TABLES[table].columns.map((column) => column.key))
  const found = await reader.all(
    `SELECT "row", ${columns} FROM ${where} ORDER BY ${asked.order} LIMIT ${Math.trunc(page.limit)} OFFSET ${Math.trunc(page.offset)}`,
    parameters,
  )
  return {
    total: Number(count?.[0]),
    records: found.map(([row, ...cells]) => ({
      row: Number(row),
      values: cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)),
    })),
  }
}
