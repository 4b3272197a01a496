import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { type SnapshotPerson, snapshotPerson } from '../../store/aggregates/snapshots.ts'
import { type Reach, reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { Permitted } from '../kernel/use-case.ts'
import { type ViewedRun, viewedRun } from './viewed-run.ts'

export interface PersonOfRun extends ViewedRun {
  readonly employee: string
}

/** A person of a snapshot within somebody's reach. */
export interface SeenPerson {
  readonly run: RunRow
  readonly period: Period
  /** As engineer, as representative, or both; never empty. */
  readonly rows: readonly SnapshotPerson[]
  /** How far the reader sees beyond this person. */
  readonly reach: Reach
}

/**
 * A person's part of a run, if the actor may see it; reading another's is entered into the audit trail as `action`. Problems:
 * those of viewedRun; thing_must_exist for somebody who is not in it and for somebody out of reach alike.
 */
export async function seenPerson(
  service: Service,
  actor: Permitted<'result.read'>,
  { period, run, employee }: PersonOfRun,
  action: string,
): Promise<Answer<{ readonly ok: true; readonly seen: SeenPerson }>> {
  const viewed = await viewedRun(service, actor, { period, run })
  if (!viewed.ok) return viewed
  const rows = await snapshotPerson(service.store, viewed.run.id, employee)
  const region = rows[0]?.region
  const wide = await reachOf(service, actor, period)
  // Somebody who stands in for a manager keeps the sight of their own result, whatever region that is in.
  const reach: Reach = reaches(wide, { employee, region }) ? wide : ownReach(actor, wide)
  if (region === undefined || !reaches(reach, { employee, region })) {
    return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `person ${employee} of run ${viewed.run.id}` })] }
  }
  if (employee !== actor.employee) {
    await recordReading(service, actor, { action, subject: `run ${viewed.run.id} person ${employee}`, period: period.text })
  }
  return { ok: true, seen: { run: viewed.run, period, rows, reach } }
}

function ownReach(actor: Actor, wide: Reach): Reach {
  return actor.employee === undefined || !actor.positions.includes('staff') ? wide : { kind: 'own', employee: actor.employee }
}
