import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { endRun, findRun } from '../../store/aggregates/runs.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { runControl } from './run-control.ts'
import { runProblem } from './run-problems.ts'

/**
 * Cancels a run that is under way, at whatever it is; nothing of it is left but its row. Problems: thing_must_exist,
 * run_must_be_under_way (it was faster).
 */
export const cancelRun = useCase(
  'run.write',
  async (
    service,
    actor,
    { period, run }: { readonly period: Period; readonly run: string },
  ): Promise<Answer<{ readonly ok: true; readonly value: { readonly run: string } }>> => {
    const row = await findRun(service.store, run)
    if (row?.period !== period.text) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `run ${run}` })] }
    const control = runControl(service)
    // From here on it is cancelled, or was over before: either way it gets no leave to write any more.
    control.hold(run)
    const deed = { action: 'run.cancel', subject: `run ${run}`, period: period.text }
    const cancelled = await changing(service, actor, deed, async (transaction) => {
      const ended = await endRun(transaction, run, { state: 'cancelled', finished_at: service.now().toISOString() })
      if (ended) return { ok: true, value: { run } }
      const state = (await findRun(transaction, run))?.state ?? ''
      return { ok: false, problems: [runProblem('run_must_be_under_way', { run, state })] }
    })
    if (cancelled.ok) control.cancelled(run)
    return cancelled
  },
)
