import { present } from '../../../base/assert.ts'
import { dayText } from '../../../base/day.ts'
import { type Period, periodFromText } from '../../../base/period.ts'
import { TABLES, type TableKey } from '../../../domain/dataset/tables.ts'
import { findCompanyBook } from '../../../store/company-book/company-book.ts'
import { type CompanyRecord, type Condition, isPlaceOf, listRecords, placeOf } from '../../../store/company-book/find-records.ts'
import { timeColumn } from '../../../store/company-book/record-sql.ts'
import { quoted } from '../../../store/record-columns.ts'
import type { Answer } from '../../appraise.ts'
import { companyToday } from '../company-day.ts'
import { reachOf } from '../reach.ts'
import { type Actor, allowed, type Service } from '../service.ts'
import { dataProblem } from './data-problems.ts'
import { ofPeriod, personColumn, withinReach } from './reach-records.ts'
import { tableFrom } from './table-and-key.ts'

export interface RecordFilter {
  readonly table: string
  /** Records of a period; who sees only regions sees one period at a time, this month unless told. */
  readonly period: Period | undefined
  readonly first: number | undefined
  readonly last: number | undefined
  readonly employee: string | undefined
  readonly client: string | undefined
  readonly after: readonly (string | number)[] | undefined
  readonly limit: number
}

export interface ListedRecords {
  readonly ok: true
  readonly table: TableKey
  readonly records: readonly CompanyRecord[]
  /** The place of a record in the list, for the next page. */
  readonly placeOf: (record: CompanyRecord) => (string | number)[]
}

/** Records in force within reach, filtered in the query: dated ones by day, others by what identifies them. */
export async function readRecords(service: Service, actor: Actor, filter: RecordFilter): Promise<Answer<ListedRecords>> {
  const permitted = allowed(actor, 'record.read')
  if (!permitted.ok) return permitted
  const named = tableFrom(filter.table)
  if (!named.ok) return named
  const { table } = named
  const { store } = service
  const conditions = conditionsOf(table, filter)
  if (!conditions.ok) return conditions
  const book = await findCompanyBook(store)
  const month = thisMonth(service)
  const reach = await reachOf(service, actor, 'record.read', filter.period ?? month)
  const timed = reach.kind === 'regions' && filter.period === undefined ? ofPeriod(table, month) : []
  const reached = withinReach(table, reach, filter.period ?? month, book?.id ?? 0)
  const page = { conditions: [...conditions.conditions, ...timed, ...reached], after: placeIn(table, filter.after), limit: filter.limit }
  const records = book ? await listRecords(store, book.id, table, page) : []
  return { ok: true, table, records, placeOf: (record) => placeOf(table, record) }
}

/** The month that a service believes to be in. */
export function thisMonth(service: Pick<Service, 'now'>): Period {
  return present(periodFromText(dayText(companyToday(service)).slice(0, 7)), 'Today lies in a month.')
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
    conditions.push((first) => ({ sql: `${quoted(column)} ${sign} $${first}`, parameters: [value] }))
    return undefined
  }
  const time = timeColumn(table)
  const day = time?.kind === 'day' ? time.key : undefined
  const client = table === 'clients' ? 'code' : TABLES[table].columns.find(({ type }) => type === 'client')?.key
  const problems = [
    compare(day, '>=', filter.first, 'first'),
    compare(day, '<=', filter.last, 'last'),
    compare(personColumn(table), '=', filter.employee, 'employee'),
    compare(client, '=', filter.client, 'client'),
  ].filter((problem) => problem !== undefined)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, conditions }
}

function unknownFilter(table: TableKey, column: string) {
  const columns = TABLES[table].columns.map(({ key }) => key).join(', ')
  return dataProblem('record_column_must_be_known', { table, title: TABLES[table].title, column, columns }, { table, column })
}
