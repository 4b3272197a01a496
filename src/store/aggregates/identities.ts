import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** The account that an identity of a provider belongs to. */
export async function accountWithIdentity(reader: Reader, provider: string, subject: string): Promise<string | undefined> {
  const [row] = await reader.all('SELECT "userId" FROM credentials WHERE "providerId" = $1 AND "accountId" = $2', [provider, subject])
  return row ? String(row[0]) : undefined
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
  await transaction.all(`DELETE FROM credentials WHERE "userId" = $1 AND "providerId" = 'credential'`, [account])
}
