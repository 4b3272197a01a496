import { dayText, yearOf } from '../base/day.ts'
import { groupBy } from '../base/group-by.ts'
import { attendanceDays, type Period } from '../base/period.ts'
import type { Language, Place, Problem } from '../base/problem.ts'
import { unitsText } from '../base/rounding.ts'
import { sortedBy } from '../base/text-order.ts'
import { type AppraisalProblemCode, appraisalProblem } from '../domain/appraisal-problems.ts'
import { areHolidaysKnown, type Calendar, dayName, isNextDay } from '../domain/company/working-days.ts'
import { choiceTitle, TABLES, type TableKey } from '../domain/dataset/tables.ts'
import { classify } from '../domain/engineers/attendance.ts'
import { type AttendanceDay, eventsOf, farRecords, highestMark, marksOfOneDigit, twinReceipts } from '../store/book/odd-records.ts'
import type { Reader } from '../store/database/connection.ts'
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

/**
 * What looks odd in the records that a period is appraised from, though each is right by itself: the same receipt under two numbers,
 * forms of 1 to 5 on a scale of 100, marks of one digit, days far from all others, leave on running days, lateness on days off.
 * Warnings all: whoever knows the business decides. One statement a question, whatever the number of records.
 */
export async function oddRecords(asked: OddRecordsAsked): Promise<Problem[]> {
  const of = (table: TableKey, find: () => Promise<Problem[]>) => (asked.given.has(table) ? find() : [])
  return [
    ...(await of('collections', () => receiptsTwice(asked))),
    ...(await of('feedback', () => formsOffTheScale(asked, 'feedback'))),
    ...(await of('followups', () => formsOffTheScale(asked, 'followups'))),
    ...(await of('evaluations', () => lowMarks(asked))),
    ...(await of('attendance', () => runningLeave(asked))),
    ...(await of('attendance', () => eventsOnDaysOff(asked))),
    ...(await farDays(asked)),
  ]
}

async function receiptsTwice({ reader, book, beside, period, rules, place }: OddRecordsAsked): Promise<Problem[]> {
  const counted = (await twinReceipts(reader, beside === undefined ? [book] : [book, beside], period)).filter(
    ({ kind }) => !rules.readings.excludedKinds.includes(kind),
  )
  const alike = groupBy(counted, ({ day, client, rep, region, kind, amountFen }) =>
    JSON.stringify([day, client, rep, region, kind, String(amountFen)]),
  )
  return [...alike.values()].flatMap((twins) => {
    const numbers = [...new Set(twins.map(({ number }) => number))]
    const [first, ...others] = twins
    const second = others.findLast((twin) => twin.book === book) ?? twins.find((twin) => twin.book === book)
    if (numbers.length < 2 || !first || !second) return []
    const values = {
      records: numbers.join(', '),
      day: dayText(first.day),
      client: first.client,
      rep: first.rep ?? first.region ?? '-',
      amount: unitsText(first.amountFen, 2),
      difference: unitsText(first.amountFen * BigInt(numbers.length - 1), 2),
    }
    return [
      odd('receipt_should_be_entered_once', values, 'collections', second.number, 'amount', place?.('collections', second.row, 'amount')),
    ]
  })
}

/** The highest mark of a scale of five, in hundredths. */
const FIVE = 500

async function formsOffTheScale(
  { reader, book, period, rules, place }: OddRecordsAsked,
  table: 'feedback' | 'followups',
): Promise<Problem[]> {
  const isConverted = table === 'feedback' && rules.book.settings['service.customer-evaluation.scale'] !== '100'
  const highest = isConverted ? undefined : await highestMark(reader, book, table, period)
  if (highest === undefined || highest > FIVE) return []
  const remedy = REMEDIES[table]
  const values = {
    table,
    title: TABLES[table].title,
    period: period.text,
    highest: unitsText(BigInt(highest), 2),
    remedyZh: remedy.zh,
    remedyEn: remedy.en,
  }
  return [odd('marks_should_use_the_scale', values, table, period.text, undefined, place && withoutRow(place(table, 0)))]
}

const REMEDIES = {
  feedback: {
    zh: '如果反馈表是五分制，请设置 service.customer-evaluation.scale=5（命令行 --set service.customer-evaluation.scale=5）',
    en: 'If the form has five points, set service.customer-evaluation.scale=5 (--set service.customer-evaluation.scale=5)',
  },
  followups: { zh: '如果是五分制，请乘以 20 换算成百分制', en: 'If they are out of five, multiply them by 20' },
} as const

