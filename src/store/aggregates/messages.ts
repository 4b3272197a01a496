import type { Cell, Parameter, Reader } from '../database/connection.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** How a message reaches people: shown in the product, by mail, or posted to the company's webhook. */
export const CHANNELS = ['product', 'mail', 'webhook'] as const
export type Channel = (typeof CHANNELS)[number]

/** What is said, in both languages; `values` are what it was made from. A webhook is told no more than names and the period. */
export interface MessagePayload {
  readonly zh: string
  readonly en: string
  readonly values: Readonly<Record<string, string>>
}

export interface NewMessage {
  /** Account id; undefined for the webhook. */
  readonly account: string | undefined
  readonly channel: Channel
  /** Such as "marks.due". */
  readonly kind: string
  readonly period: string | undefined
  readonly payload: MessagePayload
  /** A second message with the same key is not written. */
  readonly onceKey?: string | undefined
}

export interface Message {
  readonly id: number
  readonly account: string | undefined
  readonly channel: Channel
  readonly kind: string
  readonly period: string | undefined
  readonly payload: MessagePayload
  readonly createdAt: string
  readonly readAt: string | undefined
  readonly attempts: number
}

/** Writes messages; those whose key is there already are left out. Answers how many are new. */
export async function writeMessages(transaction: WriteTransaction, messages: readonly NewMessage[], at: string): Promise<number> {
  let written = 0
  for (const { account, channel, kind, period, payload, onceKey } of messages) {
    const rows = await transaction.all(
      `INSERT INTO messages (account, channel, kind, period, payload, created_at, sent_at, attempts, once_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8) ON CONFLICT (once_key) DO NOTHING RETURNING id`,
      [
        account ?? null,
        channel,
        kind,
        period ?? null,
        JSON.stringify(payload),
        at,
        // What is shown in the product has arrived by being written.
        channel === 'product' ? at : null,
        onceKey ?? null,
      ],
    )
    written += rows.length
  }
  return written
}

const COLUMNS = 'id, account, channel, kind, period, payload, created_at, read_at, attempts'

/** What an account is shown in the product, newest first. */
export async function messagesFor(
  reader: Reader,
  account: string,
  page: { readonly unreadOnly: boolean; readonly before: number | undefined; readonly limit: number },
): Promise<Message[]> {
  const parameters: Parameter[] = [account]
  const conditions = [`account = $1 AND channel = 'product'`]
  if (page.unreadOnly) conditions.push('read_at IS NULL')
  if (page.before !== undefined) conditions.push(`id < $${parameters.push(page.before)}`)
  const rows = await reader.all(
    `SELECT ${COLUMNS} FROM messages WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT ${Math.trunc(page.limit)}`,
    parameters,
  )
  return rows.map(messageFrom)
}

export async function unreadCount(reader: Reader, account: string): Promise<number> {
  const [row] = await reader.all(`SELECT count(*) FROM messages WHERE account = $1 AND channel = 'product' AND read_at IS NULL`, [account])
  return Number(row?.[0] ?? 0n)
}

/** Marks an account's own message as read; answers whether there is such a message, read before or not. */
export async function markRead(transaction: WriteTransaction, account: string, id: number, at: string): Promise<boolean> {
  const rows = await transaction.all(
    `UPDATE messages SET read_at = coalesce(read_at, $1) WHERE id = $2 AND account = $3 AND channel = 'product' RETURNING 1`,
    [at, id, account],
  )
  return rows.length > 0
}

/** Marks an account's own messages up to a number as read; answers how many were unread. */
export async function markAllRead(transaction: WriteTransaction, account: string, upTo: number, at: string): Promise<number> {
  const rows = await transaction.all(
    `UPDATE messages SET read_at = $1 WHERE account = $2 AND channel = 'product' AND read_at IS NULL AND id <= $3 RETURNING 1`,
    [at, account, upTo],
  )
  return rows.length
}

/** Messages of a channel that wait to be sent and may be tried at that time, oldest first. */
export async function dueMessages(reader: Reader, channel: Channel, at: string, mostAttempts: number, limit: number): Promise<Message[]> {
  const rows = await reader.all(
    `SELECT ${COLUMNS} FROM messages
     WHERE sent_at IS NULL AND channel = $1 AND attempts < $2 AND (not_before IS NULL OR not_before <= $3)
     ORDER BY id LIMIT ${Math.trunc(limit)}`,
    [channel, mostAttempts, at],
  )
  return rows.map(messageFrom)
}

/**
 * Takes a message for one attempt: counts it and says when the next may be. False when another sender took it meanwhile. A
 * program that dies while it sends thus leaves the message to a later attempt.
 */
export async function claimMessage(transaction: WriteTransaction, message: Message, notBefore: string): Promise<boolean> {
  const values = { attempts: message.attempts + 1, not_before: notBefore }
  return (await transaction.update('messages', values, { id: message.id, attempts: message.attempts })) > 0
}

/** Writes down how an attempt ended; `finalAttempts`, as many as there are at most, gives the message up. */
export async function settleMessage(
  transaction: WriteTransaction,
  id: number,
  outcome: { readonly sentAt: string } | { readonly error: string; readonly finalAttempts?: number | undefined },
): Promise<void> {
  if ('sentAt' in outcome) await transaction.update('messages', { sent_at: outcome.sentAt, last_error: null }, { id })
  else {
    const { error, finalAttempts } = outcome
    await transaction.update('messages', { last_error: error, ...(finalAttempts === undefined ? {} : { attempts: finalAttempts }) }, { id })
  }
}

/** Those of the keys that a message has already. */
export async function knownKeys(reader: Reader, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>()
  for (let first = 0; first < keys.length; first += 500) {
    const some = keys.slice(first, first + 500)
    const places = some.map((_, index) => `$${index + 1}`).join(', ')
    for (const [key] of await reader.all(`SELECT once_key FROM messages WHERE once_key IN (${places})`, some)) known.add(String(key))
  }
  return known
}

function messageFrom([id, account, channel, kind, period, payload, createdAt, readAt, attempts]: readonly Cell[]): Message {
  return {
    id: Number(id),
    account: text(account),
    channel: CHANNELS.find((each) => each === channel) ?? 'product',
    kind: String(kind),
    period: text(period),
    payload: payloadFrom(String(payload)),
    createdAt: String(createdAt),
    readAt: text(readAt),
    attempts: Number(attempts),
  }
}

/** Whatever part of the service wrote it: a payload that lacks words is shown as it is. */
function payloadFrom(json: string): MessagePayload {
  const parsed: unknown = JSON.parse(json)
  const record: Readonly<Record<string, unknown>> = typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  const { zh, en, values } = record
  const named = Object.entries(typeof values === 'object' && values !== null ? values : {})
  return {
    zh: typeof zh === 'string' ? zh : json,
    en: typeof en === 'string' ? en : json,
    values: Object.fromEntries(named.map(([name, value]) => [name, String(value)])),
  }
}

function text(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell)
}
