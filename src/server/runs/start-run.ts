import { randomUUID } from 'node:crypto'
import { engineVersion } from '../../appraisal/engine-version.ts'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { insertRun, publishedRunOf, type RunPurpose, runUnderWay } from '../../store/aggregates/runs.ts'
import { type Actor, changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { removedProblems } from '../retention/remove-old.ts'
import { runsOf } from './run-control.ts'
import { runProblem } from './run-problems.ts'

export interface StartRun {
  readonly period: Period
  /** To be published unless told; a closed period can only be computed to learn what it would come to today. */
  readonly purpose?: RunPurpose | undefined
}

/**
 * Begins a run 运算 of a period and answers its id at once; it computes off the request path. One at a time per period. For verbs that
 * have a run done as a part of what they may do: deciding an appeal, reviewing closed months.
 * Problems: period_must_exist, period_must_be_in_state, period_must_have_its_records, run_must_be_alone.
 */
export async function beginRun(
  service: Service,
  actor: Actor,
  { period, purpose = 'period' }: StartRun,
): Promise<Answer<{ readonly ok: true; readonly value: { readonly run: string } }>> {
  const run = randomUUID()
  const deed = { action: 'run.start', subject: `run ${run}`, period: period.text }
  const started = await changing(service, actor, deed, async (transaction) => {
    const found = await transaction.first('SELECT state FROM appraisal_periods WHERE text = $1', [period.text])
    if (!found) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    const state = String(found[0])
    if (state === 'closed' && purpose === 'period') {
      const values = { period: period.text, state, needed: 'collecting, evaluating, review, published' }
      return { ok: false, problems: [serviceProblem('period_must_be_in_state', values)] }
    }
    const removed = await removedProblems(service, transaction, period)
    if (removed.length > 0) return { ok: false, problems: removed }
    const other = await runUnderWay(transaction, period.text)
    if (other) return { ok: false, problems: [runProblem('run_must_be_alone', { period: period.text, run: other.id })] }
    await insertRun(transaction, {
      id: run,
      period: period.text,
      startedBy: actor.id,
      startedAt: service.now().toISOString(),
      engineVersion: engineVersion(),
      purpose,
    })
    return { ok: true, value: { run }, after: { purpose } }
  })
  if (started.ok) {
    const { address } = service.store
    const { rulesFolder, trail } = service
    const follows = purpose === 'adjustment' ? await publishedRunOf(service.store, period.text) : undefined
    const by = { id: actor.id, name: actor.name, address: actor.address }
    const begin = () => runsOf(service).start({ run, period: period.text, address, rulesFolder, trail, follows, actor: by })
    if (service.afterCommit) service.afterCommit(begin)
    else begin()
  }
  return started
}

/** The same for whoever may begin runs. */
export const startRun = useCase('run.write', beginRun)
