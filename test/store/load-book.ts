import { type RecordValues, TABLE_KEYS, TABLES, type TableKey } from '../../src/domain/dataset/tables.ts'
import type { Book } from '../../src/store/book/book.ts'
import type { Store } from '../../src/store/open-store.ts'
import type { Records } from './random-book.ts'

/** Loads records as a book; their rows are their places below a header. */
export async function loadBook(store: Store, records: Records): Promise<Book> {
  const writer = await store.beginBook()
  for (const table of tablesOf(records)) {
    const list = (records[table] ?? []).map((record) => whole(table, record))
    writer.declare(table)
    await writer.insert(
      table,
      list,
      list.map((_, index) => index + 2),
    )
  }
  return writer.finish()
}

/** A record with the columns that it lacks at the end, blank. */
export function whole(table: TableKey, record: RecordValues): RecordValues {
  return [...record, ...TABLES[table].columns.slice(record.length).map(({ blank }) => blank ?? null)]
}

export function tablesOf(records: Records): TableKey[] {
  return TABLE_KEYS.filter((table) => records[table] !== undefined)
}
