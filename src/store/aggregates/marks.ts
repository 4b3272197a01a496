import type { MarkItem } from '../../domain/engineers/mark-items.ts'
import type { Reader } from '../database/connection.ts'
import { among, asked, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** Which mark is meant: of whom, on what, and for whom it counts. */
export interface MarkKey {
  readonly period: string
  readonly engineer: string
  readonly item: MarkItem
  /** The employee number of the manager it counts for, also when a deputy gives it. */
  readonly evaluator: string
}

/** A mark 评分 as it is worked on. Submitted means that the same score and comment are an evaluation record in force. */
export interface Mark extends MarkKey {
  /** Hundredths of a point, 0 to 10000; undefined while only a comment is there. */
  readonly score: number | undefined
  readonly comment: string | undefined
  readonly state: 'draft' | 'submitted'
  /** Counts its changes, from 1. */
  readonly version: number
  readonly updatedAt: string
  /** Account id of who gave it last, and the name it has today: the manager or the deputy. */
  readonly updatedBy: string
  readonly updatedByName: string
}

export interface MarkFilter {
  readonly engineers?: readonly string[] | undefined
  readonly evaluators?: readonly string[] | undefined
  readonly item?: MarkItem | undefined
}

/** The marks of a period, by engineer, item and evaluator. */
export async function marksOf(reader: Reader, period: string, filter: MarkFilter = {}): Promise<Mark[]> {
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('marks')
      .leftJoin('accounts', 'accounts.id', 'marks.updated_by')
      .select(['marks.period', 'marks.engineer', 'marks.item', 'marks.evaluator', 'marks.score', 'marks.comment', 'marks.state'])
      .select(['marks.version', 'marks.updated_at as updatedAt', 'marks.updated_by as updatedBy', 'accounts.name as updatedByName'])
      .where((eb) =>
        eb.and([
          eb('marks.period', '=', period),
          ...asked(filter.engineers, (some) => among('marks.engineer', some)),
          ...asked(filter.evaluators, (some) => among('marks.evaluator', some)),
          ...asked(filter.item, (item) => eb('marks.item', '=', item)),
        ]),
      )
      .orderBy('marks.engineer')
      .orderBy('marks.item')
      .orderBy('marks.evaluator'),
  )
  return rows.map((row) => ({ ...row, updatedByName: row.updatedByName ?? row.updatedBy }))
}

export async function markOf(reader: Reader, { period, engineer, item, evaluator }: MarkKey): Promise<Mark | undefined> {
  return (await marksOf(reader, period, { engineers: [engineer], evaluators: [evaluator], item }))[0]
}

/** What of a mark is written; the version goes up by one with every writing. */
export type MarkContent = Pick<Mark, 'score' | 'comment' | 'state' | 'updatedAt' | 'updatedBy'>

/** Writes the next version of a mark, or its first; answers its version. */
export async function writeMark(
  transaction: WriteTransaction,
  { period, engineer, item, evaluator }: MarkKey,
  content: MarkContent,
  before: Mark | undefined,
): Promise<number> {
  const key = { period, engineer, item, evaluator }
  const version = (before?.version ?? 0) + 1
  const values = {
    score: content.score ?? null,
    comment: content.comment ?? null,
    state: content.state,
    version,
    updated_at: content.updatedAt,
    updated_by: content.updatedBy,
  }
  if (before) await transaction.update('marks', values, key)
  else await transaction.insert('marks', { ...key, ...values })
  return version
}
