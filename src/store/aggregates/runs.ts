import type { RunState } from '../../domain/states.ts'
import type { Reader } from '../database/connection.ts'
import { asked, firstOf, rowsOf, tables } from '../database/query.ts'
import type { RowChange } from '../database/tables.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** Why a run was made: to be published, or to learn what a closed period would come to today. */
const RUN_PURPOSES = ['period', 'adjustment'] as const
export type RunPurpose = (typeof RUN_PURPOSES)[number]

/** One computation 运算 of a period; from `done` on the head of a snapshot 快照 that never changes. JSON is text as it is stored. */
export interface RunRow {
  readonly id: string
  readonly period: string
  readonly state: RunState
  readonly progress: number
  readonly step: string
  readonly startedBy: string
  readonly startedAt: string
  readonly finishedAt: string | undefined
  /** The last change of the company book it saw; 0 before the first. */
  readonly asOfChange: number | undefined
  readonly inputsSha256: string | undefined
  readonly resultSha256: string | undefined
  /** The rule texts it followed, in rule_texts. */
  readonly rulesSha256: string | undefined
  readonly engineVersion: string
  readonly settings: string
  /** Table to number of records, for every table that was in the data. */
  readonly given: string
  readonly rules: string
  readonly problems: string
  readonly summary: string
  /** The code of what ended it, when it failed. */
  readonly error: string | undefined
  readonly purpose: RunPurpose
}

const runs = tables
  .selectFrom('runs')
  .select(['id', 'period', 'state', 'progress', 'step', 'started_by as startedBy', 'started_at as startedAt', 'finished_at as finishedAt'])
  .select(['as_of_change as asOfChange', 'inputs_sha256 as inputsSha256', 'result_sha256 as resultSha256', 'rules_sha256 as rulesSha256'])
  .select(['engine_version as engineVersion', 'settings', 'given', 'rules', 'problems', 'summary', 'error', 'purpose'])
const underWay = runs.where('state', 'in', ['queued', 'running'])

export interface NewRun {
  readonly id: string
  readonly period: string
  readonly startedBy: string
  readonly startedAt: string
  readonly engineVersion: string
  readonly purpose: RunPurpose
}

export async function insertRun(transaction: WriteTransaction, run: NewRun): Promise<void> {
  await transaction.insert('runs', {
    id: run.id,
    period: run.period,
    state: 'running',
    step: 'waiting',
    started_by: run.startedBy,
    started_at: run.startedAt,
    engine_version: run.engineVersion,
    purpose: run.purpose,
  })
}

export async function findRun(reader: Reader, id: string): Promise<RunRow | undefined> {
  return firstOf(reader, runs.where('id', '=', id))
}

/** The run that is under way for a period. */
export async function runUnderWay(reader: Reader, period: string): Promise<RunRow | undefined> {
  return firstOf(reader, underWay.where('period', '=', period))
}

/** Every run that is under way, of whatever period: after a start of the server, those that a crash left. */
export async function runsUnderWay(reader: Reader): Promise<RunRow[]> {
  return rowsOf(reader, underWay.orderBy('started_at').orderBy('id'))
}

/** Where a list of runs was left: the run it ended with. */
export interface RunMark {
  readonly startedAt: string
  readonly id: string
}

/** Runs of a period, the newest first. */
export async function runsOfPeriod(
  reader: Reader,
  period: string,
  page: { readonly after?: RunMark | undefined; readonly limit: number },
): Promise<RunRow[]> {
  return rowsOf(
    reader,
    runs
      .where('period', '=', period)
      .where((eb) => eb.and(asked(page.after, ({ startedAt, id }) => eb(eb.refTuple('started_at', 'id'), '<', eb.tuple(startedAt, id)))))
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit),
  )
}

/** The newest run of a period that is done, for one purpose. */
export async function newestDoneRun(reader: Reader, period: string, purpose: RunPurpose = 'period'): Promise<RunRow | undefined> {
  const done = runs.where('period', '=', period).where('state', '=', 'done').where('purpose', '=', purpose)
  return firstOf(reader, done.orderBy('finished_at', 'desc').orderBy('as_of_change', 'desc').orderBy('id', 'desc').limit(1))
}

/** Ends a run that is under way; answers false when it was over already, and then nothing is changed. */
export async function endRun(transaction: WriteTransaction, id: string, values: RowChange<'runs'>): Promise<boolean> {
  return (await transaction.update('runs', values, { id, state: 'running' })) === 1
}

/** The run whose snapshot people see, from `published` on. */
export async function publishedRunOf(reader: Reader, period: string): Promise<string | undefined> {
  const row = await firstOf(reader, tables.selectFrom('appraisal_periods').select('published_run as run').where('text', '=', period))
  return row?.run
}
