import { present } from '../../base/assert.ts'
import { yuanText } from '../../base/money.ts'
import { decimalText } from '../../base/rounding.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { RunRow } from '../../store/aggregates/runs.ts'
import { type SnapshotPerson, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import type { PersonOfTwo } from '../../store/aggregates/snapshots-compare.ts'
import { findCompanyBook } from '../../store/company-book/company-book.ts'
import { changesAbout, tablesChanged } from '../../store/company-book/runs-changes.ts'
import type { Measure } from '../../store/measures/measure.ts'
import type { Service } from '../kernel/service.ts'
import { type StoredRegion, storedRegionFrom } from '../runs/stored-region.ts'
import { rulesOfRun } from './run-rules.ts'

/** A fact that differs between two runs; null in the run that does not have it. */
export interface ChangedFact {
  /** As the workings name it; of the person's region "pool", "netCollections", "commission", "scoreTotal". */
  readonly fact: string
  readonly before: string | null
  readonly after: string | null
  /** The changes of the data between the runs that touched records of this person, or region, in the fact's tables. */
  readonly changes: readonly number[]
}

const OF_PERSON: Readonly<Record<string, readonly TableKey[]>> = {
  events: ['attendance'],
  forms: ['feedback'],
  attitudeSum: ['feedback'],
  resolutionSum: ['feedback'],
  dedicationSum: ['feedback'],
  onSiteAnswers: ['feedback'],
  onSiteSolved: ['feedback'],
  followUps: ['followups'],
  followUpSum: ['followups'],
  overallMark: ['evaluations'],
  onSiteRatings: ['evaluations'],
  decisions: ['decisions'],
  region: ['postings', 'employees', 'spells'],
}
const OF_REGION: Readonly<Record<string, readonly TableKey[]>> = {
  netCollections: ['collections'],
  commission: ['commissions'],
  pool: ['collections', 'commissions'],
  scoreTotal: [],
}

/** The columns that say whose a record is; a collection counts for its own rep, else the client's. */
const PERSON_COLUMN: Readonly<Partial<Record<TableKey, string>>> = {
  employees: 'number',
  postings: 'employee',
  spells: 'employee',
  pay_bases: 'employee',
  openings: 'rep',
  orders: 'rep',
  collections: 'credited_rep',
  receivables: 'rep',
  quotas: 'rep',
  expenses: 'rep',
  visits: 'rep',
  complaints: 'rep',
  opportunities: 'rep',
  attendance: 'employee',
  feedback: 'engineer',
  followups: 'engineer',
  evaluations: 'engineer',
  decisions: 'employee',
}

/** The tables that a fact of an engineer or a region is counted from, as `changedFacts` names it, and the column that says whose a record of each is. */
export function tablesOfFact(fact: string): readonly { readonly table: TableKey; readonly column: string }[] {
  const tables = OF_REGION[fact]?.map((table) => ({ table, column: 'region' }))
  return tables ?? (OF_PERSON[fact] ?? []).map((table) => ({ table, column: PERSON_COLUMN[table] ?? 'employee' }))
}

type Facts = ReadonlyMap<string, string>

function tablesOf(measures: Readonly<Record<string, Measure>>): Record<string, readonly TableKey[]> {
  return Object.fromEntries(Object.entries(measures).map(([name, { tables }]) => [name, tables]))
}

/** For each person the facts that differ between two runs, with the changes that touched them; some statements for all. */
export async function changedFacts(
  service: Service,
  runs: { readonly before: RunRow; readonly after: RunRow },
  people: readonly PersonOfTwo[],
): Promise<ChangedFact[][]> {
  const stored = { before: await regionsOfRun(service, runs.before), after: await regionsOfRun(service, runs.after) }
  const regions = { before: regionFacts(stored.before), after: regionFacts(stored.after) }
  const changes = await changeFinder(service, runs, people, [...stored.before, ...stored.after])
  const counted = {
    ...OF_PERSON,
    ...tablesOf((await rulesOfRun(service, runs.before)).measures),
    ...tablesOf((await rulesOfRun(service, runs.after)).measures),
  }
  return people.map(({ employee, kind, before, after }) => {
    const own = differing(personFacts(before), personFacts(after)).map((fact) => ({
      ...fact,
      changes: changes(counted[fact.fact] ?? [], employee),
    }))
    const region = (after ?? before)?.region
    if (kind === 'sales' || region === undefined || before?.bonus === after?.bonus) return own
    const pooled = differing(regions.before.get(before?.region ?? region), regions.after.get(after?.region ?? region))
    return [...own, ...pooled.map((fact) => ({ ...fact, changes: changes(OF_REGION[fact.fact] ?? [], employee, region) }))]
  })

  function differing(first: Facts | undefined, second: Facts | undefined): Omit<ChangedFact, 'changes'>[] {
    const names = [...new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])]
    return names
      .map((fact) => ({ fact, before: first?.get(fact) ?? null, after: second?.get(fact) ?? null }))
      .filter((fact) => fact.before !== fact.after)
  }
}

