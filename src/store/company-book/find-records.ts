import { type Expression, type SqlBool, sql } from 'kysely'
import { columnIndex, type RecordValues, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import type { Cell, Reader } from '../database/connection.ts'
import { cellsOf } from '../database/query.ts'
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
  const [row] = await cellsOf(
    reader,
    sql`SELECT id, added, ${columnsOf(table)} FROM ${sql.table(table)} WHERE book = ${company} AND ${identityCondition(table, identity)}`,
  )
  return row && recordFrom(row)
}

/** Every version there was of a record, the oldest first. */
export async function versionsOf(reader: Reader, company: number, table: TableKey, identity: readonly Value[]): Promise<RecordVersion[]> {
  return versionsWhere(reader, company, table, identityCondition(table, identity))
}

/** Every version of the records that a condition holds for, in force and out of it, the oldest first. */
export async function versionsWhere(reader: Reader, company: number, table: TableKey, condition: Condition): Promise<RecordVersion[]> {
  const rows = await cellsOf(
    reader,
    sql`SELECT retired, id, added, ${columnsOf(table)} FROM ${sql.table(table)}
     WHERE book IN (${company}, ${-company}) AND ${condition} ORDER BY added, id`,
  )
  return rows.map(([retired, ...row]) => ({
    ...recordFrom(row),
    retired: retired === null || retired === undefined ? undefined : Number(retired),
  }))
}

/** A condition on the records of a table. */
export type Condition = Expression<SqlBool>

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
  const order = orderOf(table)
  const places = sql.join(order.map((part) => part.sql))
  const parts = [sql`book = ${company}`, ...conditions.map((condition) => sql`(${condition})`)]
  if (after) parts.push(sql`(${places}) ${newestFirst ? sql`<` : sql`>`} (${sql.join(after)})`)
  const ordered = sql.join(order.map((part) => (newestFirst ? sql`${part.sql} DESC` : part.sql)))
  const rows = await cellsOf(
    reader,
    sql`SELECT id, added, ${columnsOf(table)} FROM ${sql.table(table)} WHERE ${sql.join(parts, sql` AND `)}
     ORDER BY ${ordered} LIMIT ${limit}`,
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

function orderOf(table: TableKey): { readonly key: string; readonly sql: Expression<unknown>; readonly isNumber: boolean }[] {
  const time = timeColumn(table)
  if (time?.kind === 'day') return [time.key, 'id'].map((key) => ({ key, sql: sql.ref(key), isNumber: true }))
  return TABLES[table].identity.map((key) => {
    const column = TABLES[table].columns[columnIndex(table, key)]
    return { key, sql: column?.required ? sql.ref(key) : sql`coalesce(${sql.ref(key)}, '')`, isNumber: column?.type === 'day' }
  })
}

/** The condition that a record is the one of an identity, given in the order of the table's. */
export function identityCondition(table: TableKey, identity: readonly Value[]): Condition {
  const parts = TABLES[table].identity.map((key, index) => {
    const value = identity[index] ?? null
    return value === null ? sql`${sql.ref(key)} IS NULL` : sql`${sql.ref(key)} = ${value}`
  })
  return sql`(${sql.join(parts, sql` AND `)})`
}

/** The columns of a table's records, in their order: their cells are values. */
function columnsOf(table: TableKey): Expression<unknown> {
  return sql.join(TABLES[table].columns.map(({ key }) => sql.ref(key)))
}

function recordFrom([id, added, ...cells]: readonly Cell[]): CompanyRecord {
  return { id: Number(id), added: Number(added), values: cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)) }
}
