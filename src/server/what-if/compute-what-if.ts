import { tablesGiven } from '../../appraisal/appraise-book.ts'
import { rulesInForceFrom } from '../../appraisal/rules-in-force.ts'
import { appraiseTwice, type Side, type WhatIf } from '../../appraisal/what-if/appraise-twice.ts'
import { atOnce } from '../../appraisal/what-if/at-once.ts'
import { rememberingRecords } from '../../appraisal/what-if/remembering-records.ts'
import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import { periodFromText } from '../../base/period.ts'
import { calendarFrom } from '../../domain/company/calendar-settings.ts'
import type { ComparedPeriod } from '../../domain/what-if/compared.ts'
import { type Simulation, simulationOf } from '../../domain/what-if/simulation.ts'
import { findRun, publishedRunOf } from '../../store/aggregates/runs.ts'
import type { Book } from '../../store/book/book.ts'
import { bookHash } from '../../store/book/book-hash.ts'
import { asOfReader } from '../../store/company-book/as-of.ts'
import { lastChange } from '../../store/company-book/changes.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { type Records, recordsOf } from '../../store/database/records.ts'
import { openedPeriod } from '../kernel/company-calendar.ts'
import { type RunTerms, termsOfRun } from '../runs/terms-of-run.ts'
import type { WhatIfAsked } from './what-if-asked.ts'

export interface ComputedWhatIf {
  readonly ok: true
  readonly simulation: Simulation
  /** The last change of the data that it saw. */
  readonly asOfChange: number
}

/**
 * Tries a change on periods, on one consistent state of the database. A period with a published run is as it was then: by the rules and settings of that
 * run and the records as of its change, so that the side before is what people were paid. Another one is as a run would find it now. Problems: those of
 * rules and settings that do not fit, and of figures that no rule takes.
 */
export async function computeWhatIf(records: Records, rulesFolder: string, asked: WhatIfAsked): Promise<Answer<ComputedWhatIf>> {
  const opened = await Promise.all(asked.periods.map((text) => openedPeriod(records, text)))
  const first = Math.min(...opened.map((period) => period.first)) as Day
  const compared: ComparedPeriod[] = []
  const books: Book[] = []
  let language: WhatIf['language'] = 'zh'
  for (const text of asked.periods) {
    const run = await publishedRunOf(records, text)
    const terms = await termsOfRun(records, { period: text, rulesFolder, follows: run })
    if (!terms.ok) return terms
    const seen = await recordsThen(records, run, terms)
    const after = changedSide(terms, asked, seen.book, { rulesFolder, first })
    if (!after.ok) return after
    const before: Side = { period: terms.period, rules: terms.rules, book: seen.book, problems: [] }
    const { onIncomplete } = terms
    const found = await appraiseTwice({
      before,
      after: after.side,
      records: rememberingRecords(seen.records),
      onIncomplete,
      language: terms.language,
    })
    if (!found.ok) return found
    language = terms.language
    books.push(seen.book)
    compared.push(found.compared)
  }
  const [book] = books.slice(-1)
  if (!book) throw new RangeError('A what-if is of a period at least.')
  return {
    ok: true,
    simulation: simulationOf(compared, { before: book, after: book }, { language }),
    asOfChange: await lastChange(records),
  }
}

/** The records that a published run read, or those of today. */
async function recordsThen(records: Records, published: string | undefined, { period }: RunTerms) {
  const company = (await findCompanyBook(records)) ?? { id: 0, rows: {} }
  const run = published === undefined ? undefined : await findRun(records, published)
  if (!run?.inputsSha256) {
    const sha256 = await bookHash(records, company.id, tablesGiven(company))
    return { records, book: { ...company, sha256 }, period }
  }
  const then = recordsOf(asOfReader(records, company.id, run.asOfChange ?? 0))
  return { records: then, book: { id: company.id, rows: JSON.parse(run.given) as Book['rows'], sha256: run.inputsSha256 }, period }
}

function changedSide(
  { period, texts, settings }: RunTerms,
  asked: WhatIfAsked,
  book: Book,
  { rulesFolder, first }: { readonly rulesFolder: string; readonly first: Day },
): Answer<{ readonly ok: true; readonly side: Side }> {
  const own: Record<string, string> = { ...settings }
  for (const [key, value] of Object.entries(asked.settings)) {
    if (value === null) delete own[key]
    else own[key] = value
  }
  const tried = atOnce(texts, new Map([...texts, ...Object.entries(asked.texts)]), first)
  const days = periodFromText(period.text, calendarFrom(own)) ?? period
  const loaded = rulesInForceFrom(tried, rulesFolder, days, own)
  if (!loaded.ok) return loaded
  return { ok: true, side: { period: days, rules: loaded.rules, book, problems: [] } }
}
