import { randomUUID } from 'node:crypto'
import { assert } from '../../base/assert.ts'
import { type RecordValues, TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { quoted, quotedList, storedColumns } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** Runs a step with a staging book of its own that is gone afterwards; what is to stay has been moved out of it by then. */
export async function withScratchBook<T>(transaction: WriteTransaction, use: (staging: number) => Promise<T>): Promise<T> {
  const staging = await transaction.insert('books', { sha256: `staging ${randomUUID()}` }, 'id')
  const answer = await use(staging)
  await dropStaging(transaction, staging)
  return answer
}

/** Writes a few records into a staging book; large ones come through a BookWriter. */
export async function stageRecords(
  transaction: WriteTransaction,
  staging: number,
  table: TableKey,
  records: readonly RecordValues[],
): Promise<void> {
  const columns = storedColumns(table).map(({ key }) => key)
  const places = columns.map((_, index) => `$${index + 2}`)
  for (const record of records) {
    assert(record.length === TABLES[table].columns.length, 'A record has a value for every column of its table.')
    // Of a collection the client is not looked up yet: it is nobody's and not internal.
    const derived = table === 'collections' ? [null, 0] : []
    await transaction.all(`INSERT INTO ${quoted(table)} (book, "row", ${quotedList(columns)}) VALUES ($1, 0, ${places.join(', ')})`, [
      staging,
      ...record,
      ...derived,
    ])
  }
}

/** Removes a staging book with every record it still has. */
export async function dropStaging(transaction: WriteTransaction, staging: number): Promise<void> {
  for (const table of TABLE_KEYS) await transaction.all(`DELETE FROM ${quoted(table)} WHERE book = $1`, [staging])
  await transaction.all('DELETE FROM book_tables WHERE book = $1', [staging])
  await transaction.all('DELETE FROM books WHERE id = $1', [staging])
}
