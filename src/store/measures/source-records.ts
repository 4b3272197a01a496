import type { CreditedRep } from '../../domain/bonus/credited-rep.ts'
import { type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { MeasureDefinition } from '../../domain/measures/measure-definition.ts'
import { MEASURED_TABLES } from '../../domain/measures/measured-tables.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import { AUDITED, isAudited } from './audited.ts'
import { type CollectionFilter, countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { countedSql } from './measure-sql.ts'

/** For every table of dated records the columns that say whose and when. */
const SOURCES = {
  ...MEASURED_TABLES,
  attendance: { person: 'employee', day: 'date' },
  feedback: { person: 'engineer', day: 'date' },
  followups: { person: 'engineer', day: 'date' },
} as const
export type SourceTable = keyof typeof SOURCES

/** Not of a slip that began before the days, and not a second row of an event that has a slip (service-by-engineer.ts). */
const COUNTED_EVENT = `NOT EXISTS (
    SELECT 1 FROM attendance AS begun WHERE begun.book = $1 AND begun.slip = attendance.slip AND begun.employee = attendance.employee
      AND begun.kind = attendance.kind AND begun.date < $2)
  AND NOT (slip IS NULL AND EXISTS (
    SELECT 1 FROM attendance AS slipped WHERE slipped.book = $1 AND slipped.date = attendance.date AND slipped.employee = attendance.employee
      AND slipped.kind = attendance.kind AND slipped.shift IS NOT DISTINCT FROM attendance.shift AND slipped.slip IS NOT NULL))`

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
  /** Records that a measure of the company's own counted. */
  readonly own?: MeasureDefinition | undefined
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
function byNumber(table: TableKey): string {
  return TABLES[table].identity.includes('line') ? `"number", coalesce(line, '')` : '"number"'
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
  const date = quoted(filter.own?.day ?? day)
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
  if (filter.own) conditions.push(countedSql(filter.own, (value) => `$${parameters.push(value)}`))
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
  const where = `${quoted(table)} WHERE ${conditions.join(' AND ')}`

  const [count] = await reader.all(`SELECT count(*) FROM ${where}`, parameters)
  const columns = quotedList(TABLES[table].columns.map((column) => column.key))
  const order = table === 'attendance' ? 'date, employee, kind, id' : `${date}, ${byNumber(table)}`
  const found = await reader.all(
    `SELECT "row", ${columns} FROM ${where} ORDER BY ${order} LIMIT ${Math.trunc(page.limit)} OFFSET ${Math.trunc(page.offset)}`,
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
