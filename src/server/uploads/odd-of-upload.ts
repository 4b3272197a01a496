import { oddRecords, type PlaceOf } from '../../appraisal/odd-records.ts'
import { calendarOf } from '../../appraisal/working-calendar.ts'
import { periodFromText } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Pair } from '../../store/company-book/compare-staging.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import type { Service } from '../kernel/service.ts'

/** What looks odd in the records of an upload, by the rules and the calendar of the period that it is for; receipts beside those of the company. */
export async function oddOfUpload(
  service: Service,
  transaction: WriteTransaction,
  { company, staging }: Pair,
  given: ReadonlySet<TableKey>,
  text: string | undefined,
  place: PlaceOf,
): Promise<Problem[]> {
  const period = text === undefined ? undefined : periodFromText(text)
  const found = period && (await rulesOfPeriod(service, period))
  if (!period || !found?.ok) return []
  const calendar = await calendarOf(transaction, given.has('holidays') ? staging : company)
  return oddRecords({ reader: transaction, book: staging, beside: company, given, period, rules: found.rules, calendar, place })
}
