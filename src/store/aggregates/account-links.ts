import type { Reader } from '../database/connection.ts'
import { rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** A person of the employees table whom an account is or was linked to. */
export interface AccountLink {
  readonly employee: string
  /** UTC; undefined while the link stands. */
  readonly until: string | undefined
}

/** Everybody whom an account was ever linked to, oldest first. */
export async function linksOf(reader: Reader, account: string): Promise<AccountLink[]> {
  const links = tables.selectFrom('account_links').select(['employee', 'until']).where('account', '=', account)
  return rowsOf(reader, links.orderBy('id'))
}

/** Writes down that an account is linked to a person, or to nobody, from a moment on. */
export async function keepLink(transaction: WriteTransaction, account: string, employee: string | undefined, at: string): Promise<void> {
  const standing = (await linksOf(transaction, account)).find(({ until }) => until === undefined)
  if (standing?.employee === employee) return
  if (standing)
    await rowsOf(
      transaction,
      tables.updateTable('account_links').set({ until: at }).where('account', '=', account).where('until', 'is', null),
    )
  if (employee !== undefined) await transaction.insert('account_links', { account, employee, from: at })
}
