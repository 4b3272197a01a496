import type { RunRow } from '../../store/runs.ts'
import { type Answer, withStore } from '../appraise.ts'
import type { ServerPlace } from '../server-place.ts'
import { commandLine } from '../service/audit/keep-trail.ts'
import type { ViewedRun } from '../service/results/viewed-run.ts'
import { exportRun } from '../service/run-dataset/export-run.ts'
import type { Actor } from '../service/service.ts'
import { SHIPPED_RULES } from '../shipped.ts'

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
