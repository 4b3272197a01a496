import type { Day } from '../../base/day.ts'
import type { Reader } from '../database/connection.ts'
import { collectionsByClient } from './clients-of-rep.ts'
import { type CollectionFilter, countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { wholeNumber } from './keyed-rows.ts'
import { type CollectionTotals, measuresOf } from './measure.ts'
import { ofRep } from './source-query.ts'

/** Counted collections on the days per region given and rep, those of movers per day too, in no particular order (S5c, POLICY A11). */
export async function collectionTotals(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  filter: CollectionFilter,
): Promise<CollectionTotals[]> {
  const counted = countedCollections(filter, 4)
  const rows = await reader.all(
    `SELECT region, credited_rep,
       CASE WHEN region IS NULL AND credited_rep IN (
         SELECT employee FROM postings WHERE book = $1 AND region IS NOT NULL AND "from" > $2 AND "from" <= $3) THEN date END,
       coalesce(sum(amount) FILTER (WHERE amount > 0), 0), coalesce(sum(amount) FILTER (WHERE amount < 0), 0)
     FROM collections WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${counted.condition}
     GROUP BY region, credited_rep, 3`,
    [book, first, last, ...counted.parameters],
  )
  return rows.map(([region, rep, day, receipts, refunds]) => ({
    region: typeof region === 'string' ? region : undefined,
    rep: typeof rep === 'string' ? rep : undefined,
    day: day === null || day === undefined ? undefined : (Number(day) as Day),
    receipts: wholeNumber(receipts),
    refunds: wholeNumber(refunds),
  }))
}

/** Net collections 回款净额 in fen per rep, whatever region the documents name. */
export function netCollectionsByRep(totals: readonly CollectionTotals[]): Map<string, bigint> {
  const net = new Map<string, bigint>()
  for (const { rep, receipts, refunds } of totals) {
    if (rep !== undefined) net.set(rep, (net.get(rep) ?? 0n) + receipts + refunds)
  }
  return net
}

export const COLLECTION_MEASURES = measuresOf(
  {
    byRep: async ({ reader, book, period, readings, collections }) =>
      netCollectionsByRep(collections ?? (await collectionTotals(reader, book, period, readings))),
    byClient: ({ reader, book, period, readings }, rep) => collectionsByClient(reader, book, period, readings, rep),
  },
  {
    netCollections: {
      title: { zh: '销售回款净额', en: 'Net collections' },
      unit: 'yuan',
      tables: ['collections'],
      of: (amount) => amount,
      records: ({ period, readings }, rep) => [ofRep('collections', rep, period, { counted: readings })],
    },
  },
)
