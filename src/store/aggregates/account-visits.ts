import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** When an account looked at its home page: what "since your last visit" 上次访问 is counted from. Times are UTC. */
export interface AccountVisit {
  /** When the visit before this one ended; undefined on the first visit. */
  readonly since: string | undefined
  /** When the account was last seen. */
  readonly seenAt: string
}

export async function visitOf(reader: Reader, account: string): Promise<AccountVisit | undefined> {
  return firstOf(reader, tables.selectFrom('account_visits').select(['since', 'seen_at as seenAt']).where('account', '=', account))
}

export async function keepVisit(transaction: WriteTransaction, account: string, { since, seenAt }: AccountVisit): Promise<void> {
  const visit = { since: since ?? null, seen_at: seenAt }
  const kept = tables.insertInto('account_visits').values({ account, ...visit })
  await rowsOf(
    transaction,
    kept.onConflict((conflict) => conflict.column('account').doUpdateSet(visit)),
  )
}
