import type { Answer } from '../../appraisal/appraise.ts'
import type { Period } from '../../base/period.ts'
import { type RegionOfPeople, regionsOfPeople } from '../../store/aggregates/people-list.ts'
import { reaches } from '../kernel/reach.ts'
import { type Actor, allowed, type Service } from '../kernel/service.ts'
import { thisMonth } from '../records/list-records.ts'
import { recordReachOf } from '../records/reach-records.ts'

/** The regions within reach in a period, by code, with who manages them and how many people have their home there. */
export async function listRegionsOfPeople(
  service: Service,
  actor: Actor,
  asked: Period | undefined,
): Promise<Answer<{ readonly ok: true; readonly regions: readonly RegionOfPeople[] }>> {
  const permitted = allowed(actor, 'record.read')
  if (!permitted.ok) return permitted
  const period = asked ?? thisMonth(service)
  const { base, engineers } = await recordReachOf(service, actor, 'record.read', period)
  const regions = await regionsOfPeople(service.store, period)
  const shown = regions.flatMap((region) => {
    if (reaches(base, { region: region.code })) return [region]
    return engineers ? [{ ...region, counts: engineersOf(region) }] : []
  })
  return { ok: true, regions: shown }
}

function engineersOf({ counts }: RegionOfPeople): RegionOfPeople['counts'] {
  const { service_engineer: engineers } = counts
  return engineers === undefined ? {} : { service_engineer: engineers }
}
