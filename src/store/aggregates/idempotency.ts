import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** What was kept of a command that was carried out. */
export interface KeptAnswer {
  readonly requestHash: string
  readonly status: number
  /** JSON: what the kernel needs to answer again. */
  readonly body: string
}

export interface CommandKey {
  readonly account: string
  readonly key: string
  readonly route: string
  readonly requestHash: string
}

/** How long answers are kept. */
const DAYS_KEPT = 7

/** What was answered under a key; undefined for a command that was not carried out, or longer ago than answers are kept. */
export async function keptAnswer(reader: Reader, { account, key }: CommandKey, now: Date): Promise<KeptAnswer | undefined> {
  const answers = tables.selectFrom('idempotent_answers').select(['request_hash as requestHash', 'status', 'body'])
  const carriedOut = answers.where('account', '=', account).where('key', '=', key).where('status', '>', 0)
  return firstOf(reader, carriedOut.where('at', '>=', oldestKept(now)))
}

/** Keeps the answer of a command in the transaction of its effect: both are there, or neither. Answers that are too old go. */
export async function keepAnswer(
  transaction: WriteTransaction,
  command: CommandKey,
  answer: Omit<KeptAnswer, 'requestHash'>,
  now: Date,
): Promise<void> {
  const { account, key, route, requestHash } = command
  // Earlier versions wrote a key before its command: one that was interrupted stands there without an answer.
  await rowsOf(
    transaction,
    tables.deleteFrom('idempotent_answers').where((eb) => eb.or([eb('at', '<', oldestKept(now)), eb.and({ account, key, status: 0 })])),
  )
  await transaction.insert('idempotent_answers', { account, key, route, request_hash: requestHash, ...answer, at: now.toISOString() })
}

function oldestKept(now: Date): string {
  return new Date(now.getTime() - DAYS_KEPT * 86_400_000).toISOString()
}
