import { z } from 'zod'
import { add, type Rational, ZERO } from '../../../base/rational.ts'
import type { Store } from '../../../store/open-store.ts'
import { snapshotFacts } from '../../../store/snapshots.ts'
import { storedNumber, storedOptional } from '../runs/stored-values.ts'
import type { Service } from '../service.ts'

/** What was due in a period and what of it was collected (S5b), summed over the representatives at home in a region; in yuan. */
export interface CollectedOfDue {
  readonly due: Rational
  readonly collected: Rational
}

const PEOPLE_A_READ = 500
/** Runs whose sums are kept at a time: some years of months. */
const RUNS_KEPT = 60

const measures = z.object({ dueAmount: storedOptional(storedNumber), dueCollected: storedOptional(storedNumber) })
const stored = z.object({ facts: z.object({ measures }) })

const kept = new WeakMap<Store, Map<string, Promise<ReadonlyMap<string, CollectedOfDue>>>>()

/**
 * Due and collected by region code, from the measures that a run stored of its representatives; a region of whom none has the
 * measures is not in it. A run that is done never changes, so its sums are worked out once.
 */
export function collectionsOfRun(service: Service, run: string): Promise<ReadonlyMap<string, CollectedOfDue>> {
  const sums = kept.get(service.store) ?? new Map<string, Promise<ReadonlyMap<string, CollectedOfDue>>>()
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

async function addUp({ store }: Service, run: string): Promise<ReadonlyMap<string, CollectedOfDue>> {
  const sums = new Map<string, CollectedOfDue>()
  for (let after = ''; ; ) {
    const page = await snapshotFacts(store, run, 'sales', after, PEOPLE_A_READ)
    for (const { region, facts } of page) {
      const { dueAmount, dueCollected } = stored.parse(JSON.parse(facts)).facts.measures
      if (dueAmount === undefined || dueCollected === undefined) continue
      const { due, collected } = sums.get(region) ?? { due: ZERO, collected: ZERO }
      sums.set(region, { due: add(due, dueAmount), collected: add(collected, dueCollected) })
    }
    const last = page.at(-1)
    if (page.length < PEOPLE_A_READ || last === undefined) return sums
    after = last.employee
  }
}

/** The sum of several regions; undefined of none. */
export function together(parts: readonly CollectedOfDue[]): CollectedOfDue | undefined {
  if (parts.length === 0) return undefined
  return parts.reduce((sum, part) => ({ due: add(sum.due, part.due), collected: add(sum.collected, part.collected) }))
}
