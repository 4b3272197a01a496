import { sql } from 'kysely'
import type { Answer } from '../../base/answer.ts'
import { dayFromText } from '../../base/day.ts'
import type { Period } from '../../base/period.ts'
import type { Column } from '../../domain/dataset/table.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { type CompanyRecord, type Condition, isPlaceOf, listRecords, placeOf } from '../../store/company-book/find-records.ts'
import { timeColumn } from '../../store/company-book/record-sql.ts'
import { DIRECTORIES } from '../../store/company-book/references.ts'
import { COMPANY_BOOK } from '../../store/database/company.ts'
import { contains } from '../../store/database/query.ts'
import { companyMonth } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { dataProblem } from './data-problems.ts'
import { type NamedReference, nameReferences } from './name-references.ts'
import { ofPeriod, personColumn, recordReachOf, withinReach } from './reach-records.ts'
import { anyOf, clientKnownAs } from './search-conditions.ts'
import { tableFrom } from './table-and-key.ts'

export interface RecordFilter {
  readonly table: string
  /** Records of a period; who sees only regions sees one period at a time, this month unless told. */
  readonly period: Period | undefined
  readonly first: number | undefined
  readonly last: number | undefined
  readonly employee: string | undefined
  readonly client: string | undefined
  readonly region?: string | undefined
  /** Part of a number, code or name, also of the people, clients and regions that are referred to. */
  readonly search?: string | undefined
  /** A column, and what stands in it. */
  readonly equal?: { readonly column: string; readonly value: string } | undefined
  readonly newestFirst?: boolean | undefined
  readonly after: readonly (string | number)[] | undefined
  readonly limit: number
}

export interface ListedRecords {
  readonly ok: true
  readonly table: TableKey
  readonly records: readonly CompanyRecord[]
  /** Whom and what the records refer to. */
  readonly names: readonly NamedReference[]
  /** The place of a record in the list, for the next page. */
  readonly placeOf: (record: CompanyRecord) => (string | number)[]
}

/** Records in force within reach, filtered in the query: dated ones by day, others by what identifies them. */
export const readRecords = useCase('record.read', async (service, actor, filter: RecordFilter): Promise<Answer<ListedRecords>> => {
  const named = tableFrom(filter.table)
  if (!named.ok) return named
  const { table } = named
  const { store } = service
  const conditions = conditionsOf(table, filter)
  if (!conditions.ok) return conditions
  const book = await findCompanyBook(store)
  const month = await thisMonth(service)
  const reach = await recordReachOf(service, actor, filter.period ?? month)
  const timed = reach.base.kind === 'regions' && filter.period === undefined ? ofPeriod(table, month) : []
  const reached = withinReach(table, reach, filter.period ?? month)
  const page = {
    conditions: [...conditions.conditions, ...timed, ...reached],
    after: placeIn(table, filter.after),
    newestFirst: filter.newestFirst,
    limit: filter.limit,
  }
  const records = book ? await listRecords(store, book.id, table, page) : []
  const names = book ? await nameReferences(store, book.id, table, records.slice(0, filter.limit)) : []
  return { ok: true, table, records, names, placeOf: (record) => placeOf(table, record) }
})

/** The month that a service believes to be in. */
export async function thisMonth(service: Pick<Service, 'now' | 'store'>): Promise<Period> {
  return companyMonth(service.store, await companyToday(service))
}

/** A cursor of another table begins at the beginning. */
function placeIn(table: TableKey, after: RecordFilter['after']): RecordFilter['after'] {
  return after && isPlaceOf(table, after) ? after : undefined
}

function conditionsOf(table: TableKey, filter: RecordFilter): Answer<{ readonly ok: true; readonly conditions: readonly Condition[] }> {
  const conditions: Condition[] = filter.period ? ofPeriod(table, filter.period) : []
  const compare = (column: string | undefined, sign: string, value: string | number | undefined, asked: string) => {
    if (value === undefined) return undefined
    if (column === undefined) return unknownFilter(table, asked)
    conditions.push(sign === 'IN' ? ofClient(column, String(value)) : sql`${sql.ref(column)} ${sql.raw(sign)} ${value}`)
    return undefined
  }
  const time = timeColumn(table)
  const day = time?.kind === 'day' ? time.key : undefined
  const client = table === 'clients' ? 'code' : TABLES[table].columns.find(({ type }) => type === 'client')?.key
  const region = TABLES[table].columns.find(({ type }) => type === 'region')?.key
  const equal = filter.equal && TABLES[table].columns.find(({ key }) => key === filter.equal?.column)
  if (filter.search !== undefined) conditions.push(searched(table, filter.search))
  const problems = [
    compare(day, '>=', filter.first, 'first'),
    compare(day, '<=', filter.last, 'last'),
    compare(personColumn(table), '=', filter.employee, 'employee'),
    compare(client, 'IN', filter.client, 'client'),
    compare(table === 'regions' ? 'code' : region, '=', filter.region, 'region'),
    compare(equal?.key, '=', equal && storedValue(equal, filter.equal?.value ?? ''), filter.equal?.column ?? ''),
    filter.equal && !equal ? unknownFilter(table, filter.equal.column) : undefined,
  ].filter((problem) => problem !== undefined)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, conditions }
}

/** Of a client under any of its codes. */
function ofClient(column: string, code: string): Condition {
  return sql`${sql.ref(column)} IN (${code}, (SELECT also.client FROM client_aliases AS also WHERE also.book = ${COMPANY_BOOK} AND also.alias = ${code}))`
}

/** A value of a filter as the column holds it; what it cannot hold is nowhere. */
function storedValue({ type }: Column, value: string): string | number {
  if (type === 'flag') return value === 'true' ? 1 : 0
  if (type === 'day') return dayFromText(value) ?? -1
  const isNumber = type === 'money' || type === 'score' || type === 'quantity' || type === 'count'
  return isNumber ? (/^-?\d{1,15}$/.test(value) ? Number(value) : -1) : value
}

/** Part of what names a record, or of the name of whom it refers to. */
function searched(table: TableKey, text: string): Condition {
  return anyOf(
    TABLES[table].columns.flatMap(({ key, type }): Condition[] => {
      const own = contains(key, text)
      if (table === 'clients' && key === 'code') return [own, clientKnownAs(key, text)]
      if (type === 'text' || type === 'period') return [own]
      if (type !== 'employee' && type !== 'client' && type !== 'region') return []
      const { table: directory, key: code } = DIRECTORIES[type]
      return [
        own,
        sql`${sql.ref(key)} IN (SELECT named.${sql.ref(code)} FROM ${sql.table(directory)} AS named
          WHERE named.book = ${COMPANY_BOOK} AND ${contains('named.name', text)})`,
        ...(type === 'client' ? [clientKnownAs(key, text)] : []),
      ]
    }),
  )
}

function unknownFilter(table: TableKey, column: string) {
  const columns = TABLES[table].columns.map(({ key }) => key).join(', ')
  return dataProblem('record_column_must_be_known', { table, title: TABLES[table].title, column, columns }, { table, column })
}
