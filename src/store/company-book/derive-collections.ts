import { quotedList, storedColumns } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'
import { makeKnown, retireReplaced, takeIn } from './move-records.ts'
import type { Pair } from './pair.ts'

/** The rep whose a client was on the day of a collection: by the latest handover 客户归属 on or before it, else as the clients table has it. */
const repOnTheDay = (collection: string) => `coalesce(
  (SELECT handed.rep FROM client_reps AS handed WHERE handed.book = $1 AND handed.client = ${collection}.client AND handed."from" <= ${collection}.date
     ORDER BY handed."from" DESC LIMIT 1),
  (SELECT named.rep FROM clients AS named WHERE named.book = $1 AND named.code = ${collection}.client))`
const REP = repOnTheDay('collections')
const INTERNAL = '(SELECT clients.internal FROM clients WHERE clients.book = $1 AND clients.code = collections.client)'

/**
 * Works out for staged collections the rep they count for and whether the client is internal, from the clients now in force.
 * Those that came with their clients have it already, and every write costs its indexes. Answers the numbers of some of
 * which nobody can tell the region: neither named nor through a rep.
 */
export async function deriveStaged(transaction: WriteTransaction, { company, staging }: Pair): Promise<string[]> {
  await transaction.all(
    `UPDATE collections SET credited_rep = coalesce(rep, ${REP}), client_internal = coalesce(${INTERNAL}, 0) WHERE book = $2
       AND (credited_rep IS DISTINCT FROM coalesce(rep, ${REP}) OR client_internal <> coalesce(${INTERNAL}, 0))`,
    [company, staging],
  )
  return withoutRegion(transaction, staging)
}

/**
 * Where a change gave a client another rep, whenever, or made it internal, its collections count for somebody else from now on: each
 * gets a new version, so that what older runs saw stays readable; what the change itself brought was worked out as it came. The staging
 * book must be empty of collections. Answers the numbers of some that have no region any more.
 */
export async function deriveAgain(transaction: WriteTransaction, pair: Pair, change: number): Promise<string[]> {
  const { company, staging } = pair
  const columns = storedColumns('collections').map(({ key }) => key)
  const own = columns.filter((key) => key !== 'credited_rep' && key !== 'client_internal')
  const derived = await transaction.all(
    `INSERT INTO collections (book, "row", ${quotedList(own)}, credited_rep, client_internal)
     SELECT ${Math.trunc(staging)}, kept."row", ${quotedList(own, 'kept')}, coalesce(kept.rep, ${repOnTheDay('kept')}), coalesce(client.internal, 0)
     FROM (SELECT code FROM clients WHERE book = $1 AND added = $3 UNION SELECT code FROM clients WHERE book = $2 AND retired = $3
       UNION SELECT client FROM client_reps WHERE book = $1 AND added = $3 UNION SELECT client FROM client_reps WHERE book = $2 AND retired = $3) AS touched
     CROSS JOIN collections AS kept
     LEFT JOIN clients AS client ON client.book = $1 AND client.code = touched.code
     WHERE kept.book = $1 AND kept.client = touched.code AND kept.added <> $3
       AND (kept.credited_rep IS DISTINCT FROM coalesce(kept.rep, ${repOnTheDay('kept')}) OR kept.client_internal <> coalesce(client.internal, 0))
     RETURNING 1`,
    [company, -company, change],
  )
  if (derived.length === 0) return []
  await makeKnown(transaction, 'collections', company, derived.length)
  const lost = await withoutRegion(transaction, staging)
  await retireReplaced(transaction, 'collections', pair, change)
  await takeIn(transaction, 'collections', pair, change)
  await makeKnown(transaction, 'collections', company, derived.length)
  return lost
}

async function withoutRegion(transaction: WriteTransaction, staging: number): Promise<string[]> {
  const rows = await transaction.all(
    `SELECT "number" FROM collections WHERE book = $1 AND region IS NULL AND credited_rep IS NULL ORDER BY "number" LIMIT 20`,
    [staging],
  )
  return rows.map(([number]) => String(number))
}
