import type { Book } from '../book/book.ts'
import { findBook } from '../book/books.ts'
import type { Reader } from '../database/connection.ts'
import { tables } from '../database/query.ts'
import type { Store } from '../open-store.ts'
import type { WriteTransaction } from '../trail/write.ts'

/**
 * The company book 公司账册 stands under this instead of a hash: its content changes. Its number never does, so measures read
 * it as they read a dataset's book.
 */
export const COMPANY = 'company'

/** Its number as a sub-select, so that a look-up is one statement; it has no rows before the first upload. */
export const COMPANY_BOOK = tables.selectFrom('books').select('id').where('sha256', '=', COMPANY)

/**
 * The company book with its tables and how many records each has; made empty at first use. A table is in it once any upload
 * or row that still counts brought it, with no records too: no complaints table is not "no complaints".
 */
export async function companyBook(store: Store): Promise<Book> {
  const existing = await findBook(store, COMPANY)
  if (existing) return existing
  const made = await store.write(async (transaction) => ({ ok: true as const, book: await companyBookIn(transaction) }))
  return made.book
}

/** The same inside a change that is being made. */
export async function companyBookIn(transaction: WriteTransaction): Promise<Book> {
  const existing = await findBook(transaction, COMPANY)
  if (existing) return existing
  const id = await transaction.insert('books', { sha256: COMPANY }, 'id')
  return { id, sha256: COMPANY, rows: {} }
}

/** The company book as a reader sees it; undefined before anything was ever recorded. */
export async function findCompanyBook(reader: Reader): Promise<Book | undefined> {
  return findBook(reader, COMPANY)
}
