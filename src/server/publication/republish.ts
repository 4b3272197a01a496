import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { accountsWithSheet, lapseChanged } from '../../store/aggregates/confirmations.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { updatePeriod } from '../../store/aggregates/periods.ts'
import { findRun, type RunRow } from '../../store/aggregates/runs.ts'
import type { Reader } from '../../store/database/connection.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { runToPublish } from '../runs/publish-guards.ts'
import { changedMessages } from './publication-messages.ts'
import { publicationProblem } from './publication-problems.ts'
import { publishedPeriod } from './published-sheet.ts'

export interface Republish {
  readonly period: Period
  /** The run to publish; the newest that is done unless told. */
  readonly run?: string | undefined
}

export interface Republished {
  readonly period: string
  readonly run: string
  readonly before: string
  /** How many people with an account see another score or share than before; all of them are told. */
  readonly changed: number
  /** How many confirmations and signatures lapsed. */
  readonly lapsed: number
}

/**
 * Makes the run after a correction the one that people see. Whoever's score or share differs is told, and what they confirmed
 * and their manager signed lapses; everybody else's stays. Problems: period_must_exist, period_must_be_in_state,
 * republished_run_must_be_newer, and those of runToPublish.
 */
export const republish = useCase(
  'period.write',
  async (service, actor, { period: of, run: asked }: Republish): Promise<Answer<{ readonly ok: true; readonly value: Republished }>> => {
    const { text: period } = of
    return changing(service, actor, { action: 'period.republish', subject: `period ${period}`, period }, async (transaction) => {
      const found = await publishedPeriod(transaction, period)
      if (!found.ok) return found
      const { opened, run: before } = found
      const chosen = await runToRepublish(transaction, of, before, asked)
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
  },
)

/** The run that may take the place of the published one; problems as of republish. */
export async function runToRepublish(
  reader: Reader,
  period: Period,
  before: string,
  asked: string | undefined,
): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> {
  const found = await runToPublish(reader, period, asked)
  const shown = await findRun(reader, before)
  if (!found.ok || (found.run.id !== before && (found.run.asOfChange ?? 0) >= (shown?.asOfChange ?? 0))) return found
  return { ok: false, problems: [publicationProblem('republished_run_must_be_newer', { period: period.text })] }
}
