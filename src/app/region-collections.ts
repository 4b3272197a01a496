import { assert } from '../base/assert.ts'
import { fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import type { RegionCollections } from '../domain/bonus/region-bonus.ts'
import { collectionTotals } from '../store/measures/collection-totals.ts'
import type { Store } from '../store/open-store.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'
import type { Readings } from './rules-in-force.ts'

/** Counted collections 回款 of the period by region: the document's own, else the home region of its representative (POLICY A11). */
export async function regionCollections(
  store: Store,
  book: number,
  period: Period,
  readings: Readings,
  people: PeopleOfPeriod,
): Promise<Map<string, RegionCollections>> {
  const regions = new Map<string, RegionCollections>()
  for (const { region: given, rep, receipts, refunds } of await collectionTotals(store, book, period, readings)) {
    const region = given ?? (rep === undefined ? undefined : people.homeOf(rep))
    assert(region !== undefined, 'A collection without a region was refused when it was read.')
    const sum = regions.get(region)
    regions.set(region, { receipts: fen((sum?.receipts ?? 0n) + receipts), refunds: fen((sum?.refunds ?? 0n) + refunds) })
  }
  return regions
}
