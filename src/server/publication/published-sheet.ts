import type { Answer } from '../../base/answer.ts'
import { findPeriod, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import { type PersonKind, type SnapshotPerson, snapshotPerson } from '../../store/aggregates/snapshots.ts'
import type { Reader } from '../../store/database/connection.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { publicationProblem } from './publication-problems.ts'

export interface SheetAsked {
  readonly period: string
  readonly employee: string
  /** Needed only for who is appraised as engineer and as representative. */
  readonly kind?: PersonKind | undefined
  /** The run whose sheet was read: nobody answers to a sheet they have not seen. */
  readonly run: string
}

export interface PublishedSheet {
  readonly ok: true
  readonly opened: OpenedPeriod
  readonly sheet: SnapshotPerson
}

/**
 * A sheet of a published period that is to be answered. Problems: period_must_exist, period_must_be_in_state, thing_must_exist,
 * sheet_must_be_the_published_one, sheet_kind_must_be_chosen.
 */
export async function publishedSheet(reader: Reader, { period, employee, kind, run }: SheetAsked): Promise<Answer<PublishedSheet>> {
  const found = await publishedPeriod(reader, period)
  if (!found.ok) return found
  if (found.run !== run) return { ok: false, problems: [publicationProblem('sheet_must_be_the_published_one', { run })] }
  const sheets = (await snapshotPerson(reader, run, employee)).filter((sheet) => kind === undefined || sheet.kind === kind)
  const [sheet] = sheets
  if (!sheet) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `sheet of ${employee} in ${period}` })] }
  if (sheets.length > 1) return { ok: false, problems: [publicationProblem('sheet_kind_must_be_chosen', { employee })] }
  return { ok: true, opened: found.opened, sheet }
}

/** A period in the state published, with its run. Problems: period_must_exist, period_must_be_in_state. */
export async function publishedPeriod(
  reader: Reader,
  period: string,
): Promise<Answer<{ readonly ok: true; readonly opened: OpenedPeriod; readonly run: string }>> {
  const opened = await findPeriod(reader, period)
  if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period })] }
  const run = opened.publishedRun
  if (opened.state !== 'published' || run === undefined) {
    return { ok: false, problems: [serviceProblem('period_must_be_in_state', { period, state: opened.state, needed: 'published' })] }
  }
  return { ok: true, opened, run }
}
