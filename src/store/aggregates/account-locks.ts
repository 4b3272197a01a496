import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** Wrong passwords for an account from one place, and until when that place waits. */
export interface AccountLock {
  readonly failures: number
  /** UTC; undefined while there were too few. */
  readonly until: string | undefined
}

export async function lockOf(reader: Reader, account: string, source: string): Promise<AccountLock | undefined> {
  const locks = tables.selectFrom('account_locks').select(['failures', 'until'])
  return firstOf(reader, locks.where('account', '=', account).where('source', '=', source))
}

export async function keepLock(
  transaction: WriteTransaction,
  account: string,
  source: string,
  { failures, until }: AccountLock,
  at: string,
): Promise<void> {
  const lock = { failures, until: until ?? null, at }
  const kept = tables.insertInto('account_locks').values({ account, source, ...lock })
  await rowsOf(
    transaction,
    kept.onConflict((conflict) => conflict.columns(['account', 'source']).doUpdateSet(lock)),
  )
}

/** Forgets the wrong passwords from one place, or from everywhere. */
export async function forgetLocks(transaction: WriteTransaction, account: string, source?: string): Promise<void> {
  const locks = tables.deleteFrom('account_locks').where('account', '=', account)
  await rowsOf(transaction, source === undefined ? locks : locks.where('source', '=', source))
}
