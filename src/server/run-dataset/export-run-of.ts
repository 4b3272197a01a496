import { withStore } from '../../appraisal/appraise.ts'
import { SHIPPED_RULES } from '../../appraisal/shipped.ts'
import type { Answer } from '../../base/answer.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { commandLine } from '../audit/keep-trail.ts'
import type { Actor } from '../kernel/service.ts'
import type { ServerPlace } from '../operation/server-place.ts'
import type { ViewedRun } from '../results/viewed-run.ts'
import { exportRun } from './export-run.ts'

/** Writes the dataset of a run of a server's database into a folder; entered into the trail under the account on the machine. */
export async function exportRunOf(
  { database, dataFolder, trail }: ServerPlace,
  viewed: ViewedRun,
  folder: string,
): Promise<Answer<{ readonly ok: true; readonly run: RunRow }>> {
  const actor: Actor = { ...commandLine(), positions: ['auditor'] }
  return withStore(
    database,
    (store) => exportRun({ store, rulesFolder: SHIPPED_RULES, dataFolder, trail, now: () => new Date() }, actor, viewed, folder),
    { mustExist: true },
  )
}
