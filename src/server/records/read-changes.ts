import type { Answer } from '../../base/answer.ts'
import { type Change, type ChangeFilter, findChange, listChanges } from '../../store/company-book/changes.ts'
import type { ChangeCounts } from '../../store/company-book/commit-staging.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'

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
export const readChanges = useCase(
  'upload.read',
  async (service, _, filter: ChangeFilter): Promise<Answer<{ readonly ok: true; readonly changes: readonly Change[] }>> => {
    return { ok: true, changes: await listChanges(service.store, filter) }
  },
)

export const readChange = useCase(
  'upload.read',
  async (service, _, id: number): Promise<Answer<{ readonly ok: true; readonly change: ChangeView }>> => {
    const change = await findChange(service.store, id)
    if (!change) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `change ${id}` })] }
    return { ok: true, change: changeView(change) }
  },
)
