import { newestCorrection } from '../../../store/appeals.ts'
import { accountsWithSheet, lapseChanged } from '../../../store/confirmations.ts'
import { writeMessages } from '../../../store/messages.ts'
import { updatePeriod } from '../../../store/periods.ts'
import { findRun, newestDoneRun, type RunRow } from '../../../store/runs.ts'
import { snapshotRegions } from '../../../store/snapshots.ts'
import type { WriteTransaction } from '../../../store/write.ts'
import type { Answer } from '../../appraise.ts'
import { publishedPeriod } from '../confirmations/published-sheet.ts'
import { runProblem } from '../runs/run-problems.ts'
import { type Actor, allowed, changing, type Service } from '../service.ts'
import { serviceProblem } from '../service-problems.ts'
import { changedMessages } from './publication-messages.ts'
import { publicationProblem } from './publication-problems.ts'

export interface Republish {
  readonly period: string
  /** The run to publish; the newest that is done unless told. */
  readonly run?: string | undefined
}

export interface Republished {
  readonly period: string
  readonly run: string
  readonly before: string
  /** How many people see another score or share than before. */
  readonly changed: number
  /** How many confirmations and signatures lapsed. */
  readonly lapsed: number
}

/**
 * Makes the run after a correction the one that people see. Whoever's score or share differs is told, and what they confirmed
 * and their manager signed lapses; everybody else's stays. Problems: period_must_exist, period_must_be_in_state, thing_must_exist,
 * run_must_be_done, republished_run_must_be_newer, run_must_be_of_newest_data, region_must_not_be_held.
 */
export async function republish(
  service: Service,
  actor: Actor,
  { period, run: asked }: Republish,
): Promise<Answer<{ readonly ok: true; readonly value: Republished }>> {
  const permitted = allowed(actor, 'period.write')
  if (!permitted.ok) return permitted
  return changing(service, actor, { action: 'period.republish', subject: `period ${period}`, period }, async (transaction) => {
    const found = await publishedPeriod(transaction, period)
    if (!found.ok) return found
    const { opened, run: before } = found
    const chosen = await newerRun(transaction, period, before, asked)
    if (!chosen.ok) return chosen
    const { id: run } = chosen.run
    const at = service.now().toISOString()
    const people = await accountsWithSheet(transaction, run, before)
    const lapsed = await lapseChanged(transaction, period, run, at)
    await writeMessages(transaction, changedMessages(people, period, run), at)
    await updatePeriod(transaction, opened, { publishedRun: run })
    const changed = new Set(people.map(({ employee }) => employee)).size
    return { ok: true, value: { period, run, before, changed, lapsed }, before: { run: before }, after: { run, changed, lapsed } }
  })
}

async function newerRun(
  transaction: WriteTransaction,
  period: string,
  before: string,
  asked: string | undefined,
): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> {
  const run = asked === undefined ? await newestDoneRun(transaction, period) : await findRun(transaction, asked)
  if (!run || run.period !== period || run.purpose !== 'period') {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `run ${asked ?? ''} of ${period}` })] }
  }
  if (run.state !== 'done') return { ok: false, problems: [runProblem('run_must_be_done', { run: run.id, state: run.state })] }
  const shown = await findRun(transaction, before)
  if (run.id === before || (run.asOfChange ?? 0) < (shown?.asOfChange ?? 0)) {
    return { ok: false, problems: [publicationProblem('republished_run_must_be_newer', { period })] }
  }
  const correction = await newestCorrection(transaction, period)
  const held = (await snapshotRegions(transaction, run.id)).filter(({ status }) => status === 'held').map(({ region }) => region)
  const problems = [
    ...((run.asOfChange ?? 0) < correction ? [runProblem('run_must_be_of_newest_data', { run: run.id, change: String(correction) })] : []),
    ...(held.length > 0 ? [runProblem('region_must_not_be_held', { regions: held.join(', ') })] : []),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, run }
}
