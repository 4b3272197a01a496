import { present } from '../../base/assert.ts'
import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import type { Book } from './book.ts'

/** All books, oldest first. */
export async function booksIn(reader: Reader): Promise<Book[]> {
  const books = await reader.all('SELECT id, sha256 FROM books ORDER BY id')
  const tables = await reader.all('SELECT book, "key", "rows" FROM book_tables')
  return books.map(([id, sha256]) => {
    const own = tables.filter(([book]) => book === id)
    return bookOf(Number(id), String(sha256), new Map(own.map(([, key, rows]) => [tableKey(String(key)), Number(rows)])))
  })
}

/** The book with that content, seen from inside a load's transaction. */
export async function findBook(reader: Reader, sha256: string): Promise<Book | undefined> {
  const [found] = await reader.all('SELECT id FROM books WHERE sha256 = $1', [sha256])
  if (!found) return undefined
  const id = Number(found[0])
  const tables = await reader.all('SELECT "key", "rows" FROM book_tables WHERE book = $1', [id])
  return bookOf(id, sha256, new Map(tables.map(([key, rows]) => [tableKey(String(key)), Number(rows)])))
}

export function bookOf(id: number, sha256: string, rows: ReadonlyMap<TableKey, number>): Book {
  return { id, sha256, rows: Object.fromEntries(TABLE_KEYS.flatMap((table) => (rows.has(table) ? [[table, rows.get(table)]] : []))) }
}

function tableKey(text: string): TableKey {
  return present(
    TABLE_KEYS.find((table) => table === text),
    'A book has tables that we know.',
  )
}
