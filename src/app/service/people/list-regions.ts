import type { Period } from '../../../base/period.ts'
import { type RegionOfPeople, regionsOfPeople } from '../../../store/people-list.ts'
import type { Answer } from '../../appraise.ts'
import { reaches, reachOf } from '../reach.ts'
import { thisMonth } from '../records/list-records.ts'
import { type Actor, allowed, type Service } from '../service.ts'

/** The regions within reach in a period, by code, with who manages them and how many people have their home there. */
export async function listRegionsOfPeople(
  service: Service,
  actor: Actor,
  asked: Period | undefined,
): Promise<Answer<{ readonly ok: true; readonly regions: readonly RegionOfPeople[] }>> {
  const permitted = allowed(actor, 'record.read')
  if (!permitted.ok) return permitted
  const period = asked ?? thisMonth(service)
  const reach = await reachOf(service, actor, 'record.read', period)
  const regions = await regionsOfPeople(service.store, period)
  return { ok: true, regions: regions.filter(({ code }) => reaches(reach, { region: code })) }
}
