import { keyOf, type OddProblem, type PlaceOf } from '../../appraisal/odd-problem.ts'
import { oddDayProblems, oddRecordProblems } from '../../appraisal/odd-records.ts'
import { calendarOf } from '../../appraisal/working-calendar.ts'
import { monthOfDay } from '../../base/period.ts'
import type { Place } from '../../base/problem.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { monthsOfRecords } from '../../store/book/odd-records.ts'
import { massChanges } from '../../store/company-book/mass-changes.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { companyCalendar, companyMonth, companyPeriod } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import type { Service } from '../kernel/service.ts'
import { dataProblem } from '../records/data-problems.ts'

const WHAT = {
  day: { whatZh: '日期', whatEn: 'day' },
  person: { whatZh: '人员', whatEn: 'person' },
  sign: { whatZh: '金额的正负', whatEn: 'sign of the amount' },
} as const

export interface OddUpload {
  /** Of its files. */
  readonly sha256: string
  readonly given: ReadonlySet<TableKey>
  /** The period that it is recorded in. */
  readonly period: string | undefined
  readonly place: PlaceOf
}

/**
 * What looks odd in an upload beside what the company has: that it changes the day, the person or the sign of most records that are
 * there already; and what is odd in its records by themselves, in every month that they fall in, by the rules and the calendar of that month.
 */
export async function oddOfUpload(
  service: Service,
  transaction: WriteTransaction,
  { company, staging }: Pair,
  { sha256, given, period: own, place }: OddUpload,
): Promise<OddProblem[]> {
  const problems = (await massChanges(transaction, { company, staging }, given)).map(
    ({ table, what, column, changed, known }): OddProblem => {
      const values = { table, title: TABLES[table].title, column, changed: String(changed), known: String(known), ...WHAT[what] }
      const problem = dataProblem('upload_should_not_change_most_records', values, {
        table,
        column,
        place: fileOf(place(table, 0, column)),
      })
      const key = keyOf(problem.code, [sha256, table, what])
      return { ...problem, odd: { key, period: null, count: changed, records: [], newest: null, effect: null } }
    },
  )
  const calendar = await calendarOf(transaction, given.has('holidays') ? staging : company)
  const asked = { reader: transaction, book: staging, beside: company, given, calendar, place }
  const months = await companyCalendar(transaction)
  // Attendance may be kept by months of its own.
  const keptBy = (table: TableKey) => (table === 'attendance' ? { ...months, months: months.attendance } : months)
  for (const text of await monthsOfRecords(transaction, staging, given, (day, table) => monthOfDay(day, keptBy(table)).text)) {
    const period = await companyPeriod(transaction, text)
    const found = period && (await rulesOfPeriod(service, period))
    if (period && found?.ok) problems.push(...(await oddRecordProblems({ ...asked, period, rules: found.rules })))
  }
  const about = own === undefined ? await companyMonth(transaction, await companyToday(service)) : await companyPeriod(transaction, own)
  return about ? [...problems, ...(await oddDayProblems({ ...asked, period: about }))] : problems
}

function fileOf({ file, sheet }: Place): Place {
  return { file, sheet }
}
