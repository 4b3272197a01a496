import type { Day } from '../../base/day.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import type { HeldSpan } from './held-span.ts'
import { spansOfRemoved, spansOfStaged, spansOfTakingBack } from './held-spans.ts'
import type { Pair } from './pair.ts'
import { differs, sameIdentity, timeColumn } from './record-sql.ts'
import { slipDays } from './slip-days.ts'

/** How the records of one table stand to those in force. */
export interface Compared {
  readonly new: number
  readonly changed: number
  readonly same: number
}

/**
 * The same with the number of the newest change that brought one of the versions in force. Numbers of changes only grow, so two
 * comparisons of the same staged records agree in all of it only while nothing has touched any of them in between.
 */
export interface Comparison extends Compared {
  readonly newest: number
}

/** Compares the staged records of a table with those in force, by identity, in one statement. */
export async function compareStaging(reader: Reader, table: TableKey, { company, staging }: Pair): Promise<Comparison> {
  const [row = []] = await reader.all(
    `SELECT count(*) - count(kept.id), count(CASE WHEN kept.id IS NOT NULL AND ${differs(table, 'staged', 'kept')} THEN 1 END), count(*),
       coalesce(max(kept.added), 0)
     FROM ${quoted(table)} AS staged
     LEFT JOIN ${quoted(table)} AS kept ON kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}
     WHERE staged.book = ${Math.trunc(staging)}`,
  )
  const [added = 0, changed = 0, all = 0, newest = 0] = row.map(Number)
  return { new: added, changed, same: all - added - changed, newest }
}

/** The days (yyyymmdd) and periods that records carry. */
export interface Times {
  readonly days: ReadonlySet<number>
  /** Those of attendance apart: it may be kept by months of its own. */
  readonly attendanceDays: ReadonlySet<number>
  readonly periods: ReadonlySet<string>
  /** Those of quotas apart: a month's is of its quarter, half-year and year too. */
  readonly quotaPeriods: ReadonlySet<string>
  /** The days on which something else held of people or clients. */
  readonly spans: readonly HeldSpan[]
}

/** The days and periods of the staged records that are new or changed, and of the versions that changed ones replace. */
export async function touchedTimes(reader: Reader, tables: Iterable<TableKey>, { company, staging }: Pair): Promise<Times> {
  const times = noTimes()
  const all = [...tables]
  for (const table of all) {
    const time = timeColumn(table)
    if (!time) continue
    const key = quoted(time.key)
    const rows = await reader.all(
      `SELECT DISTINCT staged.${key}, kept.${key} FROM ${quoted(table)} AS staged
       LEFT JOIN ${quoted(table)} AS kept ON kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}
       WHERE staged.book = ${Math.trunc(staging)} AND (kept.id IS NULL OR ${differs(table, 'staged', 'kept')})`,
    )
    addTimes(table, rows.flat(), times)
    if (table === 'attendance') addTimes(table, await slipDays(reader, { company, staging }), times)
  }
  return { ...times, spans: await spansOfStaged(reader, all, { company, staging }) }
}

/** The days and periods of records in force, by their ids. */
export async function timesOf(reader: Reader, table: TableKey, company: number, ids: readonly number[]): Promise<Times> {
  const times = noTimes()
  const time = timeColumn(table)
  if (!time) return { ...times, spans: await spansOfRemoved(reader, table, company, ids) }
  if (ids.length === 0) return times
  const gone = `id IN (${ids.map(Math.trunc).join(', ')})`
  const rows = await reader.all(`SELECT DISTINCT ${quoted(time.key)} FROM ${quoted(table)} WHERE ${gone}`)
  addTimes(table, rows.flat(), times)
  if (table === 'attendance') addTimes(table, await slipDays(reader, { company, staging: NONE, gone }), times)
  return times
}

/** The days and periods of what a change brought and of what it had replaced, which is staged to come back. */
export async function timesOfTakingBack(
  reader: Reader,
  tables: Iterable<TableKey>,
  { company, staging }: Pair,
  taken: number,
): Promise<Times> {
  const times = noTimes()
  const all = [...tables]
  for (const table of all) {
    const time = timeColumn(table)
    if (!time) continue
    const rows = await reader.all(
      `SELECT DISTINCT ${quoted(time.key)} FROM ${quoted(table)} WHERE book = $1 OR (book IN ($2, $3) AND added = $4)`,
      [staging, company, -company, taken],
    )
    addTimes(table, rows.flat(), times)
    if (table === 'attendance') addTimes(table, await slipDays(reader, { company, staging, gone: `added = ${Math.trunc(taken)}` }), times)
  }
  return { ...times, spans: await spansOfTakingBack(reader, all, { company, staging }, taken) }
}

