import { peopleOfPeriod } from '../../appraisal/people-of-period.ts'
import { assert, present } from '../../base/assert.ts'
import type { Period } from '../../base/period.ts'
import type { AppraisedEngineer, AppraisedPeriod } from '../../domain/adjustment/appraised-period.ts'
import type { HeldThen } from '../../domain/adjustment/held-then.ts'
import { type Employee, employedIn } from '../../domain/people/employee.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { snapshotFacts, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { asOfReader } from '../../store/company-book/as-of.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { aliasesInForce } from '../../store/company-book/references.ts'
import type { Reader } from '../../store/database/connection.ts'
import { recordsOf } from '../../store/database/records.ts'
import { unplacedReceipts } from '../../store/measures/unplaced-receipts.ts'
import type { Service } from '../kernel/service.ts'
import { rulesOfRun } from '../results/run-rules.ts'
import { periodOfRun, runView } from '../runs/read-runs.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { storedServiceFrom } from '../runs/stored-service.ts'

const PEOPLE_A_READ = 500

/** What a run paid and what that followed from, as its snapshot keeps it. */
export async function appraisedRun(service: Service, reader: Reader, run: RunRow): Promise<AppraisedPeriod> {
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
    held: await heldThen(service, reader, run),
  }
}

/** What the run took as holding in its period, from the company book as of its change. */
async function heldThen(service: Service, reader: Reader, run: RunRow): Promise<HeldThen> {
  const company = present(await findCompanyBook(reader), 'A run appraised the company book.')
  const period = periodOfRun(run, runView(service, run).settings)
  const asOf = asOfReader(reader, company.id, present(run.asOfChange, 'A run that is done knows its change.'))
  const records = recordsOf(asOf)
  const aliases = new Map((await aliasesInForce(asOf, company.id)).map(({ alias, client }) => [alias, client]))
  const { readings } = await rulesOfRun(service, run)
  // Names of regions are of no concern here, so no table is said to be given.
  const { employees, homeOf, spansOf } = await peopleOfPeriod(records, company.id, new Set(['regions']), period)
  return {
    of(number) {
      const employee = employees.get(number)
      const region = homeOf(number)
      return employee && region !== undefined
        ? { position: employee.position, region, employed: employedText(employee, period) }
        : undefined
    },
    regionOfReceipts: (rep, day) =>
      readings.regionOfReceipt === 'home' ? homeOf(rep) : spansOf(rep).find(({ first, last }) => first <= day && day <= last)?.region,
    receipts: await unplacedReceipts(records, company.id, period, readings),
    clientMeantBy: (code) => aliases.get(code) ?? code,
  }
}

function employedText(employee: Employee, period: Period): string {
  const within = employee.spells.filter((spell) => employedIn({ ...employee, spells: [spell] }, period))
  return within
    .map(({ from, to }) => [Math.max(from ?? period.first, period.first), Math.min(to ?? period.last, period.last)].join(' to '))
    .join(', ')
}