/** The stored facts of a person as text, by name; a fact without a figure is not in it. */
function personFacts(person: SnapshotPerson | undefined): Facts | undefined {
  if (!person) return undefined
  const { facts, decisions } = JSON.parse(person.facts) as { facts: Record<string, unknown>; decisions?: readonly unknown[] }
  const { employee: _, measures, ...others } = facts
  const named = Object.entries({
    ...others,
    ...(typeof measures === 'object' ? measures : {}),
    ...(decisions?.length ? { decisions } : {}),
  })
  const shown = named.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, shownFact(value)] as const]))
  return new Map([...shown, ['region', person.region]])
}

function shownFact(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

async function regionsOfRun(service: Service, run: RunRow): Promise<StoredRegion[]> {
  return (await snapshotRegions(service.store, run.id)).map(({ result }) => storedRegionFrom(result))
}

function regionFacts(regions: readonly StoredRegion[]): Map<string, Facts> {
  return new Map(
    regions.map(({ bonus }) => [
      bonus.region,
      new Map([
        ['netCollections', yuanText(bonus.netCollections)],
        ['pool', yuanText(bonus.pool)],
        ['scoreTotal', decimalText(bonus.scoreTotal, 2)],
        ...(bonus.commission === undefined ? [] : [['commission', yuanText(bonus.commission)] as const]),
      ]),
    ]),
  )
}

type FindChanges = (tables: readonly TableKey[], employee: string, region?: string) => number[]

/** Looks up the changes of all people and regions of a page at once: one statement a table that changed at all. */
async function changeFinder(
  service: Service,
  runs: { readonly before: RunRow; readonly after: RunRow },
  people: readonly PersonOfTwo[],
  stored: readonly StoredRegion[],
): Promise<FindChanges> {
  const [one, other] = [runs.before, runs.after].map((run) => present(run.asOfChange, 'A run that is done knows its change.'))
  const span = { after: Math.min(one ?? 0, other ?? 0), upTo: Math.max(one ?? 0, other ?? 0) }
  const company = await findCompanyBook(service.store)
  const byPerson = new Map<string, Map<string, number[]>>()
  const byRegion = new Map<string, Map<string, number[]>>()
  if (company && span.after < span.upTo && people.length > 0) {
    const employees = people.map(({ employee }) => employee)
    const regions = [...new Set(people.flatMap(({ before, after }) => [before?.region, after?.region]))].filter(
      (region) => region !== undefined,
    )
    const repRegions = regionsByRep(stored.filter(({ bonus }) => regions.includes(bonus.region)))
    for (const table of await tablesChanged(service.store, span)) {
      const column = PERSON_COLUMN[table]
      if (column) byPerson.set(table, await changesAbout(service.store, company.id, table, span, { column, values: employees }))
      if (table === 'collections' || table === 'commissions') {
        byRegion.set(table, await changesAbout(service.store, company.id, table, span, { column: 'region', values: regions }))
      }
      if (table === 'collections') {
        const unnamed = { column: 'credited_rep', values: [...repRegions.keys()], blank: 'region' }
        for (const [rep, list] of await changesAbout(service.store, company.id, table, span, unnamed)) {
          for (const region of repRegions.get(rep) ?? []) addTo(byRegion.get(table), region, list)
        }
      }
    }
  }
  return (tables, employee, region) => {
    const found = tables.flatMap(
      (table) => (region === undefined ? byPerson.get(table)?.get(employee) : byRegion.get(table)?.get(region)) ?? [],
    )
    return [...new Set(found)].sort((a, b) => a - b)
  }
}

/** The regions that a representative's collections count for where the documents name none. */
function regionsByRep(stored: readonly StoredRegion[]): Map<string, Set<string>> {
  const regions = new Map<string, Set<string>>()
  for (const { bonus, creditedReps } of stored) {
    for (const { rep } of creditedReps) regions.set(rep, (regions.get(rep) ?? new Set()).add(bonus.region))
  }
  return regions
}

function addTo(lists: Map<string, number[]> | undefined, key: string, more: readonly number[]): void {
  lists?.set(key, [...(lists.get(key) ?? []), ...more])
}
