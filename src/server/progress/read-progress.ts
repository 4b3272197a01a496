import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { type AppealCounts, appealCounts, markedEngineers, type SheetCounts, sheetCounts } from '../../store/aggregates/period-progress.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { newestDoneRun } from '../../store/aggregates/runs.ts'
import { periodDigest } from '../home/period-digest.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'

/** How far a period has come, in people. */
export interface Progress {
  readonly ok: true
  readonly engineers: number
  readonly representatives: number
  /** Engineers for whom no data are missing, or on whose missing data HR has decided. */
  readonly complete: number
  /** Engineers with an overall mark in force. */
  readonly marked: number
  /** The run that the sheets are counted of: the published one, else the newest that is done; null before any. */
  readonly run: string | null
  readonly isPublished: boolean
  readonly service: SheetCounts | null
  readonly sales: SheetCounts | null
  readonly appeals: AppealCounts
}

/** How far a period has come: who is there, complete, marked, computed, confirmed, signed. Problem: period_must_exist. */
export const readProgress = useCase('outstanding.read', async (service, _, { text }: Period): Promise<Answer<Progress>> => {
  const { store } = service
  const opened = await findPeriod(store, text)
  const digest = opened && (await periodDigest(service, text))
  if (!opened || !digest?.people) return { ok: false, problems: [serviceProblem('period_must_exist', { period: text })] }
  const { people, book } = digest.people
  const marked = await markedEngineers(store, book.id, text)
  const run = opened.publishedRun ?? (await newestDoneRun(store, text))?.id
  const sheets = run === undefined ? undefined : await sheetCounts(store, text, run)
  return {
    ok: true,
    engineers: people.engineers.length,
    representatives: people.representatives.length,
    complete: people.engineers.length - (await digest.held()),
    marked: people.engineers.filter(({ number }) => marked.has(number)).length,
    run: run ?? null,
    isPublished: opened.publishedRun !== undefined,
    service: sheets?.service ?? null,
    sales: sheets?.sales ?? null,
    appeals: await appealCounts(store, text),
  }
})
