import { assert, present } from '../base/assert.ts'
import { fen } from '../base/money.ts'
import type { Period } from '../base/period.ts'
import { sortedBy } from '../base/text-order.ts'
import type { CreditedRep } from '../domain/bonus/credited-rep.ts'
import type { RegionCollections } from '../domain/bonus/region-bonus.ts'
import type { Reader } from '../store/database/connection.ts'
import { collectionTotals } from '../store/measures/collection-totals.ts'
import type { CollectionTotals } from '../store/measures/measure.ts'
import type { PeopleOfPeriod } from './people-of-period.ts'
import type { Readings } from './rules-in-force.ts'

/** What a region collected, and whose documents count for it only because their representative belongs there. */
export interface CountedCollections extends RegionCollections {
  readonly creditedReps: readonly CreditedRep[]
}

/** Counted collections 回款 of the period by region: the document's own, else that of its representative on its day, or at home (POLICY A11). */
export async function regionCollections(
  reader: Reader,
  book: number,
  period: Period,
  readings: Readings,
  people: PeopleOfPeriod,
): Promise<Map<string, CountedCollections>> {
  return collectionsByRegion(await collectionTotals(reader, book, period, readings), people, readings)
}

/** The same from totals that were asked for already. */
export function collectionsByRegion(
  totals: readonly CollectionTotals[],
  people: PeopleOfPeriod,
  readings: Pick<Readings, 'regionOfReceipt'>,
): Map<string, CountedCollections> {
  const sums = new Map<string, RegionCollections>()
  const credited = new Map<string, Map<string, CreditedRep>>()
  for (const { region: given, receipts, refunds, ...total } of totals) {
    const place = given === undefined ? placeOf(total, people, readings) : undefined
    const region = given ?? present(place, 'A collection without a region was refused when it was read.').region
    const sum = sums.get(region)
    sums.set(region, { receipts: fen((sum?.receipts ?? 0n) + receipts), refunds: fen((sum?.refunds ?? 0n) + refunds) })
    if (!place) continue
    const reps = credited.get(region) ?? new Map<string, CreditedRep>()
    credited.set(region, reps.set(`${place.credited.first ?? ''} ${place.credited.rep}`, place.credited))
  }
  return new Map(
    [...sums].map(([region, sum]) => {
      const creditedReps = [...(credited.get(region)?.values() ?? [])].sort((a, b) => (a.first ?? 0) - (b.first ?? 0))
      return [region, { ...sum, creditedReps: sortedBy(creditedReps, ({ rep }) => rep) }]
    }),
  )
}

/** Where collections of a representative that name no region count, and as whose. */
function placeOf(
  { rep, day }: Pick<CollectionTotals, 'rep' | 'day'>,
  people: PeopleOfPeriod,
  { regionOfReceipt }: Pick<Readings, 'regionOfReceipt'>,
): { readonly region: string; readonly credited: CreditedRep } | undefined {
  if (rep === undefined) return undefined
  if (regionOfReceipt === 'home') {
    const region = people.homeOf(rep)
    return region === undefined ? undefined : { region, credited: { rep } }
  }
  const spans = people.spansOf(rep)
  const span = spans.find(({ first, last }) => day === undefined || (first <= day && day <= last))
  assert(day !== undefined || spans.length < 2, 'Collections of whoever moves are added up day by day.')
  return span && { region: span.region, credited: spans.length === 1 ? { rep } : { rep, first: span.first, last: span.last } }
}
