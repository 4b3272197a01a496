import type { Problem } from '../../base/problem.ts'
import { endRun, findRun, runsUnderWay } from '../../store/aggregates/runs.ts'
import { changing, type Service, SYSTEM } from '../kernel/service.ts'
import { runProblem } from './run-problems.ts'

/** Marks a run that is under way as failed, with what ended it; one that is over stays as it is. */
export async function failRun(service: Service, run: string, problems: readonly Problem[]): Promise<void> {
  const row = await findRun(service.store, run)
  if (!row) return
  const error = problems.find((problem) => problem.severity === 'error')?.code ?? 'run_must_not_break'
  await changing(service, SYSTEM, { action: 'run.fail', subject: `run ${run}`, period: row.period }, async (transaction) => {
    const at = service.now().toISOString()
    const ended = await endRun(transaction, run, { state: 'failed', finished_at: at, error, problems: JSON.stringify(problems) })
    return ended ? { ok: true, value: undefined, after: { error } } : { ok: false, problems: [] }
  })
}

/**
 * Marks every run as failed that a crash left under way: nothing of it was written, its period is as it was, and it can be
 * started again. For the start of a server, before it answers anybody. Answers how many there were.
 */
export async function failInterruptedRuns(service: Service): Promise<number> {
  const interrupted = await runsUnderWay(service.store)
  for (const { id } of interrupted) await failRun(service, id, [runProblem('run_was_interrupted', { run: id })])
  return interrupted.length
}
