import { assert } from '../../base/assert.ts'
import { groupBy } from '../../base/group-by.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { Cell, Reader } from '../database/connection.ts'
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
  /** The day it counts on, and every day up to the last that it reached over. */
  readonly day: number
  readonly days: readonly number[]
  readonly count: number
}

/** A row of attendance, as events are made of. */
export interface AttendanceRow {
  readonly employee: string
  readonly kind: string
  readonly day: number
  readonly count: number
  readonly slip: string | undefined
  readonly shift: string | undefined
}

/** The attendance events 考勤事件 on the days, by employee, kind and day: few a person, and the remark names each. */
export async function attendanceEvents(reader: Reader, book: number, days: DayRange): Promise<AttendanceEvent[]> {
  const rows = await reader.all(
    `SELECT employee, kind, date, count, slip, shift FROM attendance WHERE book = $1 AND date BETWEEN $2 AND $3
     ORDER BY employee, kind, date, count`,
    [book, days.first, days.last],
  )
  const found = rows.map(([employee, kind, day, count, slip, shift]): AttendanceRow => {
    assert(typeof employee === 'string' && typeof kind === 'string', 'An event has a person and a kind.')
    const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? undefined : String(cell))
    return { employee, kind, day: Number(wholeNumber(day)), count: Number(wholeNumber(count)), slip: text(slip), shift: text(shift) }
  })
  const hasSlips = found.some(({ slip }) => slip !== undefined)
  return eventsOfRows(found, hasSlips ? await slipsBegunBefore(reader, book, days) : [])
}

/**
 * The events that rows of attendance are, in the order of employee, kind, day and count.
 *
 * Rows of one person, kind and slip 单号 are one event, whatever its days (POLICY A2). It counts on its first day, so that leave which
 * reaches into the next month is taken off once, in the month it began in, and no later row changes a month that is over; `begunBefore`
 * are those that began before the days. A row without slip on a day of a slip of the same kind and shift is the same event once more (A6).
 */
export function eventsOfRows(found: readonly AttendanceRow[], begunBefore: readonly (readonly Cell[])[]): AttendanceEvent[] {
  const slipped = found.filter(({ slip }) => slip !== undefined)
  if (slipped.length === 0) return found.map(plainEvent)
  const placeOf = ({ employee, kind, day, shift }: AttendanceRow) => JSON.stringify([employee, kind, day, shift ?? null])
  const begun = new Set(begunBefore.map((slip) => JSON.stringify(slip)))
  const onSlips = new Set(slipped.map(placeOf))
  const slips = groupBy(slipped, ({ employee, kind, slip }) => JSON.stringify([employee, kind, slip]))
  return [
    ...found.filter((row) => row.slip === undefined && !onSlips.has(placeOf(row))).map(plainEvent),
    ...[...slips].flatMap(([slip, [event, ...more]]) =>
      event && !begun.has(slip) ? [{ ...plainEvent(event), count: 1, days: [...new Set([event, ...more].map(({ day }) => day))] }] : [],
    ),
  ].sort((a, b) => byCodePoint(a.employee, b.employee) || byCodePoint(a.kind, b.kind) || a.day - b.day)
}

/** The days on which somebody was away for one of the kinds, each once, in order: few a person. */
export async function daysAway(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  kinds: readonly string[],
): Promise<{ readonly employee: string; readonly day: number }[]> {
  if (kinds.length === 0) return []
  const rows = await reader.all(
    `SELECT DISTINCT employee, date FROM attendance
     WHERE book = $1 AND date BETWEEN $2 AND $3 AND kind IN (${kinds.map((_, index) => `$${index + 4}`).join(', ')})
     ORDER BY employee, date`,
    [book, first, last, ...kinds],
  )
  return rows.map(([employee, day]) => ({ employee: String(employee), day: Number(wholeNumber(day)) }))
}

function plainEvent({ employee, kind, day, count }: AttendanceRow): AttendanceEvent {
  return { employee, kind, day, days: [day], count }
}

/** The slips on the days, as person, kind and slip, that began before them. */
export async function slipsBegunBefore(reader: Reader, book: number, { first, last }: DayRange) {
  return reader.all(
    `SELECT employee, kind, slip FROM attendance WHERE book = $1 AND slip IS NOT NULL AND date <= $3
     GROUP BY slip, employee, kind HAVING min(date) < $2 AND max(date) >= $2`,
    [book, first, last],
  )
}
