import type { Book } from '../book/book.ts'
import { findBook } from '../book/books.ts'
import { COMPANY } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import type { Store } from '../open-store.ts'
import type { WriteTransaction } from '../trail/write.ts'

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
