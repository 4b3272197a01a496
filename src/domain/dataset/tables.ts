import { PEOPLE_TABLES } from './people-tables.ts'
import { PLAN_TABLES } from './plan-tables.ts'
import { SALES_TABLES } from './sales-tables.ts'
import { SERVICE_TABLES } from './service-tables.ts'
import type { Column, Table } from './table.ts'

export type Value = string | number | null
export type RecordValues = readonly Value[]
/** A record of a row with mistakes: undefined where a cell could not be read. */
export type PartialValues = readonly (Value | undefined)[]

export const TABLE_KEYS = [
  'regions',
  'employees',
  'postings',
  'spells',
  'pay_bases',
  'clients',
  'client_aliases',
  'client_reps',
  'orders',
  'collections',
  'receivables',
  'openings',
  'quotas',
  'expenses',
  'visits',
  'complaints',
  'opportunities',
  'opportunity_stages',
  'campaigns',
  'credits',
  'attendance',
  'feedback',
  'followups',
  'evaluations',
  'decisions',
  'commissions',
  'holidays',
] as const
export type TableKey = (typeof TABLE_KEYS)[number]

/** Characters of a code, number or name at most: what identifies or refers stands in indexes, and PostgreSQL's take no long texts. */
export const LONGEST_CODE = 200

const CODES_AND_NAMES: readonly string[] = ['number', 'code', 'alias', 'name', 'line', 'slip', 'shift']

/** Whether a column's text identifies a record or refers to one. */
export function isCodeOrName({ key, type }: Column): boolean {
  if (type === 'text') return CODES_AND_NAMES.includes(key)
  return type === 'employee' || type === 'client' || type === 'region'
}

export const TABLES: Readonly<Record<TableKey, Table<TableKey>>> = { ...PEOPLE_TABLES, ...SALES_TABLES, ...SERVICE_TABLES, ...PLAN_TABLES }

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
