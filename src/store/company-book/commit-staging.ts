import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { WriteTransaction } from '../trail/write.ts'
import { type Compared, type Comparison, compareStaging } from './compare-staging.ts'
import { deriveAgain, deriveStaged } from './derive-collections.ts'
import { countTable, dropSame, retireReplaced, takeMany } from './move-records.ts'
import type { Pair } from './pair.ts'

/** What a change did to one table. */
export interface TableCounts extends Compared {
  readonly removed: number
}
/** What a change did, and the numbers of collections of which nobody could tell the region afterwards. */
export interface Committed {
  readonly counts: ChangeCounts
  readonly withoutRegion: readonly string[]
}
export type ChangeCounts = Readonly<Partial<Record<TableKey, TableCounts>>>

/**
 * Puts the records of a staging book into force as a change: new ones are added, changed ones replace the version in force,
 * which is kept, and the same ones are left as they are. Every statement is over whole tables, from the staged records by
 * index into the company's: ten thousand into a million take a second or two. `tables` are those that were in the upload, with rows or not;
 * `known` is how they stand, where this transaction has found that out already.
 */
export async function commitStaging(
  transaction: WriteTransaction,
  pair: Pair,
  change: number,
  tables: ReadonlySet<TableKey>,
  known: Readonly<Partial<Record<TableKey, Comparison>>> = {},
): Promise<Committed> {
  const counts: Partial<Record<TableKey, TableCounts>> = {}
  const withoutRegion: string[] = []
  // People, places and clients stand before the collections that take their rep from a client in TABLE_KEYS.
  for (const table of TABLE_KEYS.filter((key) => tables.has(key))) {
    const { newest: _, ...compared } = known[table] ?? (await compareStaging(transaction, table, pair))
    if (compared.same > 0) await dropSame(transaction, table, pair)
    if (compared.changed > 0) await retireReplaced(transaction, table, pair, change)
    if (compared.new + compared.changed > 0) {
      if (table === 'collections') withoutRegion.push(...(await deriveStaged(transaction, pair)))
      await takeMany(transaction, table, pair, change, compared.new + compared.changed)
    }
    await countTable(transaction, pair.company, table, compared.new)
    counts[table] = { ...compared, removed: 0 }
  }
  if ([counts.clients, counts.client_reps].some((each) => each !== undefined && each.new + each.changed > 0)) {
    withoutRegion.push(...(await deriveAgain(transaction, pair, change)))
  }
  return { counts, withoutRegion }
}
