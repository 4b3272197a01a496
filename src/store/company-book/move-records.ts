import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Cell } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { touchRecords } from '../trail/trail-contents.ts'
import { idsOfBook } from '../trail/trail-records.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { Pair } from './pair.ts'
import { differs, stagedBesideKept } from './record-sql.ts'

/** Removes the staged records that say what is in force already. */
export async function dropSame(transaction: WriteTransaction, table: TableKey, { company, staging }: Pair): Promise<void> {
  await transaction.all(
    `DELETE FROM ${quoted(table)} WHERE book = ${Math.trunc(staging)} AND id IN (
       SELECT staged.id FROM ${stagedBesideKept(table, staging, company)} AND NOT ${differs(table, 'staged', 'kept')})`,
  )
}

/** Takes the versions out of force that staged records replace; they stay under the negative of the book's number. */
export async function retireReplaced(
  transaction: WriteTransaction,
  table: TableKey,
  { company, staging }: Pair,
  change: number,
): Promise<void> {
  const rows = await transaction.all(
    `UPDATE ${quoted(table)} SET book = ${-Math.trunc(company)}, retired = ${Math.trunc(change)} WHERE book = ${Math.trunc(company)} AND id IN (
       SELECT kept.id FROM ${stagedBesideKept(table, staging, company)}) RETURNING id`,
  )
  touchRetired(transaction, table, change, rows)
}

/** Takes records out of force by their ids; answers how many were in force. */
export async function retire(
  transaction: WriteTransaction,
  table: TableKey,
  company: number,
  change: number,
  ids: readonly number[],
): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await transaction.all(
    `UPDATE ${quoted(table)} SET book = ${-Math.trunc(company)}, retired = ${Math.trunc(change)}
     WHERE book = ${Math.trunc(company)} AND id IN (${ids.map(Math.trunc).join(', ')}) RETURNING id`,
  )
  touchRetired(transaction, table, change, rows)
  return rows.length
}

/** Records went out of force, which the change's entry in the audit trail has to prove. */
export function touchRetired(transaction: WriteTransaction, table: TableKey, change: number, rows: readonly Cell[][]): void {
  if (rows.length > 0) touchRecords(transaction, change, { table, retired: rows.map(([id]) => Number(id)) })
}

/** From so many moved records on the planner is told of them, if they are a tenth of the table. */
const WORTH_KNOWING = 1_000

/**
 * Tells the planner what a transaction has done to a table. Moving records from book to book turns its statistics upside down: PostgreSQL
 * then takes the company's clients for a single row and goes through all of them for every receipt (seen: ten minutes for 300,000).
 */
export async function makeKnown(transaction: WriteTransaction, table: TableKey, company: number, moved: number): Promise<void> {
  const analyze = transaction.dialect.analyze(table)
  if (!analyze || moved < WORTH_KNOWING) return
  const [kept] = await transaction.all('SELECT "rows" FROM book_tables WHERE book = $1 AND "key" = $2', [company, table])
  if (moved * 10 >= Number(kept?.[0] ?? 0n)) await transaction.all(analyze)
}

/** So many records and more, if they are at least as many as are in force, are moved without the table's indexes. */
const MANY = 50_000

/**
 * Puts many staged records into force, as a company's first upload does: its indexes are made again afterwards, in a tenth of
 * the time that moving every entry takes. The transaction holds it all: a crash leaves table and indexes as they were.
 */
export async function takeMany(transaction: WriteTransaction, table: TableKey, pair: Pair, change: number, count: number): Promise<void> {
  const [kept] = await transaction.all('SELECT "rows" FROM book_tables WHERE book = $1 AND "key" = $2', [pair.company, table])
  if (count < MANY || count < Number(kept?.[0] ?? 0n)) {
    await takeIn(transaction, table, pair, change)
    return makeKnown(transaction, table, pair.company, count)
  }
  const indexes = await transaction.all(transaction.dialect.secondaryIndexes, [table])
  for (const [name] of indexes) await transaction.all(`DROP INDEX ${quoted(String(name))}`)
  await takeIn(transaction, table, pair, change)
  for (const [, definition] of indexes) await transaction.all(String(definition))
  await makeKnown(transaction, table, pair.company, count)
}

/** Puts the staged records into force. */
export async function takeIn(transaction: WriteTransaction, table: TableKey, { company, staging }: Pair, change: number): Promise<void> {
  const ids = await idsOfBook(transaction, table, staging)
  if (ids) touchRecords(transaction, change, { table, ...ids })
  await transaction.all(
    `UPDATE ${quoted(table)} SET book = ${Math.trunc(company)}, added = ${Math.trunc(change)}, retired = NULL WHERE book = ${Math.trunc(staging)}`,
  )
}

/** Says how many records of a table there are now; from its first mention on a table is given. */
export async function countTable(transaction: WriteTransaction, company: number, table: TableKey, more: number): Promise<void> {
  await transaction.all(
    `INSERT INTO book_tables (book, "key", "rows") VALUES ($1, $2, $3)
     ON CONFLICT (book, "key") DO UPDATE SET "rows" = book_tables."rows" + excluded."rows"`,
    [company, table, more],
  )
}
