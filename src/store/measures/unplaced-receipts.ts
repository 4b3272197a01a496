import type { Day } from '../../base/day.ts'
import type { UnplacedReceipts } from '../../domain/adjustment/held-then.ts'
import type { Reader } from '../database/connection.ts'
import { type CollectionFilter, countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { wholeNumber } from './keyed-rows.ts'

/** The collections on the days that name no region, by client, day and representative; those of internal clients too, and whether they count. */
export async function unplacedReceipts(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  filter: CollectionFilter,
): Promise<UnplacedReceipts[]> {
  const counted = countedCollections({ ...filter, excludeInternalClients: false }, 4)
  const rows = await reader.all(
    `SELECT client, date, rep, credited_rep, client_internal,
       coalesce(sum(amount) FILTER (WHERE amount > 0), 0), coalesce(sum(amount) FILTER (WHERE amount < 0), 0)
     FROM collections WHERE book = $1 AND date BETWEEN $2 AND $3 AND region IS NULL AND ${counted.condition}
     GROUP BY client, date, rep, credited_rep, client_internal`,
    [book, first, last, ...counted.parameters],
  )
  return rows.map(([client, day, recorded, rep, internal, receipts, refunds]) => ({
    client: String(client),
    day: Number(day) as Day,
    recorded: typeof recorded === 'string' ? recorded : undefined,
    rep: String(rep),
    counts: !(filter.excludeInternalClients && Number(internal) === 1),
    receipts: wholeNumber(receipts),
    refunds: wholeNumber(refunds),
  }))
}
