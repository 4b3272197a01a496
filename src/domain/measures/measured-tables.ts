import type { Choice, Column, ColumnType } from '../dataset/table.ts'
import { TABLES, type TableKey } from '../dataset/tables.ts'
import { POSITIONS } from '../people/employee.ts'
import type { Owner } from './measure-owner.ts'

/** Where a record says whose it is: in a column of its own, by its client on its day, or by its opportunity. */
export type Way = { readonly column: string } | { readonly by: 'client' | 'opportunity' }

interface Measured {
  /** The day that puts a record into a window; clients have none and are as they stand at the period's end. */
  readonly day: string | undefined
  readonly rep?: Way
  readonly engineer?: Way
  readonly client?: Way
}

const own = (column: string): Way => ({ column })
const OF_REP_AND_CLIENT = { rep: own('rep'), client: own('client') }
const OF_ENGINEER = { engineer: own('engineer'), client: own('client'), rep: { by: 'client' as const } }

/**
 * The tables that a company's own measures count, the day of their records and whose they are. A collection counts for its own
 * representative, else the client's, as everywhere; a form of feedback or a follow-up is the engineer's, and that of the representative
 * whose client it is from on its day; attendance is of whoever it names. Of campaigns no person is told: orders, collections and expenses
 * name theirs.
 */
export const MEASURED_TABLES = {
  orders: { day: 'date', ...OF_REP_AND_CLIENT },
  collections: { day: 'date', rep: own('credited_rep'), client: own('client') },
  receivables: { day: 'due_date', ...OF_REP_AND_CLIENT },
  expenses: { day: 'date', rep: own('rep') },
  visits: { day: 'date', ...OF_REP_AND_CLIENT },
  complaints: { day: 'date', ...OF_REP_AND_CLIENT },
  opportunities: { day: 'created_on', ...OF_REP_AND_CLIENT },
  opportunity_stages: { day: 'from', rep: { by: 'opportunity' }, client: { by: 'opportunity' } },
  clients: { day: undefined, rep: { by: 'client' }, client: own('code') },
  campaigns: { day: 'from' },
  attendance: { day: 'date', rep: own('employee'), engineer: own('employee') },
  feedback: { day: 'date', ...OF_ENGINEER },
  followups: { day: 'date', ...OF_ENGINEER },
} as const satisfies Partial<Record<TableKey, Measured>>
export type MeasuredTable = keyof typeof MEASURED_TABLES

export function isMeasuredTable(name: string): name is MeasuredTable {
  return Object.hasOwn(MEASURED_TABLES, name)
}

export function measuredTable(table: MeasuredTable): Measured {
  return MEASURED_TABLES[table]
}

/** Of whom a table can be measured. */
export function ownersOf(table: MeasuredTable): readonly Owner[] {
  const { rep, engineer, client } = measuredTable(table)
  return [
    ...(rep ? (['rep'] as const) : []),
    ...(engineer ? (['engineer'] as const) : []),
    ...(client ? (['client'] as const) : []),
    ...(rep || engineer ? (['region'] as const) : []),
    'company',
  ]
}

/** The tables that a measure is counted from: beside its own those that say whose its records are. */
export function tablesCounted(table: MeasuredTable, per: Owner): readonly TableKey[] {
  const { rep, engineer } = measuredTable(table)
  const way = per === 'rep' || (per === 'region' && !engineer) ? rep : undefined
  if (!way || 'column' in way) return table === 'opportunity_stages' && per === 'client' ? [table, 'opportunities'] : [table]
  return [...new Set<TableKey>([table, way.by === 'client' ? 'clients' : 'opportunities'])]
}

/** A field 字段 that conditions and values can name. */
export interface Field {
  /** As a rule file writes it: "amount", "client.class", "rep.region". */
  readonly name: string
  readonly type: ColumnType
  readonly choices?: readonly Choice[] | undefined
  /** Of the record itself, of its client or opportunity as they are now, or of its representative or engineer on the record's day. */
  readonly of: 'record' | 'client' | 'rep' | 'engineer' | 'opportunity'
  readonly column: string
}

const OF_CLIENT = ['class', 'region', 'internal']
const OF_OPPORTUNITY = ['stage', 'amount', 'created_on', 'expected_on', 'closed_on', 'outcome', 'probability']

/** The fields of a table by name. Whether a record is audited is no question: only audited ones count; whose it is, none either. */
export function fieldsOf(table: MeasuredTable): ReadonlyMap<string, Field> {
  const { rep, engineer, client } = measuredTable(table)
  const columns = TABLES[table].columns.filter(({ key, type }) => key !== 'status' && type !== 'employee')
  const named = (of: 'client' | 'opportunity', { key, type, choices }: Column): Field => ({
    name: `${of}.${key}`,
    ...{ type, choices, of, column: key },
  })
  const ofPerson = (of: 'rep' | 'engineer'): Field[] => [
    { name: `${of}.region`, type: 'region', of, column: 'region' },
    { name: `${of}.position`, type: 'choice', choices: POSITIONS.map((key) => ({ key, title: key })), of, column: 'position' },
  ]
  const lookedUp = (of: 'client' | 'opportunity', among: readonly Column[], keys: readonly string[]) =>
    among.filter(({ key }) => keys.includes(key)).map((column) => named(of, column))
  const isOfClient = client !== undefined && table !== 'clients'
  const isOfOpportunity = table === 'opportunity_stages'
  const fields = [
    ...columns.map(({ key, type, choices }): Field => ({ name: key, type, choices, of: 'record', column: key })),
    ...(isOfOpportunity ? lookedUp('opportunity', TABLES.opportunities.columns, OF_OPPORTUNITY) : []),
    ...(isOfClient ? lookedUp('client', TABLES.clients.columns, OF_CLIENT) : []),
    ...(rep ? ofPerson('rep') : []),
    ...(engineer && table !== 'attendance' ? ofPerson('engineer') : []),
  ]
  return new Map(fields.map((field) => [field.name, field]))
}

/** Whether a document of the table may fill several records, its lines. */
export function hasLines(table: MeasuredTable): boolean {
  return TABLES[table].columns.some(({ key }) => key === 'line')
}
