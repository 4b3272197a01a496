import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { findPeriod, type OpenedPeriod } from '../../store/aggregates/periods.ts'
import { newestDoneRun, type RunRow } from '../../store/aggregates/runs.ts'
import { type Actor, actorScope, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { viewedRun } from '../results/viewed-run.ts'

export interface BoardRun {
  readonly ok: true
  readonly opened: OpenedPeriod
  /** Undefined while there is none that the actor may see. */
  readonly run: RunRow | undefined
  /** Whether it is the one that people see. */
  readonly published: boolean
}

/**
 * The run that the bonus board shows: the published one; before that, for HR, finance and auditors, the newest that is done.
 * `run` asks for "published", "latest" or a run by its id. Problems: period_must_exist, and those of viewedRun for a run asked for.
 */
export async function boardRun(
  service: Service,
  actor: Actor,
  { period, run: asked }: { readonly period: Period; readonly run?: string | undefined },
): Promise<Answer<BoardRun>> {
  const opened = await findPeriod(service.store, period.text)
  if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
  const newest = actorScope(actor, 'run.read') === 'all' ? await newestDoneRun(service.store, period.text) : undefined
  const wanted =
    asked === 'latest' ? newest?.id : asked === 'published' ? opened.publishedRun : (asked ?? opened.publishedRun ?? newest?.id)
  if (wanted === undefined) return { ok: true, opened, run: undefined, published: false }
  const viewed = await viewedRun(service, actor, { period, run: wanted })
  if (!viewed.ok) return viewed
  return { ok: true, opened, run: viewed.run, published: wanted === opened.publishedRun }
}
