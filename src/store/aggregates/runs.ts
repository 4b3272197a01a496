import { assert } from '../../base/assert.ts'
import { RUN_STATES, type RunState } from '../../domain/states.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { quotedList } from '../database/record-columns.ts'
import type { WriteTransaction, Written } from '../trail/write.ts'

/** Why a run was made: to be published, or to learn what a closed period would come to today. */
export const RUN_PURPOSES = ['period', 'adjustment'] as const
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

const COLUMNS = [
  'id',
  'period',
  'state',
  'progress',
  'step',
  'started_by',
  'started_at',
  'finished_at',
  'as_of_change',
  'inputs_sha256',
  'result_sha256',
  'rules_sha256',
  'engine_version',
  'settings',
  'given',
  'rules',
  'problems',
  'summary',
  'error',
  'purpose',
] as const
const SELECT = `SELECT ${quotedList(COLUMNS)} FROM runs`

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
  const [row] = await reader.all(`${SELECT} WHERE id = $1`, [id])
  return row && runFrom(row)
}

/** The run that is under way for a period. */
export async function runUnderWay(reader: Reader, period: string): Promise<RunRow | undefined> {
  const [row] = await reader.all(`${SELECT} WHERE period = $1 AND state IN ('queued', 'running')`, [period])
  return row && runFrom(row)
}

/** Every run that is under way, of whatever period: after a start of the server, those that a crash left. */
export async function runsUnderWay(reader: Reader): Promise<RunRow[]> {
  return (await reader.all(`${SELECT} WHERE state IN ('queued', 'running') ORDER BY started_at, id`)).map(runFrom)
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
  const parameters: Parameter[] = [period]
  const older = page.after ? ` AND (started_at, id) < ($${parameters.push(page.after.startedAt)}, $${parameters.push(page.after.id)})` : ''
  const rows = await reader.all(
    `${SELECT} WHERE period = $1${older} ORDER BY started_at DESC, id DESC LIMIT ${Math.trunc(page.limit)}`,
    parameters,
  )
  return rows.map(runFrom)
}

/** The newest run of a period that is done, for one purpose. */
export async function newestDoneRun(reader: Reader, period: string, purpose: RunPurpose = 'period'): Promise<RunRow | undefined> {
  const [row] = await reader.all(
    `${SELECT} WHERE period = $1 AND state = 'done' AND purpose = $2 ORDER BY finished_at DESC, as_of_change DESC, id DESC LIMIT 1`,
    [period, purpose],
  )
  return row && runFrom(row)
}

/** Ends a run that is under way; answers false when it was over already, and then nothing is changed. */
export async function endRun(transaction: WriteTransaction, id: string, values: Readonly<Record<string, Written>>): Promise<boolean> {
  return (await transaction.update('runs', values, { id, state: 'running' })) === 1
}

/** The run whose snapshot people see, from `published` on. */
export async function publishedRunOf(reader: Reader, period: string): Promise<string | undefined> {
  const [row] = await reader.all('SELECT published_run FROM appraisal_periods WHERE text = $1', [period])
  return typeof row?.[0] === 'string' ? row[0] : undefined
}

function runFrom(cells: readonly Cell[]): RunRow {
  const cell = new Map(COLUMNS.map((column, index) => [column, cells[index] ?? null]))
  const text = (column: (typeof COLUMNS)[number]) => String(cell.get(column))
  const optional = (column: (typeof COLUMNS)[number]) => (cell.get(column) === null ? undefined : text(column))
  const state = RUN_STATES.find((known) => known === text('state'))
  const purpose = RUN_PURPOSES.find((known) => known === text('purpose'))
  assert(state !== undefined && purpose !== undefined, 'A run has a state and a purpose that we know.')
  return {
    id: text('id'),
    period: text('period'),
    state,
    progress: Number(cell.get('progress')),
    step: text('step'),
    startedBy: text('started_by'),
    startedAt: text('started_at'),
    finishedAt: optional('finished_at'),
    asOfChange: cell.get('as_of_change') === null ? undefined : Number(cell.get('as_of_change')),
    inputsSha256: optional('inputs_sha256'),
    resultSha256: optional('result_sha256'),
    rulesSha256: optional('rules_sha256'),
    engineVersion: text('engine_version'),
    settings: text('settings'),
    given: text('given'),
    rules: text('rules'),
    problems: text('problems'),
    summary: text('summary'),
    error: optional('error'),
    purpose,
  }
}
