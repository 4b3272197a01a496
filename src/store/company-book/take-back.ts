import { type RecordValues, TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted, quotedList, storedColumns } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'
import { type Applied, conflictsOfStaged } from './apply-change.ts'
import type { Committed, TableCounts } from './commit-staging.ts'
import { timesOfTakingBack } from './compare-staging.ts'
import { deriveAgain, deriveStaged } from './derive-collections.ts'
import { countTable, makeKnown, takeIn, touchRetired } from './move-records.ts'
import type { Pair } from './pair.ts'
import { differs, sameIdentity } from './record-sql.ts'
import { aliasedClients, leftBehind } from './references.ts'

/** A record that a later change touched, so that the earlier one cannot be taken back alone. */
export interface TouchedLater {
  readonly table: TableKey
  readonly values: RecordValues
  readonly change: number
}

/**
 * The first records that no longer stand as the change left them, with the later change. A new version that only counts for
 * another rep, because the client's rep changed, is the same record still; so is one that was changed and put back.
 */
export async function touchedLater(
  reader: Reader,
  company: number,
  change: number,
  tables: Iterable<TableKey>,
): Promise<TouchedLater | undefined> {
  for (const table of tables) {
    const name = quoted(table)
    const columns = quotedList(
      TABLES[table].columns.map(({ key }) => key),
      'left_as',
    )
    const versions = `${name} AS later WHERE later.book IN ($1, $2) AND ${sameIdentity(table, 'later', 'left_as')}`
    const latest = `(SELECT max(CASE WHEN coalesce(later.retired, 0) > later.added THEN later.retired ELSE later.added END) FROM ${versions})`
    const [changed] = await reader.all(
      `SELECT ${latest}, ${columns} FROM ${name} AS left_as
       WHERE left_as.book IN ($1, $2) AND left_as.added = $3 AND NOT EXISTS (
         SELECT 1 FROM ${name} AS kept WHERE kept.book = $1 AND ${sameIdentity(table, 'kept', 'left_as')} AND NOT ${differs(table, 'kept', 'left_as')})
       ORDER BY left_as.id LIMIT 1`,
      [company, -company, change],
    )
    const [again] = changed
      ? [changed]
      : await reader.all(
          `SELECT ${latest}, ${columns} FROM ${name} AS left_as
           WHERE left_as.book = $2 AND left_as.retired = $3
             AND NOT EXISTS (SELECT 1 FROM ${name} AS own WHERE own.book IN ($1, $2) AND own.added = $3 AND ${sameIdentity(table, 'own', 'left_as')})
             AND EXISTS (SELECT 1 FROM ${name} AS kept WHERE kept.book = $1 AND ${sameIdentity(table, 'kept', 'left_as')})
           ORDER BY left_as.id LIMIT 1`,
          [company, -company, change],
        )
    if (!again) continue
    const [later, ...cells] = again
    return { table, change: Number(later), values: cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)) }
  }
  return undefined
}

/**
 * Takes a change back by a new one, with everything that it touches and that stands in its way; the caller keeps it only when
 * nothing does, and has asked touchedLater before. The staging book must be empty.
 */
export async function applyTakeBack(
  transaction: WriteTransaction,
  pair: Pair,
  taken: number,
  change: number,
  tables: ReadonlySet<TableKey>,
): Promise<Applied> {
  await stageReplaced(transaction, pair, taken, tables)
  const times = await timesOfTakingBack(transaction, tables, pair, taken)
  const before = await conflictsOfStaged(transaction, pair, tables)
  const { counts, withoutRegion } = await takeBack(transaction, pair, taken, change, tables)
  await forgetTables(transaction, pair.company, taken, tables)
  const after = {
    leftBehind: await leftBehind(transaction, pair.company, change),
    aliasedClients: await aliasedClients(transaction, [pair.company]),
  }
  return { counts, times, conflicts: { ...before, ...after, withoutRegion } }
}

/** Copies what a change had taken out of force into a staging book, to be put back. */
async function stageReplaced(transaction: WriteTransaction, pair: Pair, change: number, tables: Iterable<TableKey>): Promise<void> {
  for (const table of tables) {
    const columns = `"row", ${quotedList(storedColumns(table).map(({ key }) => key))}`
    await transaction.all(
      `INSERT INTO ${quoted(table)} (book, ${columns}) SELECT ${Math.trunc(pair.staging)}, ${columns}
       FROM ${quoted(table)} WHERE book = $1 AND retired = $2`,
      [-pair.company, change],
    )
  }
}

/**
 * Reverses a change by a new one: what it brought goes out of force, what it had replaced, which was staged before, comes
 * back as new versions. Nothing is erased: the book as of any change in between stays readable.
 */
async function takeBack(
  transaction: WriteTransaction,
  pair: Pair,
  taken: number,
  change: number,
  tables: ReadonlySet<TableKey>,
): Promise<Committed> {
  const { company, staging } = pair
  const counts: Partial<Record<TableKey, TableCounts>> = {}
  const withoutRegion: string[] = []
  for (const table of TABLE_KEYS.filter((key) => tables.has(key))) {
    const name = quoted(table)
    const out = await transaction.all(
      `UPDATE ${name} SET book = $2, retired = ${Math.trunc(change)} WHERE book = $1 AND id IN (
         SELECT kept.id FROM ${name} AS brought CROSS JOIN ${name} AS kept
         WHERE brought.book IN ($1, $2) AND brought.added = $3 AND kept.book = $1 AND ${sameIdentity(table, 'kept', 'brought')})
       RETURNING id`,
      [company, -company, taken],
    )
    touchRetired(transaction, table, change, out)
    const [back] = await transaction.all(
      `SELECT count(*), count(CASE WHEN EXISTS (SELECT 1 FROM ${name} AS now WHERE now.book = $2 AND now.retired = $3 AND ${sameIdentity(table, 'now', 'staged')}) THEN 1 END)
       FROM ${name} AS staged WHERE staged.book = $1`,
      [staging, -company, change],
    )
    const [all, changed] = [Number(back?.[0] ?? 0n), Number(back?.[1] ?? 0n)]
    if (table === 'collections') withoutRegion.push(...(await deriveStaged(transaction, pair)))
    await takeIn(transaction, table, pair, change)
    await makeKnown(transaction, table, company, Math.max(all, out.length))
    counts[table] = { new: all - changed, changed, removed: out.length - changed, same: 0 }
    await countTable(transaction, company, table, all - out.length)
  }
  if (tables.has('clients') || tables.has('client_reps')) withoutRegion.push(...(await deriveAgain(transaction, pair, change)))
  return { counts, withoutRegion }
}

/** Forgets that a table was given, once no change that still counts brought it and it is empty. */
async function forgetTables(transaction: WriteTransaction, company: number, taken: number, tables: Iterable<TableKey>): Promise<void> {
  for (const table of tables) {
    const brought = await transaction.all(
      'SELECT 1 FROM changes WHERE taken_back = 0 AND takes_back IS NULL AND id <> $2 AND counts LIKE $1 LIMIT 1',
      [`%"${table}"%`, taken],
    )
    if (brought.length > 0) continue
    await transaction.all('DELETE FROM book_tables WHERE book = $1 AND "key" = $2 AND "rows" = 0', [company, table])
  }
}
