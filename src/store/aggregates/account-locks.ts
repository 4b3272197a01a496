import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** Wrong passwords for an account from one place, and until when that place waits. */
export interface AccountLock {
  readonly failures: number
  /** UTC; undefined while there were too few. */
  readonly until: string | undefined
}

export async function lockOf(reader: Reader, account: string, source: string): Promise<AccountLock | undefined> {
  const [row] = await reader.all('SELECT failures, until FROM account_locks WHERE account = $1 AND source = $2', [account, source])
  return row && { failures: Number(row[0]), until: typeof row[1] === 'string' ? row[1] : undefined }
}

export async function keepLock(
  transaction: WriteTransaction,
  account: string,
  source: string,
  { failures, until }: AccountLock,
  at: string,
): Promise<void> {
  await transaction.all(
    `INSERT INTO account_locks (account, source, failures, until, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account, source) DO UPDATE SET failures = excluded.failures, until = excluded.until, at = excluded.at`,
    [account, source, failures, until ?? null, at],
  )
}

/** Forgets the wrong passwords from one place, or from everywhere. */
export async function forgetLocks(transaction: WriteTransaction, account: string, source?: string): Promise<void> {
  if (source === undefined) await transaction.all('DELETE FROM account_locks WHERE account = $1', [account])
  else await transaction.all('DELETE FROM account_locks WHERE account = $1 AND source = $2', [account, source])
}
