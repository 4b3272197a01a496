import type { MeasureDefinition } from '../../domain/measures/measure-definition.ts'
import type { Owner } from '../../domain/measures/measure-owner.ts'
import { type MeasuredTable, measuredTable } from '../../domain/measures/measured-tables.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { AUDITED, isAudited } from './audited.ts'
import { COUNTED_EVENT } from './counted-events.ts'
import type { DayRange } from './day-range.ts'
import { countedSql } from './measure-sql.ts'
import { columnSql, ownerSql } from './owner-sql.ts'
import { byNumber, pageOfRecords, type SourcePage } from './source-records.ts'

/** The records that a measure of the company's own counted on some days for one of those that it is of. */
export interface OwnQuery {
  readonly kind: 'own'
  readonly table: MeasuredTable
  readonly definition: MeasureDefinition
  readonly days: DayRange
  readonly per: Owner
  /** Whose: a number, a code, or '' of the company. */
  readonly key: string
  /** Of this client only, where clients are behind the records. */
  readonly client?: string | undefined
}

/** Which records lie in the window and can count: audited ones and events of the days. $1 is the book, $2 and $3 are the days. */
export function inWindowSql({ table, day }: Pick<MeasureDefinition, 'table' | 'day'>): string[] {
  return [
    `${quoted(table)}.book = $1`,
    day === undefined ? 'CAST($2 AS INTEGER) <= CAST($3 AS INTEGER)' : `${columnSql(day, { table, day })} BETWEEN $2 AND $3`,
    ...(isAudited(table) ? [AUDITED] : []),
    ...(table === 'attendance' ? [COUNTED_EVENT] : []),
  ]
}

/** One page of them, by day and then number, with where they stand in the user's file. */
export async function ownRecords(
  reader: Reader,
  book: number,
  { definition, days, per, key, client }: OwnQuery,
  page: { readonly offset: number; readonly limit: number },
): Promise<SourcePage> {
  const { table, day } = definition
  const parameters: Parameter[] = [book, days.first, days.last]
  const bind = (value: Parameter) => `$${parameters.push(value)}`
  const conditions = [
    ...inWindowSql(definition),
    ...(per === 'company' ? [] : [`${ownerSql(per, definition)} = ${bind(key)}`]),
    ...(client === undefined || !measuredTable(table).client ? [] : [`${ownerSql('client', definition)} = ${bind(client)}`]),
    countedSql(definition, bind),
  ]
  const order =
    table === 'attendance' ? 'date, employee, kind, id' : [...(day === undefined ? [] : [quoted(day)]), byNumber(table)].join(', ')
  return pageOfRecords(reader, { table, where: conditions.join(' AND '), parameters, order }, page)
}
