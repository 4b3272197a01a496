import { randomUUID } from 'node:crypto'
import { assert } from '../../base/assert.ts'
import { columnIndex, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Loader, WritingConnection } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { type LeftOutIndexes, SetAsideIndexes } from '../database/set-aside-indexes.ts'
import { headOf } from '../trail/trail-end.ts'
import { keepHead } from '../trail/trail-files.ts'
import { transactionOn } from '../trail/write.ts'
import type { BookWriter } from './book.ts'
import { bookHash } from './book-hash.ts'
import { bookOf, findBook } from './books.ts'
import { Clients } from './clients.ts'
import { HeldContent } from './held-content.ts'
import { recordsWithIdentities, recordsWithoutLine, repeatedGroups } from './repeated-groups.ts'

/**
 * Begins a book in a transaction of its own connection, which is closed when the book is finished or dropped. A database
 * without records gets its indexes after the records: building one from sorted keys costs a third of feeding it row by row.
 * `leftOut` is given for a temporary database, which makes do with few of them.
 */
export async function beginBook(connection: WritingConnection, leftOut?: LeftOutIndexes): Promise<BookWriter> {
  try {
    await connection.begin()
    const [count] = await connection.all('SELECT count(*) FROM book_tables WHERE "rows" > 0')
    const isFirst = count?.[0] === 0n
    const indexes = isFirst ? await SetAsideIndexes.dropped(connection, leftOut) : await SetAsideIndexes.completed(connection, leftOut)
    const [row] = await connection.all('INSERT INTO books (sha256) VALUES ($1) RETURNING id', [`being loaded ${randomUUID()}`])
    return writerOf(connection, Number(row?.[0]), indexes)
  } catch (error) {
    await connection.close()
    throw error
  }
}

function writerOf(connection: WritingConnection, book: number, indexes: SetAsideIndexes): BookWriter {
  const rows = new Map<TableKey, number>()
  const loaders = new Map<TableKey, Loader>()
  const content = new HeldContent()
  const clients = new Clients()
  const lined = new Set<TableKey>()
  let over = false

  const abandon = async () => {
    over = true
    await connection.run('ROLLBACK').catch(() => undefined)
    await connection.close()
  }
  /** A statement that failed has spoiled the transaction: nothing of the book is kept, and the failure is passed on. */
  const orAbandon = async <T>(action: () => Promise<T>): Promise<T> => {
    assert(!over, 'A book takes no more records once it is finished or dropped.')
    try {
      return await action()
    } catch (error) {
      await abandon()
      throw error
    }
  }

  const settled = new Set<TableKey>()
  /** Makes a table that is complete ready to be walked by identity, where its records did not come in that order. */
  const settle = async (table: TableKey) => {
    if (!content.isOrdered(table)) await indexes.restoreIdentity(table)
    if (settled.has(table)) return
    settled.add(table)
    const analyze = connection.dialect.analyze(table)
    if (analyze) await connection.run(analyze)
  }

  return {
    insert: (table, records, recordRows) =>
      orAbandon(async () => {
        assert(records.length === recordRows.length, 'Every record comes with its row.')
        const isOfClients = table === 'clients' || table === 'client_reps'
        assert(!isOfClients || !rows.has('collections'), 'Clients come before the collections that take their rep from them.')
        rows.set(table, (rows.get(table) ?? 0) + records.length)
        content.add(table, records)
        if (hasLines(table, records)) lined.add(table)
        if (isOfClients) clients.add(table, records)
        const loader = loaders.get(table) ?? connection.loader(table, book)
        loaders.set(table, loader)
        await loader(records, recordRows, table === 'collections' ? records.map((record) => clients.credited(record)) : undefined)
      }),
    declare(table) {
      if (!rows.has(table)) rows.set(table, 0)
    },
    repeated: (table, identity = TABLES[table].identity) =>
      orAbandon(async () => {
        if (identity === TABLES[table].identity && content.isOrdered(table)) return []
        await settle(table)
        return repeatedGroups(connection, book, table, identity)
      }),
    withIdentities: (table, identity, wanted) =>
      orAbandon(async () => {
        await settle(table)
        await indexes.restoreIdentity(table)
        return recordsWithIdentities(connection, book, table, identity, wanted)
      }),
    withoutLine: (table) =>
      orAbandon(async () => {
        if (!lined.has(table)) return []
        await settle(table)
        await indexes.restoreIdentity(table)
        return recordsWithoutLine(connection, book, table)
      }),
    remove: (table, ids) =>
      orAbandon(async () => {
        const left = (rows.get(table) ?? 0) - ids.length
        assert(left >= 0, 'Only records that were inserted are removed.')
        rows.set(table, left)
        content.forget(table)
        for (let first = 0; first < ids.length; first += 500) {
          await connection.all(
            `DELETE FROM ${quoted(table)} WHERE book = $1 AND id IN (${ids
              .slice(first, first + 500)
              .map(Math.trunc)
              .join(', ')})`,
            [book],
          )
        }
      }),
    finish: () =>
      orAbandon(async () => {
        for (const table of rows.keys()) await settle(table)
        const sha256 = await bookHash(connection, book, new Set(rows.keys()), content)
        const existing = await findBook(connection, sha256)
        if (existing) {
          await abandon()
          return existing
        }
        await indexes.restore()
        await keepCounts(connection, book, rows)
        await connection.all('UPDATE books SET sha256 = $1 WHERE id = $2', [sha256, book])
        await connection.run('COMMIT')
        indexes.close()
        over = true
        await connection.close()
        return bookOf(book, sha256, rows)
      }),
    stage: (use) =>
      orAbandon(async () => {
        for (const table of rows.keys()) await settle(table)
        await indexes.restore()
        await keepCounts(connection, book, rows)
        const sha256 = `staging ${randomUUID()}`
        await connection.all('UPDATE books SET sha256 = $1 WHERE id = $2', [sha256, book])
        const transaction = transactionOn(connection)
        const answer = await use(transaction, bookOf(book, sha256, rows))
        const head = answer.ok ? await headOf(transaction) : undefined
        await connection.run(answer.ok ? 'COMMIT' : 'ROLLBACK')
        if (head) keepHead(head.files, head.head)
        if (answer.ok) indexes.close()
        over = true
        await connection.close()
        return answer
      }),
    async drop() {
      if (!over) await abandon()
    },
  }
}

async function keepCounts(connection: WritingConnection, book: number, rows: ReadonlyMap<TableKey, number>): Promise<void> {
  for (const [table, count] of rows) {
    await connection.all('INSERT INTO book_tables (book, "key", "rows") VALUES ($1, $2, $3)', [book, table, count])
  }
}

function hasLines(table: TableKey, records: readonly RecordValues[]): boolean {
  if (!TABLES[table].identity.includes('line')) return false
  const line = columnIndex(table, 'line')
  return records.some((record) => (record[line] ?? null) !== null)
}
