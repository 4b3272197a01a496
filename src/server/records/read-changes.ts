import type { Answer } from '../../appraisal/appraise.ts'
import { type Change, type ChangeFilter, findChange, listChanges } from '../../store/company-book/changes.ts'
import type { ChangeCounts } from '../../store/company-book/commit-staging.ts'
import { type Actor, allowed, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'

/** A change as the API shows it. */
export interface ChangeView {
  readonly id: number
  readonly kind: Change['kind']
  readonly period: string | null
  readonly reason: string | null
  readonly at: string
  readonly by: string
  readonly upload: string | null
  readonly tables: ChangeCounts
  readonly takesBack: number | null
  readonly takenBack: boolean
  readonly lateFor: readonly string[]
}

export function changeView({ id, kind, period, reason, at, by, upload, counts, takesBack, takenBack, lateFor }: Change): ChangeView {
  return {
    id,
    kind,
    period: period ?? null,
    reason: reason ?? null,
    at,
    by,
    upload: upload ?? null,
    tables: counts,
    takesBack: takesBack ?? null,
    takenBack,
    lateFor,
  }
}

/** Changes of the company book, newest first. */
export async function readChanges(
  service: Service,
  actor: Actor,
  filter: ChangeFilter,
): Promise<Answer<{ readonly ok: true; readonly changes: readonly Change[] }>> {
  const permitted = allowed(actor, 'upload.read')
  if (!permitted.ok) return permitted
  return { ok: true, changes: await listChanges(service.store, filter) }
}

export async function readChange(
  service: Service,
  actor: Actor,
  id: number,
): Promise<Answer<{ readonly ok: true; readonly change: ChangeView }>> {
  const permitted = allowed(actor, 'upload.read')
  if (!permitted.ok) return permitted
  const change = await findChange(service.store, id)
  if (!change) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `change ${id}` })] }
  return { ok: true, change: changeView(change) }
}
