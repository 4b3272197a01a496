import type { RunRow } from '../../store/aggregates/runs.ts'
import { type SnapshotPerson, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import type { Service } from '../kernel/service.ts'
import { type StoredRegion, storedRegionFrom } from '../runs/stored-region.ts'
import { rulesOfRun } from './run-rules.ts'

/**
 * The regions whose pools are a person's business: where they are at home, and where they have a share. Only a company that
 * splits by days in post (POLICY A14) pays anybody in a region other than their own, so that usually one region is read.
 */
export async function regionsOfPerson(
  service: Service,
  run: RunRow,
  { employee, region }: Pick<SnapshotPerson, 'employee' | 'region'>,
): Promise<StoredRegion[]> {
  const { readings } = await rulesOfRun(service, run)
  const regions = await snapshotRegions(service.store, run.id, readings.participation.share === 'daysInPost' ? undefined : [region])
  return regions
    .map(({ result }) => storedRegionFrom(result))
    .filter(({ bonus }) => bonus.region === region || bonus.shares.some((share) => share.employee === employee))
}
