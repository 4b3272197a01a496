import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** A person of the employees table whom an account is or was linked to. */
export interface AccountLink {
  readonly employee: string
  /** UTC; undefined while the link stands. */
  readonly until: string | undefined
}

/** Everybody whom an account was ever linked to, oldest first. */
export async function linksOf(reader: Reader, account: string): Promise<AccountLink[]> {
  const rows = await reader.all('SELECT employee, until FROM account_links WHERE account = $1 ORDER BY id', [account])
  return rows.map(([employee, until]) => ({
    employee: String(employee),
    until: until === null || until === undefined ? undefined : String(until),
  }))
}

/** Writes down that an account is linked to a person, or to nobody, from a moment on. */
export async function keepLink(transaction: WriteTransaction, account: string, employee: string | undefined, at: string): Promise<void> {
  const standing = (await linksOf(transaction, account)).find(({ until }) => until === undefined)
  if (standing?.employee === employee) return
  if (standing) await transaction.all('UPDATE account_links SET until = $1 WHERE account = $2 AND until IS NULL', [at, account])
  if (employee !== undefined) await transaction.insert('account_links', { account, employee, from: at })
}
