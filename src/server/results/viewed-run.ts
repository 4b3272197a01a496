import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { findRun, publishedRunOf, type RunRow } from '../../store/aggregates/runs.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { runProblem } from '../runs/run-problems.ts'

/** A period and, for those who may read runs, one of its runs; without one the published run is meant. */
export interface ViewedRun {
  readonly period: Period
  readonly run?: string | undefined
}

/**
 * The run whose results somebody looks at. Everybody else than HR, finance and auditors sees the published run and no other:
 * what is still being reviewed is nobody's result yet. Problems: result_must_be_published, thing_must_exist, run_must_be_done.
 */
export async function viewedRun(
  service: Service,
  actor: Actor,
  { period, run }: ViewedRun,
): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> {
  const published = await publishedRunOf(service.store, period.text)
  const asked = run ?? published
  if (asked === undefined) return { ok: false, problems: [runProblem('result_must_be_published', { period: period.text })] }
  const found = await findRun(service.store, asked)
  const allowed = asked === published || actorScope(actor, 'run.read') === 'all'
  if (!found || found.period !== period.text || !allowed) {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `run ${asked}` })] }
  }
  if (found.state !== 'done') return { ok: false, problems: [runProblem('run_must_be_done', { run: asked, state: found.state })] }
  return { ok: true, run: found }
}
