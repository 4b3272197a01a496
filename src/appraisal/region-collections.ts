import { assert } from '../base/assert.ts'
import { fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import { byCodePoint } from '../base/text-order.ts'
import type { RegionCollections } from '../domain/bonus/region-bonus.ts'
import type { Reader } from '../store/database/connection.ts'
import { collectionTotals } from '../store/measures/collection-totals.ts'
import type { CollectionTotals } from '../store/measures/measure.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'
import type { Readings } from './rules-in-force.ts'

/** What a region collected, and whose documents count for it only because their representative is at home there. */
export interface CountedCollections extends RegionCollections {
  readonly creditedReps: readonly string[]
}

/** Counted collections 回款 of the period by region: the document's own, else the home region of its representative (POLICY A11). */
export async function regionCollections(
  reader: Reader,
  book: number,
  period: Period,
  readings: Readings,
  people: PeopleOfPeriod,
): Promise<Map<string, CountedCollections>> {
  return collectionsByRegion(await collectionTotals(reader, book, period, readings), people)
}

/** The same from totals that were asked for already. */
export function collectionsByRegion(totals: readonly CollectionTotals[], people: PeopleOfPeriod): Map<string, CountedCollections> {
  const regions = new Map<string, CountedCollections>()
  for (const { region: given, rep, receipts, refunds } of totals) {
    const region = given ?? (rep === undefined ? undefined : people.homeOf(rep))
    assert(region !== undefined, 'A collection without a region was refused when it was read.')
    const sum = regions.get(region)
    const credited = given === undefined && rep !== undefined ? [rep] : []
    regions.set(region, {
      receipts: fen((sum?.receipts ?? 0n) + receipts),
      refunds: fen((sum?.refunds ?? 0n) + refunds),
      creditedReps: [...(sum?.creditedReps ?? []), ...credited].sort(byCodePoint),
    })
  }
  return regions
}
