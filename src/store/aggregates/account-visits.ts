import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** When an account looked at its home page: what "since your last visit" 上次访问 is counted from. Times are UTC. */
export interface AccountVisit {
  /** When the visit before this one ended; undefined on the first visit. */
  readonly since: string | undefined
  /** When the account was last seen. */
  readonly seenAt: string
}

export async function visitOf(reader: Reader, account: string): Promise<AccountVisit | undefined> {
  const [row] = await reader.all('SELECT since, seen_at FROM account_visits WHERE account = $1', [account])
  if (!row) return undefined
  const [since, seenAt] = row
  return { since: since === null || since === undefined ? undefined : String(since), seenAt: String(seenAt) }
}

export async function keepVisit(transaction: WriteTransaction, account: string, { since, seenAt }: AccountVisit): Promise<void> {
  await transaction.all(
    `INSERT INTO account_visits (account, since, seen_at) VALUES ($1, $2, $3)
     ON CONFLICT (account) DO UPDATE SET since = excluded.since, seen_at = excluded.seen_at`,
    [account, since ?? null, seenAt],
  )
}
