import { dayText, yearOf } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import { attendanceDays } from '../base/period.ts'
import type { Language } from '../base/problem.ts'
import { sortedBy } from '../base/text-order.ts'
import { areHolidaysKnown, type Calendar, dayName, isNextDay } from '../domain/company/working-days.ts'
import { choiceTitle } from '../domain/dataset/tables.ts'
import { classify } from '../domain/engineers/attendance.ts'
import { type AttendanceDay, attendanceRows } from '../store/book/odd-records.ts'
import { eventsOfRows, slipsBegunBefore } from '../store/measures/service-by-engineer.ts'
import { eventsByKind } from './collect-service-facts.ts'
import type { Instead } from './odd-effect.ts'
import type { FoundOdd, OddRecordsAsked } from './odd-problem.ts'

/** The attendance of a period, and what people's facts would be with other rows of theirs. */
interface Attendance {
  readonly days: readonly AttendanceDay[]
  instead(employees: readonly string[], other: (day: AttendanceDay) => AttendanceDay | undefined): Instead
}

/** What looks odd in the attendance of a period: leave on running days without a slip, leave of one day by two slips, lateness and leave on days off. */
export async function oddAttendance(asked: OddRecordsAsked): Promise<FoundOdd[]> {
  const { reader, book, period } = asked
  const span = attendanceDays(period)
  const days = await attendanceRows(reader, book, span)
  const begun = days.some(({ slip }) => slip !== undefined) ? await slipsBegunBefore(reader, book, span) : []
  const byEmployee = groupBy(days, ({ employee }) => employee)
  const attendance: Attendance = {
    days,
    instead: (employees, other) => ({
      kind: 'facts',
      of: new Set(employees),
      facts: (facts) => {
        const own = (byEmployee.get(facts.employee) ?? []).flatMap((day) => other(day) ?? [])
        return { ...facts, events: eventsByKind(eventsOfRows(own, begun)) }
      },
    }),
  }
  return [...runningLeave(asked, attendance), ...leaveToldTwice(asked, attendance), ...eventsOnDaysOff(asked, attendance)]
}

function runningLeave({ rules, calendar, place }: OddRecordsAsked, { days, instead }: Attendance): FoundOdd[] {
  const kinds = rules.service.attendanceSettings.leaveKinds.split(',')
  const leave = days.filter(({ kind, slip }) => slip === undefined && kinds.includes(kind))
  return [...groupBy(leave, ({ employee, kind }) => `${employee} ${kind}`).values()].flatMap((own) =>
    runsOf(own, calendar).map((run) => {
      const { employee, kind, day, row } = run[0] as AttendanceDay
      const last = run.at(-1) as AttendanceDay
      const values = {
        employee,
        kind,
        kindTitle: choiceTitle('attendance', 'kind', kind),
        first: dayText(day),
        last: dayText(last.day),
        days: String(run.length),
      }
      const slip = `${day}-${last.day}`
      return {
        code: 'leave_should_have_one_slip' as const,
        values,
        table: 'attendance' as const,
        record: `${dayText(day)} ${employee}`,
        column: 'kind',
        place: place?.('attendance', row, 'kind'),
        ids: run.map(({ id }) => id),
        instead: instead([employee], (each) => (run.includes(each) ? { ...each, slip } : each)),
      }
    }),
  )
}

/** Leave of one person, kind and day under several slips, or one and none: two exports name the same slip otherwise, and it would count twice (A2). */
function leaveToldTwice({ rules, place }: OddRecordsAsked, { days, instead }: Attendance): FoundOdd[] {
  const kinds = rules.service.attendanceSettings.leaveKinds.split(',')
  const leave = days.filter(({ kind }) => kinds.includes(kind))
  return [...groupBy(leave, ({ employee, kind, day }) => `${employee} ${kind} ${day}`).values()].flatMap((group) => {
    const own = sortedBy(group, ({ slip = '' }) => slip)
    const slips = [...new Set(own.map(({ slip = '-' }) => slip))]
    const [first] = own
    if (!first || slips.length < 2) return []
    const { employee, kind, day, row } = first
    const values = {
      employee,
      kind,
      kindTitle: choiceTitle('attendance', 'kind', kind),
      day: dayText(day),
      slips: slips.join(', '),
      count: String(slips.length),
    }
    return [
      {
        code: 'leave_should_be_told_once' as const,
        values,
        table: 'attendance' as const,
        record: `${dayText(day)} ${employee}`,
        column: 'slip',
        place: place?.('attendance', row, 'slip'),
        ids: own.map(({ id }) => id),
        instead: instead([employee], (each) => (own.includes(each) && each !== own.at(-1) ? undefined : each)),
      },
    ]
  })
}

