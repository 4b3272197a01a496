import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** The account that an identity of a provider belongs to. */
export async function accountWithIdentity(reader: Reader, provider: string, subject: string): Promise<string | undefined> {
  const identities = tables.selectFrom('credentials').select('userId as account').where('providerId', '=', provider)
  return (await firstOf(reader, identities.where('accountId', '=', subject)))?.account
}

export interface NewIdentity {
  readonly account: string
  readonly provider: string
  readonly subject: string
  readonly at: string
}

/** Lets an identity of a provider belong to an account. */
export async function insertIdentity(transaction: WriteTransaction, { account, provider, subject, at }: NewIdentity): Promise<void> {
  await transaction.insert('credentials', {
    id: `${provider}-${account}-${subject}`,
    accountId: subject,
    providerId: provider,
    userId: account,
    createdAt: at,
    updatedAt: at,
  })
}

/** Takes an account's password away. */
export async function removePassword(transaction: WriteTransaction, account: string): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('credentials').where('userId', '=', account).where('providerId', '=', 'credential'))
}
