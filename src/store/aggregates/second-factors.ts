import type { Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** The second factor 两步验证 of an account as the database holds it. */
export interface SecondFactorRow {
  /** The secret of the codes, encrypted. */
  readonly secret: string
  readonly since: string
}

export async function secondFactorOf(reader: Reader, account: string): Promise<SecondFactorRow | undefined> {
  const [row] = await reader.all('SELECT secret, since FROM second_factors WHERE account = $1', [account])
  return row && { secret: String(row[0]), since: String(row[1]) }
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
  await transaction.all('DELETE FROM second_factors WHERE account = $1', [account])
  await transaction.insert('second_factors', { account, secret, since, last_step: lastStep })
}

/** Notes that the code of a step was accepted; answers false where it, or a later one, was accepted before. */
export async function spendStep(transaction: WriteTransaction, account: string, step: number): Promise<boolean> {
  const spent = await transaction.all('UPDATE second_factors SET last_step = $2 WHERE account = $1 AND last_step < $2 RETURNING account', [
    account,
    step,
  ])
  return spent.length > 0
}

/** Takes the second factor and its backup codes from an account; answers whether there was one. */
export async function removeSecondFactor(transaction: WriteTransaction, account: string): Promise<boolean> {
  await transaction.all('DELETE FROM backup_codes WHERE account = $1', [account])
  return (await transaction.all('DELETE FROM second_factors WHERE account = $1 RETURNING account', [account])).length > 0
}

/** Gives an account these backup codes, by their hashes, in place of those that it has. */
export async function replaceBackupCodes(transaction: WriteTransaction, account: string, hashes: readonly string[]): Promise<void> {
  await transaction.all('DELETE FROM backup_codes WHERE account = $1', [account])
  for (const hash of hashes) await transaction.insert('backup_codes', { account, code_hash: hash })
}

/** Uses a backup code up; answers false where there is none of that hash any more. */
export async function spendBackupCode(transaction: WriteTransaction, account: string, hash: string): Promise<boolean> {
  const spent = await transaction.all('DELETE FROM backup_codes WHERE account = $1 AND code_hash = $2 RETURNING account', [account, hash])
  return spent.length > 0
}

export async function countBackupCodes(reader: Reader, account: string): Promise<number> {
  const [row] = await reader.all('SELECT count(*) FROM backup_codes WHERE account = $1', [account])
  return Number(row?.[0] ?? 0n)
}