/** The runs of two and more among one person's days, each day the next after the one before or the next to work on. */
function runsOf(events: readonly AttendanceDay[], calendar: Calendar): AttendanceDay[][] {
  const runs: AttendanceDay[][] = []
  for (const event of events) {
    const before = runs.at(-1)?.at(-1)
    if (before && isNextDay(before.day, event.day, calendar)) runs.at(-1)?.push(event)
    else runs.push([event])
  }
  return runs.filter(({ length }) => length > 1)
}

/** What can happen at the office only: a client may well be served on a holiday. */
const AT_THE_OFFICE = ['late', 'early_leave', 'leave', 'sick_leave', 'absence', 'missing_punch', 'serious_late']

function eventsOnDaysOff(asked: OddRecordsAsked, attendance: Attendance): FoundOdd[] {
  const { period, rules, calendar } = asked
  const kinds = AT_THE_OFFICE.filter((kind) => classify(kind, rules.service.attendanceSettings) !== 'ignored')
  const events = attendance.days.filter(({ kind, slip }) => slip === undefined && kinds.includes(kind))
  const off = events.filter(({ day }) => !calendar(day).isWorking)
  // On a weekend people may have a shift, so those are put together; on a holiday nobody is late.
  const weekends = off.filter(({ day }) => calendar(day).name === undefined)
  const holidays = groupBy(
    off.filter(({ day }) => calendar(day).name !== undefined),
    ({ employee }) => employee,
  )
  const found = [
    ...[...holidays.values()].map((own) => daysOff('attendance_should_be_on_a_working_day', own, asked, attendance)),
    ...(weekends.length > 0 ? [daysOff('weekend_attendance_should_be_meant', weekends, asked, attendance)] : []),
  ]
  const unknown = events.find(({ day }) => !areHolidaysKnown(day, calendar))
  if (!unknown) return found
  const values = { year: String(yearOf(unknown.day)), period: period.text }
  const at = { table: 'attendance', record: period.text, column: 'date', place: undefined } as const
  return [...found, { code: 'public_holidays_should_be_known', values, ...at, ids: [] }]
}

/** Events that a message names. */
const MOST_NAMED = 10

function daysOff(
  code: 'attendance_should_be_on_a_working_day' | 'weekend_attendance_should_be_meant',
  events: readonly AttendanceDay[],
  { calendar, place }: OddRecordsAsked,
  { instead }: Attendance,
): FoundOdd {
  const listed = sortedBy(events, ({ day, employee, kind }) => `${day} ${employee} ${kind}`)
  const { employee, day, row } = listed[0] as AttendanceDay
  const named = (language: Language): string => {
    const words = listed.slice(0, MOST_NAMED).map((event) => {
      const kind = language === 'zh' ? choiceTitle('attendance', 'kind', event.kind) : event.kind
      return `${dayText(event.day)} ${dayName(event.day, calendar(event.day))[language]} ${event.employee} ${kind}`
    })
    return words.join(language === 'zh' ? '、' : ', ') + (listed.length > MOST_NAMED ? ' …' : '')
  }
  const values = { employee, count: String(events.length), eventsZh: named('zh'), eventsEn: named('en') }
  const gone = new Set(events)
  return {
    code,
    values,
    table: 'attendance',
    record: `${dayText(day)} ${employee}`,
    column: 'date',
    place: place?.('attendance', row, 'date'),
    ids: events.map(({ id }) => id),
    instead: instead(
      events.map((event) => event.employee),
      (each) => (gone.has(each) ? undefined : each),
    ),
  }
}