async function lowMarks({ reader, book, period, place }: OddRecordsAsked): Promise<Problem[]> {
  return (await marksOfOneDigit(reader, book, period)).map(({ engineer, evaluator, item, row, scoreHundredths }) => {
    const score = unitsText(scoreHundredths, 2)
    const values = {
      engineer,
      evaluator,
      item,
      itemTitle: choiceTitle('evaluations', 'item', item),
      score,
      tenfold: unitsText(scoreHundredths * 10n, 2),
    }
    const record = `${period.text} ${engineer} ${item} ${evaluator}`
    return odd('mark_should_have_two_digits', values, 'evaluations', record, 'score', place?.('evaluations', row, 'score'))
  })
}

async function runningLeave({ reader, book, period, rules, calendar, place }: OddRecordsAsked): Promise<Problem[]> {
  const kinds = rules.service.attendanceSettings.leaveKinds.split(',').filter(Boolean)
  const events = await eventsOf(reader, book, kinds, attendanceDays(period))
  return [...groupBy(events, ({ employee, kind }) => `${employee} ${kind}`).values()].flatMap((own) =>
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
      return odd(
        'leave_should_have_one_slip',
        values,
        'attendance',
        `${dayText(day)} ${employee}`,
        'kind',
        place?.('attendance', row, 'kind'),
      )
    }),
  )
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

async function eventsOnDaysOff({ reader, book, period, rules, calendar, place }: OddRecordsAsked): Promise<Problem[]> {
  const kinds = AT_THE_OFFICE.filter((kind) => classify(kind, rules.service.attendanceSettings) !== 'ignored')
  const events = await eventsOf(reader, book, kinds, attendanceDays(period))
  const off = events.filter(({ day }) => !calendar(day).isWorking)
  // On a weekend people may have a shift, so those are put together; on a holiday nobody is late.
  const weekends = off.filter(({ day }) => calendar(day).name === undefined)
  const holidays = groupBy(
    off.filter(({ day }) => calendar(day).name !== undefined),
    ({ employee }) => employee,
  )
  const problems = [
    ...[...holidays.values()].map((own) => offProblem('attendance_should_be_on_a_working_day', own, calendar, place)),
    ...(weekends.length > 0 ? [offProblem('weekend_attendance_should_be_meant', weekends, calendar, place)] : []),
  ]
  const unknown = events.find(({ day }) => !areHolidaysKnown(day, calendar))
  if (!unknown) return problems
  const year = String(yearOf(unknown.day))
  return [...problems, odd('public_holidays_should_be_known', { year, period: period.text }, 'attendance', period.text, 'date', undefined)]
}

/** Events that a message names. */
const MOST_NAMED = 10

function offProblem(
  code: 'attendance_should_be_on_a_working_day' | 'weekend_attendance_should_be_meant',
  events: readonly AttendanceDay[],
  calendar: Calendar,
  place: PlaceOf | undefined,
): Problem {
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
  return odd(code, values, 'attendance', `${dayText(day)} ${employee}`, 'date', place?.('attendance', row, 'date'))
}

async function farDays({ reader, book, given, period, place }: OddRecordsAsked): Promise<Problem[]> {
  const found = await farRecords(reader, book, given, period)
  if (!found) return []
  const between = { first: dayText(found.first), last: dayText(found.last) }
  return found.records.map(({ table, name, row, day }) => {
    const record = table === 'attendance' ? `${dayText(day)} ${name}` : name
    return odd(
      'day_should_be_near_the_others',
      { record, day: dayText(day), ...between },
      table,
      record,
      'date',
      place?.(table, row, 'date'),
    )
  })
}

function odd(
  code: AppraisalProblemCode,
  values: Readonly<Record<string, string>>,
  table: TableKey,
  record: string,
  column: string | undefined,
  place: Place | undefined,
): Problem {
  return appraisalProblem(code, values, {
    table,
    record,
    ...(column === undefined ? {} : { column }),
    ...(place === undefined ? {} : { place }),
  })
}

function withoutRow({ file, sheet }: Place): Place {
  return { file, sheet }
}
