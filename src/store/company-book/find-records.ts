import { columnIndex, type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import { timeColumn } from './record-sql.ts'

/** A record of the company book in force. */
export interface CompanyRecord {
  readonly id: number
  /** The change that brought this version: what a change of it must know. */
  readonly added: number
  readonly values: RecordValues
}

/** One version of a record, and what took it out of force. */
export interface RecordVersion extends CompanyRecord {
  readonly retired: number | undefined
}

/** The record in force under an identity, given in the order of the table's identity. */
export async function recordIn(
  reader: Reader,
  company: number,
  table: TableKey,
  identity: readonly Value[],
): Promise<CompanyRecord | undefined> {
  const [row] = await reader.all(
    `SELECT id, added, ${columnsOf(table)} FROM ${quoted(table)} WHERE book = $1 AND ${identityIs(table, identity, 2)}`,
    [company, ...given(identity)],
  )
  return row && recordFrom(row)
}

/** Every version there was of a record, the oldest first. */
export async function versionsOf(reader: Reader, company: number, table: TableKey, identity: readonly Value[]): Promise<RecordVersion[]> {
  const rows = await reader.all(
    `SELECT retired, id, added, ${columnsOf(table)} FROM ${quoted(table)} WHERE book IN ($1, $2) AND ${identityIs(table, identity, 3)}
     ORDER BY added, id`,
    [company, -company, ...given(identity)],
  )
  return rows.map(([retired, ...row]) => ({
    ...recordFrom(row),
    retired: retired === null || retired === undefined ? undefined : Number(retired),
  }))
}

/** A condition with its parameters numbered from the place that it is told. */
export type Condition = (first: number) => { readonly sql: string; readonly parameters: readonly Parameter[] }

export interface RecordPage {
  readonly conditions: readonly Condition[]
  /** The place of the record after which the page begins; see `placeOf`. */
  readonly after?: readonly (string | number)[] | undefined
  /** The other way round: the latest first. */
  readonly newestFirst?: boolean | undefined
  readonly limit: number
}

/** Records in force: dated ones by their day and then as they came, others by what identifies them. */
export async function listRecords(
  reader: Reader,
  company: number,
  table: TableKey,
  { conditions, after, newestFirst = false, limit }: RecordPage,
): Promise<CompanyRecord[]> {
  const parameters: Parameter[] = [company]
  const parts = ['book = $1']
  for (const condition of conditions) {
    const { sql, parameters: more } = condition(parameters.length + 1)
    parts.push(`(${sql})`)
    parameters.push(...more)
  }
  const order = orderOf(table)
  if (after) {
    const first = parameters.length + 1
    const sign = newestFirst ? '<' : '>'
    parts.push(`(${order.map(({ sql }) => sql).join(', ')}) ${sign} (${after.map((_, index) => `$${first + index}`).join(', ')})`)
    parameters.push(...after)
  }
  const rows = await reader.all(
    `SELECT id, added, ${columnsOf(table)} FROM ${quoted(table)} WHERE ${parts.join(' AND ')}
     ORDER BY ${order.map(({ sql }) => `${sql}${newestFirst ? ' DESC' : ''}`).join(', ')} LIMIT ${Math.trunc(limit)}`,
    parameters,
  )
  return rows.map(recordFrom)
}

/** The place of a record in the order of its list. */
export function placeOf(table: TableKey, record: CompanyRecord): (string | number)[] {
  return orderOf(table).map(({ key }) => (key === 'id' ? record.id : (record.values[columnIndex(table, key)] ?? '')))
}

/** Whether a place is one of the table's list: as many parts, numbers where the order has numbers. */
export function isPlaceOf(table: TableKey, place: readonly (string | number)[]): boolean {
  const order = orderOf(table)
  return place.length === order.length && order.every(({ isNumber }, index) => (typeof place[index] === 'number') === isNumber)
}

function orderOf(table: TableKey): { readonly key: string; readonly sql: string; readonly isNumber: boolean }[] {
  const time = timeColumn(table)
  if (time?.kind === 'day') return [time.key, 'id'].map((key) => ({ key, sql: quoted(key), isNumber: true }))
  return TABLES[table].identity.map((key) => {
    const column = TABLES[table].columns[columnIndex(table, key)]
    return { key, sql: column?.required ? quoted(key) : `coalesce(${quoted(key)}, '')`, isNumber: column?.type === 'day' }
  })
}

/** The condition that a record is the one of an identity, given in the order of the table's. */
export function identityCondition(table: TableKey, identity: readonly Value[]): Condition {
  return (first) => ({ sql: identityIs(table, identity, first), parameters: given(identity) })
}

export function columnsOf(table: TableKey): string {
  return quotedList(TABLES[table].columns.map(({ key }) => key))
}

function identityIs(table: TableKey, identity: readonly Value[], first: number): string {
  let next = first
  return TABLES[table].identity
    .map((key, index) => (identity[index] === null ? `${quoted(key)} IS NULL` : `${quoted(key)} = $${next++}`))
    .join(' AND ')
}

function given(identity: readonly Value[]): Parameter[] {
  return identity.filter((value) => value !== null)
}

export function recordFrom([id, added, ...cells]: readonly Cell[]): CompanyRecord {
  return { id: Number(id), added: Number(added), values: cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)) }
}
