import { assert } from '../../base/assert.ts'
import type { Appraisal } from '../../domain/appraisal.ts'
import { runPay } from '../../store/aggregates/run-pay.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { type PersonKind, type SnapshotPerson, snapshotFacts, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import type { Service } from '../kernel/service.ts'
import { periodOfRun, runView } from '../runs/read-runs.ts'
import { storedPayFrom } from '../runs/stored-pay.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { storedSalesFrom } from '../runs/stored-sales.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'

const PEOPLE_A_READ = 500

/**
 * The whole appraisal of a run as it was computed, read from its snapshot and from nothing else: what bonus sheets and the
 * payroll sheet are made from. With 10,000 people it takes some seconds; lists and sheets do not need it.
 */
export async function appraisalOfRun(service: Service, run: RunRow): Promise<Appraisal> {
  assert(run.state === 'done', 'Only a run that is done has a snapshot.')
  const { settings, problems } = runView(service, run)
  const engineers = await everybody(service, run.id, 'service')
  const representatives = await everybody(service, run.id, 'sales')
  const pay = storedPayFrom(await runPay(service.store, run.id))
  return {
    period: periodOfRun(run, settings),
    settings,
    service: engineers.map((person) => storedServiceFrom(person.facts).result),
    sales: representatives.map((person) => storedSalesFrom(person.facts).result),
    bonus: (await snapshotRegions(service.store, run.id)).map((region) => storedRegionFrom(region.result).bonus),
    ...(pay && { pay }),
    problems,
  }
}

async function everybody(service: Service, run: string, kind: PersonKind): Promise<SnapshotPerson[]> {
  const people: SnapshotPerson[] = []
  for (;;) {
    const page = await snapshotFacts(service.store, run, kind, people.at(-1)?.employee ?? '', PEOPLE_A_READ)
    people.push(...page)
    if (page.length < PEOPLE_A_READ) return people
  }
}
