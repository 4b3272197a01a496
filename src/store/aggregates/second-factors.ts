import type { Reader } from '../database/connection.ts'
import { countOf, firstOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** The second factor 两步验证 of an account as the database holds it. */
export interface SecondFactorRow {
  /** The secret of the codes, encrypted. */
  readonly secret: string
  readonly since: string
}

export async function secondFactorOf(reader: Reader, account: string): Promise<SecondFactorRow | undefined> {
  return firstOf(reader, tables.selectFrom('second_factors').select(['secret', 'since']).where('account', '=', account))
}

export interface NewSecondFactor extends SecondFactorRow {
  /** The 30 seconds whose code confirmed it, counted from 1970. */
  readonly lastStep: number
}

/** Gives an account a second factor, in place of the one that it has. */
export async function keepSecondFactor(
  transaction: WriteTransaction,
  account: string,
  { secret, since, lastStep }: NewSecondFactor,
): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('second_factors').where('account', '=', account))
  await transaction.insert('second_factors', { account, secret, since, last_step: lastStep })
}

/** Notes that the code of a step was accepted; answers false where it, or a later one, was accepted before. */
export async function spendStep(transaction: WriteTransaction, account: string, step: number): Promise<boolean> {
  const later = tables.updateTable('second_factors').set({ last_step: step }).where('account', '=', account).where('last_step', '<', step)
  const spent = await rowsOf(transaction, later.returning('account'))
  return spent.length > 0
}

/** The second factors of all accounts, by user name. */
export async function allSecondFactors(reader: Reader): Promise<{ account: string; username: string | undefined; secret: string }[]> {
  const all = tables.selectFrom('second_factors').innerJoin('accounts', 'accounts.id', 'second_factors.account')
  return rowsOf(reader, all.select(['account', 'username', 'secret']).orderBy('username'))
}

/** Keeps the secret of an account encrypted in another way. */
export async function sealSecretAnew(transaction: WriteTransaction, account: string, secret: string): Promise<void> {
  await transaction.update('second_factors', { secret }, { account })
}

/** Removes every backup code there is; answers whose they were. */
export async function removeAllBackupCodes(transaction: WriteTransaction): Promise<string[]> {
  const removed = await rowsOf(transaction, tables.deleteFrom('backup_codes').returning('account'))
  return [...new Set(removed.map(({ account }) => account))]
}

/** Takes the second factor and its backup codes from an account; answers whether there was one. */
export async function removeSecondFactor(transaction: WriteTransaction, account: string): Promise<boolean> {
  await rowsOf(transaction, tables.deleteFrom('backup_codes').where('account', '=', account))
  const removed = tables.deleteFrom('second_factors').where('account', '=', account).returning('account')
  return (await rowsOf(transaction, removed)).length > 0
}

/** Gives an account these backup codes, by their hashes, in place of those that it has. */
export async function replaceBackupCodes(transaction: WriteTransaction, account: string, hashes: readonly string[]): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('backup_codes').where('account', '=', account))
  await transaction.insertAll(
    'backup_codes',
    hashes.map((hash) => ({ account, code_hash: hash })),
  )
}

/** Uses a backup code up; answers false where there is none of those hashes any more. */
export async function spendBackupCode(transaction: WriteTransaction, account: string, hashes: readonly string[]): Promise<boolean> {
  const code = tables.deleteFrom('backup_codes').where('account', '=', account).where('code_hash', 'in', hashes)
  const spent = await rowsOf(transaction, code.returning('account'))
  return spent.length > 0
}

export async function countBackupCodes(reader: Reader, account: string): Promise<number> {
  return countOf(reader, tables.selectFrom('backup_codes').where('account', '=', account))
}
