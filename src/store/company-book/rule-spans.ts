import { z } from 'zod'
import type { Day } from '../../base/day.ts'
import { attendanceDays, type Days, periodFromText } from '../../base/period.ts'
import { calendarFrom } from '../../domain/company/calendar-settings.ts'
import { type ParticipationRules, participationRules, probationUntil } from '../../domain/engineers/participation.ts'
import { employedIn, lastDayIn, type Spell } from '../../domain/people/employee.ts'
import type { Reader } from '../database/connection.ts'
import type { HeldSpan } from './held-span.ts'

const KEYS_AT_ONCE = 500
const SETTINGS = z.record(z.string(), z.string())

/** A period that people were shown, with what its rules take from facts that have no day in it. */
interface ShownRules extends Days {
  /** Its days of attendance, which can be others. */
  readonly attendance: Days
  readonly leavesOutInternal: boolean
  readonly participation: ParticipationRules
}

/** The periods that people were shown, with the rules that these were computed by. */
export async function shownRules(reader: Reader): Promise<ShownRules[]> {
  const shown = await reader.all(
    `SELECT shown.text, shown.first, shown.last, runs.settings FROM appraisal_periods AS shown JOIN runs ON runs.id = shown.published_run
     WHERE shown.state IN ('published', 'closed') ORDER BY shown.text`,
  )
  return shown.map(([text, first, last, json]) => {
    const settings = SETTINGS.parse(JSON.parse(String(json)))
    const days = { first: Number(first) as Day, last: Number(last) as Day }
    const period = periodFromText(String(text), calendarFrom(settings))
    return {
      ...days,
      attendance: period ? attendanceDays(period) : days,
      leavesOutInternal: settings['bonus.pool.internalClients'] === 'exclude',
      participation: participationRules((name) => settings[`bonus.split.${name}`]),
    }
  })
}

/**
 * The days on which receipts of clients count or no longer do, once these are or are not internal 内部客户: that has no day of its own, so
 * it reaches every period that leaves internal clients out (POLICY A11). By client.
 */
export async function internalSpans(
  reader: Reader,
  company: number,
  clients: readonly string[],
  shown: readonly ShownRules[],
): Promise<Map<string, HeldSpan[]>> {
  const found = new Map<string, HeldSpan[]>()
  for (const { first, last } of shown.filter(({ leavesOutInternal }) => leavesOutInternal)) {
    for (let from = 0; from < clients.length; from += KEYS_AT_ONCE) {
      const some = clients.slice(from, from + KEYS_AT_ONCE)
      const days = await reader.all(
        `SELECT DISTINCT client, date FROM collections WHERE book = $1 AND date BETWEEN $2 AND $3
           AND client IN (${some.map((_, at) => `$${at + 4}`).join(', ')})`,
        [company, first, last, ...some],
      )
      for (const [client, day] of days) {
        found.set(String(client), [...(found.get(String(client)) ?? []), { first: Number(day), last: Number(day) }])
      }
    }
  }
  return found
}

/** The last days of an engineer in the periods in which they are on probation 试用期 otherwise than before: the day of first hire reaches that far (POLICY A14). */
export function probationSpans(was: readonly Spell[], is: readonly Spell[], shown: readonly ShownRules[]): HeldSpan[] {
  return shown.flatMap((period) => {
    const { probation } = period.participation
    const until = (spells: readonly Spell[]) =>
      probation && employedIn({ spells }, period) ? probationUntil({ spells }, period, probation.from) : undefined
    if (until(was) === until(is)) return []
    return [was, is].map((spells) => lastDayIn({ spells }, period)).map((day) => ({ first: day, last: day }))
  })
}

/** The same day in each period whose split counts working days 工作日 of the calendar; a day that is of its attendance only stands as its nearest one. */
export function workingDaySpans(day: Day, shown: readonly ShownRules[]): HeldSpan[] {
  return shown.flatMap(({ first, last, attendance, participation: { days, leastDays, longAbsence } }) => {
    const isCounted = days === 'working' && (leastDays > 0 || longAbsence !== undefined)
    if (!isCounted || ![{ first, last }, attendance].some((span) => span.first <= day && day <= span.last)) return []
    const within = Math.min(Math.max(day, first), last)
    return [{ first: within, last: within }]
  })
}