/** No book: nothing is staged. */
const NONE = 0

interface OpenTimes {
  readonly days: Set<number>
  readonly attendanceDays: Set<number>
  readonly periods: Set<string>
  readonly quotaPeriods: Set<string>
  readonly spans: readonly HeldSpan[]
}

function noTimes(): OpenTimes {
  return { days: new Set(), attendanceDays: new Set(), periods: new Set(), quotaPeriods: new Set(), spans: [] }
}

function addTimes(table: TableKey, cells: readonly (bigint | string | null)[], times: OpenTimes): void {
  for (const cell of cells) {
    if (typeof cell === 'bigint') (table === 'attendance' ? times.attendanceDays : times.days).add(Number(cell))
    else if (cell !== null) (table === 'quotas' ? times.quotaPeriods : times.periods).add(cell)
  }
}

/** All of several times together. */
export function joinedTimes(...all: readonly Times[]): Times {
  return {
    days: new Set(all.flatMap(({ days }) => [...days])),
    attendanceDays: new Set(all.flatMap(({ attendanceDays }) => [...attendanceDays])),
    periods: new Set(all.flatMap(({ periods }) => [...periods])),
    quotaPeriods: new Set(all.flatMap(({ quotaPeriods }) => [...quotaPeriods])),
    spans: all.flatMap(({ spans }) => [...spans]),
  }
}

/** A staged record of a document whose records in force have a line where this one has none, or the other way round. */
export interface OtherwiseLined {
  readonly table: TableKey
  readonly number: string
  readonly line: string | null
  readonly row: number
}

/** Some staged records whose documents are in force line by line, while they are not, or the other way round: they would count twice. */
export async function otherwiseLined(reader: Reader, tables: Iterable<TableKey>, { company, staging }: Pair): Promise<OtherwiseLined[]> {
  const found: OtherwiseLined[] = []
  for (const table of tables) {
    if (!TABLES[table].identity.includes('line')) continue
    const rows = await reader.all(
      `SELECT DISTINCT staged."number", staged.line, staged."row" FROM ${quoted(table)} AS staged CROSS JOIN ${quoted(table)} AS kept
       WHERE staged.book = ${Math.trunc(staging)} AND kept.book = ${Math.trunc(company)} AND kept."number" = staged."number"
         AND (kept.line IS NULL) <> (staged.line IS NULL)
       ORDER BY staged."row", staged."number", staged.line LIMIT 20`,
    )
    for (const [number, line, row] of rows) {
      found.push({ table, number: String(number), line: typeof line === 'string' ? line : null, row: Number(row) })
    }
  }
  return found
}

/** A staged spell of employment 任职期 that overlaps with another in force of the same person. */
export interface OverlappingSpell {
  readonly employee: string
  readonly from: Day
  readonly row: number
  /** The other, in force. */
  readonly kept: { readonly from: Day; readonly to: Day | undefined }
}

/** Some staged spells that overlap with one in force that stays (CONTRACT 5); within one file its reader looks. */
export async function overlappingSpells(reader: Reader, { company, staging }: Pair): Promise<OverlappingSpell[]> {
  const rows = await reader.all(
    `SELECT staged.employee, staged."from", staged."row", kept."from", kept."to" FROM spells AS staged CROSS JOIN spells AS kept
     WHERE staged.book = ${Math.trunc(staging)} AND kept.book = ${Math.trunc(company)} AND kept.employee = staged.employee AND kept."from" <> staged."from"
       AND (staged."to" IS NULL OR kept."from" <= staged."to") AND (kept."to" IS NULL OR staged."from" <= kept."to")
       AND NOT EXISTS (SELECT 1 FROM spells AS instead WHERE instead.book = ${Math.trunc(staging)} AND ${sameIdentity('spells', 'instead', 'kept')})
     ORDER BY staged.employee, staged."from" LIMIT 20`,
  )
  return rows.map(([employee, from, row, first, last]) => ({
    employee: String(employee),
    from: Number(from) as Day,
    row: Number(row),
    kept: { from: Number(first) as Day, to: last === null || last === undefined ? undefined : (Number(last) as Day) },
  }))
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
