import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { type ListedPerson, listPeople as rowsOf } from '../../store/aggregates/people-list.ts'
import { useCase } from '../kernel/use-case.ts'
import { thisMonth } from '../records/list-records.ts'
import { recordReachOf } from '../records/reach-records.ts'

export interface PeopleFilter {
  /** The period that the home region is of; this month unless told. */
  readonly period: Period | undefined
  readonly search: string | undefined
  readonly position: string | undefined
  readonly region: string | undefined
  readonly withLeavers: boolean
  readonly after: string | undefined
  readonly limit: number
}

/** People by number with their home region in a period: everybody, those of a manager's regions in it, the engineers whom R&D rates, or oneself. */
export const listPeople = useCase(
  'record.read',
  async (
    service,
    actor,
    { period: asked, ...filter }: PeopleFilter,
  ): Promise<Answer<{ readonly ok: true; readonly people: readonly ListedPerson[] }>> => {
    const period = asked ?? (await thisMonth(service))
    const { base, engineers } = await recordReachOf(service, actor, period)
    const people = await rowsOf(service.store, {
      ...filter,
      first: period.first,
      last: period.last,
      within:
        base.kind === 'all'
          ? undefined
          : {
              regions: base.kind === 'regions' ? base.regions : [],
              employee: base.kind === 'own' ? base.employee : undefined,
              position: engineers ? 'service_engineer' : undefined,
            },
    })
    return { ok: true, people }
  },
)
