import { assert } from '../../base/assert.ts'
import type { AppraisedEngineer, AppraisedPeriod } from '../../domain/adjustment/appraised-period.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { snapshotFacts, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import type { Reader } from '../../store/database/connection.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'

const PEOPLE_A_READ = 500

/** What a run paid and what that followed from, as its snapshot keeps it. */
export async function appraisedRun(reader: Reader, run: RunRow): Promise<AppraisedPeriod> {
  assert(run.state === 'done', 'Only a run that is done has a snapshot.')
  const people = new Map<string, AppraisedEngineer>()
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await snapshotFacts(reader, run.id, 'service', after, PEOPLE_A_READ)
    for (const { employee, facts } of page) people.set(employee, storedServiceFrom(facts))
    after = page.length < PEOPLE_A_READ ? undefined : page.at(-1)?.employee
  }
  const regions = await snapshotRegions(reader, run.id)
  return {
    engineVersion: run.engineVersion,
    people,
    regions: new Map(regions.map(({ region, result }) => [region, storedRegionFrom(result).bonus])),
  }
}
