import { tablesGiven } from '../../appraisal/appraise-book.ts'
import { type PeopleOfPeriod, peopleOfPeriod } from '../../appraisal/people-of-period.ts'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { findPeriod, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import type { Book } from '../../store/book/book.ts'
import { companyBook } from '../../store/company-book/company-book.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import { type RegionManagers, responsibleManagers } from '../kernel/region-managers.ts'
import type { Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'

/** An opened period with the people as they stand in it. */
export interface PeriodPeople {
  readonly period: Period
  readonly opened: OpenedPeriod
  readonly book: Book
  readonly people: PeopleOfPeriod
  /** Whom each region's open work falls to today. */
  readonly managers: RegionManagers
}

/** The people of an opened period from the company book; period_must_exist when it has not been opened. */
export async function periodPeople(service: Service, text: string): Promise<Answer<PeriodPeople & { readonly ok: true }>> {
  const period = await companyPeriod(service.store, text)
  const opened = period && (await findPeriod(service.store, text))
  if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: text })] }
  const book = await companyBook(service.store)
  const people = await peopleOfPeriod(service.store, book.id, tablesGiven(book), period)
  const managers = await responsibleManagers(service.store, period, await companyToday(service))
  return { ok: true, period, opened, book, people, managers }
}
