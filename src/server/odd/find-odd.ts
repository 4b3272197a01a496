import { tablesGiven } from '../../appraisal/appraise-book.ts'
import { effectTeller } from '../../appraisal/odd-effect.ts'
import type { OddProblem } from '../../appraisal/odd-problem.ts'
import { oddProblems } from '../../appraisal/odd-records.ts'
import { serviceSide } from '../../appraisal/service-side.ts'
import { calendarOf } from '../../appraisal/working-calendar.ts'
import { byContent, type Problem } from '../../base/problem.ts'
import { byCodePoint } from '../../base/text-order.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import { listUploads, problemsOf } from '../../store/aggregates/uploads.ts'
import type { Book } from '../../store/book/book.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { rulesOfPeriod } from '../incomplete/rules-of-period.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import type { Service } from '../kernel/service.ts'
import { storedOddProblem } from './odd-detail.ts'
import { repeatedClients } from './repeated-clients.ts'

/** Something odd as it stands now, and the upload that it came with where that waits or is what it is about. */
export interface OddEntry {
  readonly problem: OddProblem
  readonly upload: string | undefined
  /** Of the upload; of records in force the change that brought the last of them tells. */
  readonly at: string | undefined
}

export interface OddAsked {
  /** Those of one period; else of every period that is not closed, and what is of none. */
  readonly period?: string | undefined
  /** Whether to compute what each comes to. */
  readonly effects: boolean
}

/** Uploads of which the list speaks, the newest. */
const MOST_UPLOADS = 200

/**
 * What looks odd now: in the records in force, period by period, in uploads that wait, and uploads that changed most of what was there. Found anew
 * each time, so that what was mended is gone; the same thing of an upload and of the records in force is one.
 */
export async function findOdd(service: Service, { period: only, effects }: OddAsked): Promise<OddEntry[]> {
  const { store } = service
  const book = await findCompanyBook(store)
  const entries = new Map<string, OddEntry>()
  const add = (problem: OddProblem, upload?: { readonly id: string; readonly at: string }) => {
    if (!entries.has(problem.odd.key)) entries.set(problem.odd.key, { problem, upload: upload?.id, at: upload?.at })
  }
  const periods = (await allPeriods(store)).filter(({ text, state }) => (only === undefined ? state !== 'closed' : text === only))
  for (const { text } of book ? periods : []) {
    for (const problem of book ? await oddOfPeriod(service, book, text, effects) : []) add(problem)
  }
  if (book && only === undefined) for (const problem of await repeatedClients(store, book.id)) add(problem)
  for (const upload of await listUploads(store, { period: only, limit: MOST_UPLOADS })) {
    const { state, period } = upload
    const isOpen = period === undefined || periods.some(({ text }) => text === period)
    if (state !== 'checked' && !(state === 'committed' && isOpen)) continue
    for (const problem of JSON.parse(await problemsOf(store, upload.id)) as readonly Problem[]) {
      const odd = storedOddProblem(problem)
      if (odd && (state === 'checked' || odd.code === 'upload_should_not_change_most_records')) add(odd, upload)
    }
  }
  return [...entries.values()].sort(
    (a, b) => byCodePoint(b.problem.odd.period ?? '', a.problem.odd.period ?? '') || byContent(a.problem, b.problem),
  )
}

/** What looks odd in the records in force of a period. */
export async function oddOfPeriod(service: Service, book: Book, text: string, effects: boolean): Promise<OddProblem[]> {
  const { store } = service
  const period = await companyPeriod(store, text)
  const found = period && (await rulesOfPeriod(service, period))
  if (!period || !found?.ok) return []
  const { rules, onIncomplete } = found
  const asked = { reader: store, book: book.id, given: tablesGiven(book), period, rules, calendar: await calendarOf(store, book.id) }
  const odd = await oddProblems(asked)
  if (!effects || odd.length === 0) return odd
  return oddProblems(asked, effectTeller(await serviceSide(store, book, period, rules, onIncomplete)))
}
