import { oddRecords, type PlaceOf } from '../../appraisal/odd-records.ts'
import { calendarOf } from '../../appraisal/working-calendar.ts'
import type { Place, Problem } from '../../base/problem.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { massChanges } from '../../store/company-book/mass-changes.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import type { Service } from '../kernel/service.ts'
import { dataProblem } from '../records/data-problems.ts'

const WHAT = {
  day: { whatZh: '日期', whatEn: 'day' },
  person: { whatZh: '人员', whatEn: 'person' },
  sign: { whatZh: '金额的正负', whatEn: 'sign of the amount' },
} as const

/**
 * What looks odd in an upload beside what the company has: that it changes the day, the person or the sign of most records that are
 * there already; and what is odd in its records by themselves, by the rules and the calendar of the period that it is for.
 */
export async function oddOfUpload(
  service: Service,
  transaction: WriteTransaction,
  { company, staging }: Pair,
  given: ReadonlySet<TableKey>,
  text: string | undefined,
  place: PlaceOf,
): Promise<Problem[]> {
  const changes = (await massChanges(transaction, { company, staging }, given)).map(({ table, what, column, changed, known }) => {
    const values = { table, title: TABLES[table].title, column, changed: String(changed), known: String(known), ...WHAT[what] }
    return dataProblem('upload_should_not_change_most_records', values, { table, column, place: fileOf(place(table, 0, column)) })
  })
  const period = text === undefined ? undefined : await companyPeriod(transaction, text)
  const found = period && (await rulesOfPeriod(service, period))
  if (!period || !found?.ok) return changes
  const calendar = await calendarOf(transaction, given.has('holidays') ? staging : company)
  const asked = { reader: transaction, book: staging, beside: company, given, period, rules: found.rules, calendar, place }
  return [...changes, ...(await oddRecords(asked))]
}

function fileOf({ file, sheet }: Place): Place {
  return { file, sheet }
}
