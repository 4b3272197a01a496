import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { afterCommitReader } from './after-commit.ts'
import type { Pair } from './pair.ts'
import { timeColumn } from './record-sql.ts'

/** The columns of a table whose sums say something: money and quantities. */
export function measuredColumns(table: TableKey) {
  return TABLES[table].columns.filter(({ type }) => type === 'money' || type === 'quantity')
}

/** Staged records of one day or period, region and status. */
export interface StagedSum {
  /** A day as yyyymmdd, or the period that the records are written for. */
  readonly time: number | string
  readonly region: string | null
  /** Of documents that are audited; null of other tables. */
  readonly status: string | null
  readonly rows: number
  /** In the order of measuredColumns, in whole fen and millionths. */
  readonly sums: readonly bigint[]
}

/**
 * What the staged records of a table come to, added up by the database: by day or period, region and status. The region is the record's own, else
 * that of its representative on its day (of a period: the latest), of a receipt of whoever the client would be with. `tables` are those that
 * are staged. Nothing of a table without amounts or without a time.
 */
export async function stagedSums(reader: Reader, table: TableKey, pair: Pair, tables: ReadonlySet<TableKey>): Promise<StagedSum[]> {
  const time = timeColumn(table)
  const measured = measuredColumns(table)
  if (!time || measured.length === 0) return []
  const { columns } = TABLES[table]
  const own = columns.find(({ type }) => type === 'region')
  const rep = table === 'collections' ? 'credited_rep' : columns.find(({ type }) => type === 'employee')?.key
  const day = time.kind === 'day' ? `staged.${quoted(time.key)}` : String(LAST_DAY)
  const regions = [
    ...(own ? [`staged.${quoted(own.key)}`] : []),
    ...(rep === undefined ? [] : [regionOf(pair.company, `staged.${quoted(rep)}`, day)]),
  ]
  const region = regions.length === 0 ? 'NULL' : regions.length === 1 ? regions[0] : `coalesce(${regions.join(', ')})`
  const status = columns.some(({ key }) => key === 'status') ? 'staged.status' : 'NULL'
  const rows = await afterCommitReader(reader, pair, tables).all(
    `SELECT time, region, status, count(*), ${measured.map((_, index) => `sum(amount${index})`).join(', ')} FROM (
       SELECT staged.${quoted(time.key)} AS time, ${region} AS region, ${status} AS status, ${measured.map(({ key }, index) => `staged.${quoted(key)} AS amount${index}`).join(', ')}
       FROM ${quoted(table)} AS staged WHERE staged.book = ${Math.trunc(pair.staging)}) AS brought
     GROUP BY time, region, status`,
  )
  return rows.map(([when, where, state, count, ...sums]) => ({
    time: typeof when === 'bigint' ? Number(when) : String(when),
    region: typeof where === 'string' ? where : null,
    status: typeof state === 'string' ? state : null,
    rows: Number(count),
    sums: sums.map((sum) => BigInt(sum ?? 0)),
  }))
}

const LAST_DAY = 99_999_999

/** The region of a person on a day, as SQL. */
function regionOf(company: number, person: string, day: string): string {
  const book = Math.trunc(company)
  return `(SELECT coalesce(
    (SELECT posted.region FROM postings AS posted WHERE posted.book = ${book} AND posted.employee = listed."number" AND posted.region IS NOT NULL AND posted."from" <= ${day}
     ORDER BY posted."from" DESC LIMIT 1), listed.region)
    FROM employees AS listed WHERE listed.book = ${book} AND listed."number" = ${person})`
}
