import { appraiseBook } from '../../appraisal/appraise-book.ts'
import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { PeriodState } from '../../domain/states.ts'
import { allPeriods, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import { publishedRunOf } from '../../store/aggregates/runs.ts'
import type { Upload } from '../../store/aggregates/uploads.ts'
import type { Book } from '../../store/book/book.ts'
import { afterCommitReader } from '../../store/company-book/after-commit.ts'
import type { Standing } from '../../store/company-book/apply-change.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import type { Pair } from '../../store/company-book/pair.ts'
import { openConsistentRecords } from '../../store/database/consistent-records.ts'
import { type Records, recordsOf } from '../../store/database/records.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import { SYSTEM } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { ruleChange } from '../records/change-rules.ts'
import { termsOfRun } from '../runs/terms-of-run.ts'
import { standingNow, tablesOfUpload } from '../uploads/plan-commit.ts'
import { type AppraisedFigures, changedFigures, figuresOf, type PersonEffect, type RegionEffect } from './compare-appraisals.ts'
import { waitingUpload } from './waiting-upload.ts'

/** Each is appraised twice: ten thousand people with 640,000 records take three seconds a period. */
const MOST_PERIODS = 3
const MOST_PEOPLE = 200

export interface PeriodEffect {
  readonly period: string
  readonly state: PeriodState
  readonly regions: readonly RegionEffect[]
  readonly people: readonly PersonEffect[]
  /** How many there are in all. */
  readonly peopleChanged: number
  /** Why a run could not be computed. */
  readonly problems: readonly Problem[]
}

/**
 * What runs after committing a waiting upload would find otherwise than runs before it: pools, scores, bonuses and points, each period
 * appraised twice by the engine of the runs on one consistent state, as it is and with the staged records taken in. Nothing is written. The periods
 * are those that are open, whose look-backs may reach any record, and the closed ones that its records are of, as a review would appraise
 * them; the latest few. Problems: thing_must_exist, upload_must_still_wait.
 */
export const effectOfUpload = useCase(
  'upload.read',
  async (
    { store, rulesFolder },
    _,
    id: string,
  ): Promise<Answer<{ readonly ok: true; readonly periods: readonly PeriodEffect[]; readonly others: readonly string[] }>> => {
    const consistent = await openConsistentRecords(store.address)
    try {
      const found = await waitingUpload(consistent, id)
      if (!found.ok) return found
      const { upload, pair } = found
      const standing = await standingNow(consistent, upload, pair)
      const reached = await periodsReached(consistent, upload, standing)
      const periods: PeriodEffect[] = []
      for (const period of reached.slice(0, MOST_PERIODS))
        periods.push(await effectOn(consistent, rulesFolder, { period, upload, pair, standing }))
      return { ok: true, periods, others: reached.slice(MOST_PERIODS).map(({ text }) => text) }
    } finally {
      await consistent.close()
    }
  },
)

/** The periods whose figures it may change, the latest first. Rows that reach a published one are not committed with it. */
async function periodsReached(records: Records, upload: Upload, { times }: Standing): Promise<OpenedPeriod[]> {
  const periods = (await allPeriods(records)).filter(({ state }) => state !== 'published')
  const calendar = await companyCalendar(records)
  const facts = { times, calendar, masterData: false, reason: 'given', wanted: undefined, correction: false }
  const ruling = ruleChange(SYSTEM, periods, facts)
  const reached = new Set(ruling.ok ? ruling.reaches : upload.counts.shown?.lateFor)
  return periods.filter(({ text, state }) => state !== 'closed' || reached.has(text)).sort((a, b) => b.last - a.last || b.first - a.first)
}

interface EffectAsked {
  readonly period: OpenedPeriod
  readonly upload: Upload
  readonly pair: Pair
  readonly standing: Standing
}

async function effectOn(records: Records, rulesFolder: string, { period, upload, pair, standing }: EffectAsked): Promise<PeriodEffect> {
  const { text, state } = period
  const none = { period: text, state, regions: [], people: [], peopleChanged: 0 }
  const follows = state === 'closed' ? await publishedRunOf(records, text) : undefined
  const terms = await termsOfRun(records, { period: text, rulesFolder, follows })
  if (!terms.ok) return { ...none, problems: terms.problems }
  const appraised = async (seen: Records, book: Pick<Book, 'id' | 'rows'>): Promise<Answer<{ ok: true; figures: AppraisedFigures }>> => {
    const { appraisal } = await appraiseBook({ ...terms, records: seen, book, problems: [] })
    const problems = appraisal.problems.filter(({ severity }) => severity === 'error')
    return problems.length > 0 ? { ok: false, problems } : { ok: true, figures: figuresOf(appraisal) }
  }
  const book = (await findCompanyBook(records)) ?? { id: pair.company, rows: {} }
  const tables = new Set(tablesOfUpload(upload))
  const after = await appraised(recordsOf(afterCommitReader(records, pair, tables)), { id: book.id, rows: rowsAfter(book.rows, standing) })
  if (!after.ok) return { ...none, problems: after.problems }
  const before = await appraised(records, book)
  const { people, regions } = changedFigures(before.ok ? before.figures : NOTHING, after.figures)
  return { period: text, state, regions, people: people.slice(0, MOST_PEOPLE), peopleChanged: people.length, problems: [] }
}

const NOTHING: AppraisedFigures = { people: new Map(), regions: new Map() }

/** The tables that the company would have, with how many records. */
function rowsAfter(rows: Book['rows'], { compared }: Standing): Book['rows'] {
  const after: Partial<Record<TableKey, number>> = { ...rows }
  for (const table of TABLE_KEYS) {
    const own = compared[table]
    if (own) after[table] = (rows[table] ?? 0) + own.new
  }
  return after
}
