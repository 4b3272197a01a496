import { assert } from '../../base/assert.ts'
import type { Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows, wholeNumber } from './keyed-rows.ts'

/** The feedback forms 客服反馈表 of one engineer on some days. Sums are in hundredths of a point. */
export interface FeedbackTotals {
  readonly forms: bigint
  readonly attitude: bigint
  readonly resolution: bigint
  readonly dedication: bigint
  /** Forms that say whether the problem was solved on site, and those that say it was (POLICY A9). */
  readonly onSiteAnswers: bigint
  readonly onSiteSolved: bigint
}

/** Feedback per service engineer on the days (5.1.2); nobody without a form is in it. */
export async function feedbackByEngineer(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, FeedbackTotals>> {
  const rows = await reader.all(
    `SELECT engineer, count(*), sum(attitude), sum(resolution), sum(dedication), count(solved_on_site), coalesce(sum(solved_on_site), 0)
     FROM feedback WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${AUDITED} GROUP BY engineer`,
    [book, first, last],
  )
  return keyedRows(rows, (forms = 0n, attitude = 0n, resolution = 0n, dedication = 0n, onSiteAnswers = 0n, onSiteSolved = 0n) => ({
    forms,
    attitude,
    resolution,
    dedication,
    onSiteAnswers,
    onSiteSolved,
  }))
}

export interface FollowupTotals {
  readonly followups: bigint
  /** In hundredths of a point. */
  readonly score: bigint
}

/** Follow-ups 后期反馈 per service engineer, by their own date (POLICY A10). */
export async function followupsByEngineer(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, FollowupTotals>> {
  const rows = await reader.all(
    `SELECT engineer, count(*), sum(score) FROM followups WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${AUDITED} GROUP BY engineer`,
    [book, first, last],
  )
  return keyedRows(rows, (followups = 0n, score = 0n) => ({ followups, score }))
}

export interface AttendanceEvent {
  readonly employee: string
  /** The English key, such as "late". */
  readonly kind: string
  readonly day: number
  readonly count: number
}

/** The attendance events 考勤事件 on the days, by employee, kind and day: few a person, and the remark names each. */
export async function attendanceEvents(reader: Reader, book: number, { first, last }: DayRange): Promise<AttendanceEvent[]> {
  const rows = await reader.all(
    `SELECT employee, kind, date, count FROM attendance WHERE book = $1 AND date BETWEEN $2 AND $3
     ORDER BY employee, kind, date, count`,
    [book, first, last],
  )
  return rows.map(([employee, kind, day, count]) => {
    assert(typeof employee === 'string' && typeof kind === 'string', 'An event has a person and a kind.')
    return { employee, kind, day: Number(wholeNumber(day)), count: Number(wholeNumber(count)) }
  })
}
