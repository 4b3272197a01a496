import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import { type RegionOfPeople, regionsOfPeople } from '../../store/aggregates/people-list.ts'
import { reaches } from '../kernel/reach.ts'
import { useCase } from '../kernel/use-case.ts'
import { thisMonth } from '../records/list-records.ts'
import { recordReachOf } from '../records/reach-records.ts'

/** The regions within reach in a period, by code, with who manages them and how many people have their home there. */
export const listRegionsOfPeople = useCase(
  'record.read',
  async (
    service,
    actor,
    asked: Period | undefined,
  ): Promise<Answer<{ readonly ok: true; readonly regions: readonly RegionOfPeople[] }>> => {
    const period = asked ?? (await thisMonth(service))
    const { base, engineers } = await recordReachOf(service, actor, period)
    const regions = await regionsOfPeople(service.store, period)
    const shown = regions.flatMap((region) => {
      if (reaches(base, { region: region.code })) return [region]
      return engineers ? [{ ...region, counts: engineersOf(region) }] : []
    })
    return { ok: true, regions: shown }
  },
)

function engineersOf({ counts }: RegionOfPeople): RegionOfPeople['counts'] {
  const { service_engineer: engineers } = counts
  return engineers === undefined ? {} : { service_engineer: engineers }
}
