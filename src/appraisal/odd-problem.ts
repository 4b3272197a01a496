import { createHash } from 'node:crypto'
import { groupBy } from '../base/group-by.ts'
import type { Period } from '../base/period.ts'
import type { Place, Problem } from '../base/problem.ts'
import { byCodePoint } from '../base/text-order.ts'
import { type AppraisalProblemCode, appraisalProblem } from '../domain/appraisal-problems.ts'
import type { Calendar } from '../domain/company/working-days.ts'
import { type RecordValues, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import { recordsById } from '../store/book/odd-records.ts'
import type { Reader } from '../store/database/connection.ts'
import { effectWords, type Instead, type OddEffect } from './odd-effect.ts'
import type { RulesInForce } from './rules-in-force.ts'

/** Where a record stands in the user's files. */
export type PlaceOf = (table: TableKey, row: number, column?: string) => Place

export interface OddRecordsAsked {
  readonly reader: Reader
  readonly book: number
  /** Beside what the records will stand once an upload is committed: the company book. */
  readonly beside?: number | undefined
  readonly given: ReadonlySet<TableKey>
  readonly period: Period
  readonly rules: RulesInForce
  readonly calendar: Calendar
  readonly place?: PlaceOf | undefined
}

/** Something that looks odd, by the records that do. */
export interface FoundOdd {
  readonly code: AppraisalProblemCode
  readonly values: Readonly<Record<string, string>>
  readonly table: TableKey
  readonly record: string
  readonly column: string | undefined
  readonly place: Place | undefined
  /** Ids of its records in the database, of whichever book. */
  readonly ids: readonly number[]
  /** What the records would say otherwise; undefined where nobody can tell. */
  readonly instead?: Instead | undefined
}

/** What stands behind a warning of something odd 疑点, beside its words. */
export interface OddDetail {
  /** Names the entry wherever it is found again: its kind, and its records with what they say. */
  readonly key: string
  /** The period that its records are of; null where they are of none. */
  readonly period: string | null
  /** How many records it is about. */
  readonly count: number
  /** The first of them, with their values in the order of the table's columns. */
  readonly records: readonly { readonly table: TableKey; readonly values: RecordValues }[]
  /** The last change that brought one of them; null in a dataset. */
  readonly newest: number | null
  /** Null where it cannot be told. */
  readonly effect: OddEffect | null
}

/** Stored with runs and uploads as it is: plain data. */
export interface OddProblem extends Problem {
  readonly odd: OddDetail
}

/** Records that an entry lists. */
const MOST_LISTED = 20

/** The warning of something odd, with what names it and what it comes to. */
export async function oddProblem(
  reader: Reader,
  { code, values, table, record, column, place, ids, instead }: FoundOdd,
  period: string | null,
  tell?: (instead: Instead) => OddEffect,
): Promise<OddProblem> {
  const read = await recordsById(reader, table, ids)
  const effect = (instead && tell?.(instead)) ?? null
  const further = tell ? { furtherZh: effectWords(effect, 'zh'), furtherEn: effectWords(effect, 'en') } : {}
  const problem = appraisalProblem(
    code,
    { ...values, ...further },
    {
      table,
      record,
      ...(column === undefined ? {} : { column }),
      ...(place === undefined ? {} : { place }),
    },
  )
  // A record that is staged beside its version in force is one.
  const contents = groupBy(read, ({ values: own }) => contentOf(table, own))
  const sorted = [...contents].sort(([a], [b]) => byCodePoint(a, b))
  const newest = Math.max(...read.map(({ added }) => added))
  return {
    ...problem,
    odd: {
      key: keyOf(code, sorted.length > 0 ? sorted.map(([content]) => content) : [record]),
      period,
      count: sorted.length,
      records: sorted.slice(0, MOST_LISTED).flatMap(([, [first]]) => (first ? [{ table, values: first.values }] : [])),
      newest: Number.isFinite(newest) ? newest : null,
      effect,
    },
  }
}

export function keyOf(kind: string, parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, ...parts]))
    .digest('hex')
    .slice(0, 32)
}

/** What a record says, column by column; a column that came later and is blank changes nothing. */
export function contentOf(table: TableKey, values: RecordValues): string {
  const said = TABLES[table].columns.flatMap(({ key }, at) => (values[at] === null || values[at] === undefined ? [] : [[key, values[at]]]))
  return JSON.stringify([table, said])
}
