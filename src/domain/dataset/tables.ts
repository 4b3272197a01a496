import { PEOPLE_TABLES } from './people-tables.ts'
import { SALES_TABLES } from './sales-tables.ts'
import { SERVICE_TABLES } from './service-tables.ts'

/**
 * The tables of a dataset 数据集 and their columns: the one list that readers, stores, templates and checks
 * follow. English keys are the columns of the store; `title` is the Chinese header we write, `synonyms`
 * are further headers we read.
 *
 * A record is an array of values in the order of `columns`; a blank is null. The shapes by `type`:
 *
 * | type | value | unit |
 * |---|---|---|
 * | text | string | |
 * | money | safe whole number | fen |
 * | quantity | safe whole number | millionths |
 * | score | 0 to 10000 | hundredths of a point |
 * | count | whole number from `least` (1 unless told) | |
 * | day | Day | yyyymmdd |
 * | period | string | "2026-10", "2026-Q4", "2026-H2", "2026" |
 * | flag | 1 or 0 | |
 * | choice | the English key of one of `choices` | |
 * | employee, client, region | string | the number or code of the record meant |
 */
export type ColumnType =
  | 'text'
  | 'money'
  | 'quantity'
  | 'score'
  | 'count'
  | 'day'
  | 'period'
  | 'flag'
  | 'choice'
  | 'employee'
  | 'client'
  | 'region'

export type Value = string | number | null
export type RecordValues = readonly Value[]
/** A record of a row with mistakes: undefined where a cell could not be read. */
export type PartialValues = readonly (Value | undefined)[]

export interface Choice {
  readonly key: string
  readonly title: string
  readonly synonyms?: readonly string[]
}

export interface Column {
  readonly key: string
  readonly title: string
  readonly synonyms?: readonly string[]
  readonly type: ColumnType
  readonly required?: boolean
  readonly choices?: readonly Choice[]
  /** What a blank means, as a choice key or whole number; a blank without it stays null. */
  readonly blank?: string | number
  readonly least?: number
  /** Came after the first datasets: stands behind the older columns, and where it is blank a record has the content that it had without. */
  readonly added?: true
}

export interface Table {
  readonly key: TableKey
  readonly title: string
  readonly columns: readonly Column[]
  /** The columns that identify a record. */
  readonly identity: readonly string[]
  /**
   * What a second record of the same identity means: `same` - one record when the content is equal (reported), else an
   * error; `never` - always an error; `largest` - the larger count holds (reported; POLICY A6).
   */
  readonly repeated: 'same' | 'never' | 'largest'
}

export const TABLE_KEYS = [
  'regions',
  'employees',
  'postings',
  'clients',
  'orders',
  'collections',
  'receivables',
  'quotas',
  'expenses',
  'visits',
  'complaints',
  'attendance',
  'feedback',
  'followups',
  'evaluations',
  'decisions',
  'commissions',
] as const
export type TableKey = (typeof TABLE_KEYS)[number]

/** Characters of a code, number or name at most: what identifies or refers stands in indexes, and PostgreSQL's take no long texts. */
export const LONGEST_CODE = 200

/** Whether a column's text identifies a record or refers to one. */
export function isCodeOrName({ key, type }: Column): boolean {
  if (type === 'text') return key === 'number' || key === 'code' || key === 'name' || key === 'line'
  return type === 'employee' || type === 'client' || type === 'region'
}

export const TABLES: Readonly<Record<TableKey, Table>> = { ...PEOPLE_TABLES, ...SALES_TABLES, ...SERVICE_TABLES }

/** Millionths: quantities carry at most six decimals. */
export const QUANTITY_PLACES = 6

const PLACES: ReadonlyMap<TableKey, ReadonlyMap<string, number>> = new Map(
  TABLE_KEYS.map((table) => [table, new Map(TABLES[table].columns.map((column, index) => [column.key, index]))]),
)

/** The place of a column in a record of the table; a column the table lacks is a broken promise of ours. */
export function columnIndex(table: TableKey, key: string): number {
  const index = PLACES.get(table)?.get(key)
  if (index === undefined) throw new RangeError(`The table ${table} has no column ${key}.`)
  return index
}

/** The Chinese title of a choice, such as 迟到 for `late`; the key itself when the list does not know it. */
export function choiceTitle(table: TableKey, column: string, key: string): string {
  return TABLES[table].columns.find((each) => each.key === column)?.choices?.find((choice) => choice.key === key)?.title ?? key
}

/** A named column of a record of that table. */
export function cell(table: TableKey, record: RecordValues, key: string): Value {
  return record[columnIndex(table, key)] ?? null
}

export function textCell(table: TableKey, record: RecordValues, key: string): string {
  return String(cell(table, record, key))
}
