import type { Answer } from '../base/answer.ts'
import { type Period, periodFromText } from '../base/period.ts'
import type { Language, Problem } from '../base/problem.ts'
import { type ListedAppraisal, wholeAppraisal } from '../domain/appraisal.ts'
import { calendarFrom } from '../domain/company/calendar-settings.ts'
import type { OnIncomplete } from '../domain/engineers/score-engineer.ts'
import type { Book } from '../store/book/book.ts'
import { StoreError } from '../store/database/store-error.ts'
import { openStore, type Store } from '../store/open-store.ts'
import type { AppraisalFacts } from './appraisal-facts.ts'
import { appraiseBook } from './appraise-book.ts'
import { commandProblem } from './command-problems.ts'
import { hasErrors, type ImportedPlace, importDataset } from './import-dataset.ts'
import { profilesIn } from './profile-files.ts'
import { publishResult, type WorkbookWriter } from './publish-result.ts'
import { type ListedResult, listedResult } from './result-json.ts'
import { type RulesInForce, rulesInForce } from './rules-in-force.ts'
import { rulesUsed } from './rules-used.ts'
import { SHIPPED_RULES } from './shipped.ts'

export type Format = 'json' | 'xlsx'

export interface DeriveRequest {
  /** A folder of tables or one workbook. */
  readonly dataset: string
  /** Its days are those that the settings give its name. */
  readonly period: Period
  /** A rules folder; the shipped rules unless told. */
  readonly rules?: string | undefined
  /** Settings by key, over the rules' defaults. */
  readonly settings: Readonly<Record<string, string>>
  readonly onIncomplete: OnIncomplete
  readonly language: Language
  /** A database to keep the records in; a temporary one that is removed unless told. */
  readonly database?: string | undefined
  /** Files of kept mappings, for the exports of other programs among the dataset's files. */
  readonly profiles?: readonly string[] | undefined
  /** The company's name, first in every title of the workbooks; only where there are workbooks. */
  readonly company?: string | undefined
  readonly onProgress?: ((bytesRead: number, bytesTotal: number) => void) | undefined
}

export interface AppraiseRequest extends DeriveRequest {
  readonly out: string
  readonly formats: readonly Format[]
  /** Told when the figures are there and the workbooks are begun. */
  readonly onWriting?: (() => void) | undefined
}

export interface Derived {
  readonly ok: true
  readonly appraisal: ListedAppraisal
  readonly result: ListedResult
  readonly rules: RulesInForce
  /** Warnings, with their places in the user's files where they have one. */
  readonly problems: readonly Problem[]
}

/** Appraises one period of a dataset and writes result.json and the workbooks, all of it or nothing (CONTRACT section 2). */
export async function appraise(request: AppraiseRequest): Promise<Answer<Derived>> {
  // Workbooks walk the results several times; result.json alone takes them one by one.
  const hasWorkbooks = request.formats.includes('xlsx')
  const derived = hasWorkbooks
    ? await derivedWith(request, wholeAppraisal)
    : await derivedWith({ ...request, company: undefined }, (appraisal) => appraisal)
  if (!derived.ok) return derived
  try {
    const writer = hasWorkbooks ? await workbookWriter(derived, request) : undefined
    if (writer) request.onWriting?.()
    const result = await publishResult(request.out, derived.result, writer)
    return { ...derived, result }
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure) {
      return {
        ok: false,
        problems: [commandProblem('output_must_be_writable', { path: request.out, cause: String(failure.code) }, request.out)],
      }
    }
    throw failure
  }
}

/** The thirty files that write workbooks are loaded when there are workbooks to write. */
async function workbookWriter({ appraisal, rules }: Derived, { language, company }: AppraiseRequest): Promise<WorkbookWriter> {
  const { publishWorkbooks } = await import('./publish-workbooks.ts')
  return publishWorkbooks(appraisal, rules, language, company)
}

/** The result of one period of a dataset without writing anything. */
export async function derive(request: DeriveRequest): Promise<Answer<Derived>> {
  return derivedWith(request, wholeAppraisal)
}

async function derivedWith(request: DeriveRequest, taken: (appraisal: ListedAppraisal) => ListedAppraisal): Promise<Answer<Derived>> {
  return withAppraisal(request, async ({ book, rules, appraisal: listed }) => {
    const appraisal = taken(listed)
    const result = listedResult({
      appraisal,
      rules: rulesUsed(rules, appraisal.period),
      inputs: book,
      language: request.language,
      company: request.company,
    })
    return { ok: true, appraisal, result, rules, problems: appraisal.problems }
  })
}

/** An appraisal while its records are still at hand. */
export interface OpenAppraisal {
  readonly store: Store
  readonly book: Book
  readonly rules: RulesInForce
  readonly appraisal: ListedAppraisal
  readonly facts: AppraisalFacts
  readonly place: ImportedPlace
}

/** Reads and appraises one period of a dataset and hands it on with the store open, so that its records can be looked up. */
export async function withAppraisal<T>(request: DeriveRequest, use: (open: OpenAppraisal) => Promise<Answer<T>>): Promise<Answer<T>> {
  const period = periodFromText(request.period.text, calendarFrom(request.settings)) ?? request.period
  const loaded = await rulesInForce(request.rules ?? SHIPPED_RULES, period, request.settings)
  if (!loaded.ok) return loaded
  const { rules } = loaded
  const kept = await profilesIn(request.profiles ?? [])
  if (!kept.ok) return kept
  return withStore(request.database, async (store) => {
    const imported = await importDataset(request.dataset, store, {
      onProgress: request.onProgress,
      timeZone: rules.readings.timeZone,
      period,
      profiles: kept.profiles,
    })
    if (!imported.ok) return imported
    const { book, problems, place } = imported
    const { appraisal, facts } = await appraiseBook({ ...request, period, records: store, book, rules, problems, place })
    if (hasErrors(appraisal.problems)) return { ok: false, problems: appraisal.problems }
    return use({ store, book, rules, appraisal, facts, place })
  })
}

/** Opens the database for one use and closes it; what the database cannot do becomes a problem. */
export async function withStore<T>(
  database: string | undefined,
  use: (store: Store) => Promise<Answer<T>>,
  { mustExist = false }: { readonly mustExist?: boolean } = {},
): Promise<Answer<T>> {
  try {
    const store = await openStore(database, { folder: process.env.INIT_CWD ?? process.cwd(), mustExist })
    try {
      return await use(store)
    } finally {
      await store.close()
    }
  } catch (failure) {
    if (failure instanceof StoreError) return { ok: false, problems: [failure.problem] }
    throw failure
  }
}
