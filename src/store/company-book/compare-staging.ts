import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../connection.ts'
import { quoted } from '../record-columns.ts'
import { differs, sameIdentity, timeColumn } from './record-sql.ts'

/** A staging book 暂存账册 with the records of an upload or a single change, and the company book they are to go into. */
export interface Pair {
  readonly company: number
  readonly staging: number
}

/** How the records of one table stand to those in force. */
export interface Compared {
  readonly new: number
  readonly changed: number
  readonly same: number
}

/** Compares the staged records of a table with those in force, by identity, in one statement. */
export async function compareStaging(reader: Reader, table: TableKey, { company, staging }: Pair): Promise<Compared> {
  const [row = []] = await reader.all(
    `SELECT count(*) - count(kept.id), count(CASE WHEN kept.id IS NOT NULL AND ${differs(table, 'staged', 'kept')} THEN 1 END), count(*)
     FROM ${quoted(table)} AS staged
     LEFT JOIN ${quoted(table)} AS kept ON kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}
     WHERE staged.book = ${Math.trunc(staging)}`,
  )
  const [added, changed, all] = row.map(Number)
  return { new: added ?? 0, changed: changed ?? 0, same: (all ?? 0) - (added ?? 0) - (changed ?? 0) }
}

/** The days (yyyymmdd) and periods that records carry. */
export interface Times {
  readonly days: ReadonlySet<number>
  readonly periods: ReadonlySet<string>
}

/** The days and periods of the staged records that are new or changed, and of the versions that changed ones replace. */
export async function touchedTimes(reader: Reader, tables: Iterable<TableKey>, { company, staging }: Pair): Promise<Times> {
  const days = new Set<number>()
  const periods = new Set<string>()
  for (const table of tables) {
    const time = timeColumn(table)
    if (!time) continue
    const key = quoted(time.key)
    const rows = await reader.all(
      `SELECT DISTINCT staged.${key}, kept.${key} FROM ${quoted(table)} AS staged
       LEFT JOIN ${quoted(table)} AS kept ON kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}
       WHERE staged.book = ${Math.trunc(staging)} AND (kept.id IS NULL OR ${differs(table, 'staged', 'kept')})`,
    )
    addTimes(rows.flat(), { days, periods })
  }
  return { days, periods }
}

/** The days and periods of records in force, by their ids. */
export async function timesOf(reader: Reader, table: TableKey, ids: readonly number[]): Promise<Times> {
  const times = { days: new Set<number>(), periods: new Set<string>() }
  const time = timeColumn(table)
  if (!time || ids.length === 0) return times
  const rows = await reader.all(`SELECT DISTINCT ${quoted(time.key)} FROM ${quoted(table)} WHERE id IN (${ids.map(Math.trunc).join(', ')})`)
  addTimes(rows.flat(), times)
  return times
}

function addTimes(cells: readonly (bigint | string | null)[], times: { days: Set<number>; periods: Set<string> }): void {
  for (const cell of cells) {
    if (typeof cell === 'bigint') times.days.add(Number(cell))
    else if (cell !== null) times.periods.add(cell)
  }
}

export interface SecondMark {
  readonly period: string
  readonly engineer: string
  /** Who gave the mark that is in force. */
  readonly evaluator: string
  readonly row: number
}

/** Staged overall marks 综合评价 of people who have one of the same period from somebody else (POLICY A9). */
export async function secondMarks(reader: Reader, { company, staging }: Pair): Promise<SecondMark[]> {
  const rows = await reader.all(
    `SELECT staged.period, staged.engineer, kept.evaluator, staged."row"
     FROM evaluations AS staged CROSS JOIN evaluations AS kept
     WHERE staged.book = ${Math.trunc(staging)} AND kept.book = ${Math.trunc(company)} AND staged.item = 'overall' AND kept.item = 'overall'
       AND kept.period = staged.period AND kept.engineer = staged.engineer AND kept.evaluator <> staged.evaluator
     ORDER BY staged."row", staged.id`,
  )
  return rows.map(([period, engineer, evaluator, row]) => ({
    period: String(period),
    engineer: String(engineer),
    evaluator: String(evaluator),
    row: Number(row),
  }))
}
