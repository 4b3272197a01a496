import { z } from 'zod'
import { type Fen, fen, fenFromRational } from '../../base/money.ts'
import { snapshotFacts, snapshotRegions } from '../../store/aggregates/snapshots.ts'
import type { Store } from '../../store/open-store.ts'
import type { Service } from '../kernel/service.ts'
import { storedRegionFrom } from '../runs/stored-region.ts'
import { storedNumber, storedOptional } from '../runs/stored-values.ts'

/** What was due in a period and what of it was collected (S5b), summed over the representatives at home in a region. */
export interface CollectedOfDue {
  readonly due: Fen
  readonly collected: Fen
}

/** What the trend shows of one region of a run. */
export interface RegionCollections {
  readonly region: string
  readonly name: string
  readonly netCollections: Fen
  readonly pool: Fen
  /** Undefined where none of its representatives has the measures. */
  readonly owed: CollectedOfDue | undefined
}

const PEOPLE_A_READ = 500
/** Runs whose sums are kept at a time: some years of months. */
const RUNS_KEPT = 60

const measures = z.object({ dueAmount: storedOptional(storedNumber), dueCollected: storedOptional(storedNumber) })
const stored = z.object({ facts: z.object({ measures }) })

type Kept = Map<string, Promise<readonly RegionCollections[]>>
const kept = new WeakMap<Store, Kept>()

/**
 * Net collections, pool, due and collected of each region of a run, by code: from its snapshot, and from the measures that it
 * stored of its representatives. A run that is done never changes, so its sums are worked out once.
 */
export function collectionsOfRun(service: Service, run: string): Promise<readonly RegionCollections[]> {
  const sums: Kept = kept.get(service.store) ?? new Map()
  kept.set(service.store, sums)
  const found = sums.get(run) ?? addUp(service, run)
  sums.delete(run)
  sums.set(run, found)
  const [oldest] = sums.keys()
  if (sums.size > RUNS_KEPT && oldest !== undefined) sums.delete(oldest)
  // Sums that could not be read are read again when somebody asks next.
  found.catch(() => sums.delete(run))
  return found
}

async function addUp(service: Service, run: string): Promise<readonly RegionCollections[]> {
  const owed = await owedByRegion(service, run)
  return (await snapshotRegions(service.store, run)).map(({ result }) => {
    const { region, name, netCollections, pool } = storedRegionFrom(result).bonus
    return { region, name: name || region, netCollections, pool, owed: owed.get(region) }
  })
}

async function owedByRegion({ store }: Service, run: string): Promise<ReadonlyMap<string, CollectedOfDue>> {
  const sums = new Map<string, CollectedOfDue>()
  for (let after = ''; ; ) {
    const page = await snapshotFacts(store, run, 'sales', after, PEOPLE_A_READ)
    for (const { region, facts } of page) {
      const { dueAmount, dueCollected } = stored.parse(JSON.parse(facts)).facts.measures
      if (dueAmount === undefined || dueCollected === undefined) continue
      // Whole fen: receivables and collections have no smaller part.
      const own = { due: fenFromRational(dueAmount), collected: fenFromRational(dueCollected) }
      const before = sums.get(region)
      sums.set(region, before ? plus(before, own) : own)
    }
    const last = page.at(-1)
    if (page.length < PEOPLE_A_READ || last === undefined) return sums
    after = last.employee
  }
}

/** The sum of several regions; undefined of none. */
export function together(parts: readonly CollectedOfDue[]): CollectedOfDue | undefined {
  const [first, ...rest] = parts
  return first && rest.reduce(plus, first)
}

function plus(a: CollectedOfDue, b: CollectedOfDue): CollectedOfDue {
  return { due: fen(a.due + b.due), collected: fen(a.collected + b.collected) }
}
