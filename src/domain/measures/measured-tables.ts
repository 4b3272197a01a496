import type { Choice, Column, ColumnType } from '../dataset/table.ts'
import { TABLES, type TableKey } from '../dataset/tables.ts'
import { POSITIONS } from '../people/employee.ts'

/**
 * The tables that a company's own measures count: whose a record is, and the day that puts it into a window. A collection counts for
 * its own representative, else the client's, as everywhere. Of campaigns no representative is told: orders, collections and expenses name
 * theirs. Attendance, feedback and follow-ups are of engineers, who have no KPIs.
 */
export const MEASURED_TABLES = {
  orders: { person: 'rep', day: 'date' },
  collections: { person: 'credited_rep', day: 'date' },
  receivables: { person: 'rep', day: 'due_date' },
  expenses: { person: 'rep', day: 'date' },
  visits: { person: 'rep', day: 'date' },
  complaints: { person: 'rep', day: 'date' },
  opportunities: { person: 'rep', day: 'created_on' },
} as const satisfies Partial<Record<TableKey, { readonly person: string; readonly day: string }>>
export type MeasuredTable = keyof typeof MEASURED_TABLES

export function isMeasuredTable(name: string): name is MeasuredTable {
  return Object.hasOwn(MEASURED_TABLES, name)
}

/** A field 字段 that conditions and values can name. */
export interface Field {
  /** As a rule file writes it: "amount", "client.class", "rep.region". */
  readonly name: string
  readonly type: ColumnType
  readonly choices?: readonly Choice[] | undefined
  /** Of the record itself, of its client as the clients are now, or of its representative on the record's day. */
  readonly of: 'record' | 'client' | 'rep'
  readonly column: string
}

const OF_CLIENT = ['class', 'region', 'internal'] as const
const OF_REP: readonly Field[] = [
  { name: 'rep.region', type: 'region', of: 'rep', column: 'region' },
  { name: 'rep.position', type: 'choice', choices: POSITIONS.map((key) => ({ key, title: key })), of: 'rep', column: 'position' },
]

/** The fields of a table by name. Whether a record is audited is no question: only audited ones count; whose it is, none either. */
export function fieldsOf(table: MeasuredTable): ReadonlyMap<string, Field> {
  const own = TABLES[table].columns.filter(({ key, type }) => key !== 'status' && type !== 'employee')
  const named = (of: 'record' | 'client', { key, type, choices }: Column): Field => ({
    name: of === 'client' ? `client.${key}` : key,
    ...{ type, choices, of, column: key },
  })
  const hasClient = own.some(({ type }) => type === 'client')
  const clients = TABLES.clients.columns.filter(({ key }) => hasClient && OF_CLIENT.some((one) => one === key))
  const fields = [...own.map((column) => named('record', column)), ...clients.map((column) => named('client', column)), ...OF_REP]
  return new Map(fields.map((field) => [field.name, field]))
}

/** Whether a document of the table may fill several records, its lines. */
export function hasLines(table: MeasuredTable): boolean {
  return TABLES[table].columns.some(({ key }) => key === 'line')
}
