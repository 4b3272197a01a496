import type { Reader } from '../database/connection.ts'
import { among, asked, countOf, type RowOf, rowsOf, tables } from '../database/query.ts'
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
export async function writeMessages(transaction: WriteTransaction, news: readonly NewMessage[], at: string): Promise<number> {
  let written = 0
  for (const { account, channel, kind, period, payload, onceKey } of news) {
    const message = { account: account ?? null, channel, kind, period: period ?? null, payload: JSON.stringify(payload), created_at: at }
    // What is shown in the product has arrived by being written.
    const sending = { sent_at: channel === 'product' ? at : null, attempts: 0, once_key: onceKey ?? null }
    const rows = await rowsOf(
      transaction,
      tables
        .insertInto('messages')
        .values({ ...message, ...sending })
        .onConflict((conflict) => conflict.column('once_key').doNothing())
        .returning('id'),
    )
    written += rows.length
  }
  return written
}

const messages = tables
  .selectFrom('messages')
  .select(['id', 'account', 'channel', 'kind', 'period', 'payload', 'created_at as createdAt', 'read_at as readAt', 'attempts'])

/** What an account is shown in the product, newest first. */
export async function messagesFor(
  reader: Reader,
  account: string,
  page: { readonly unreadOnly: boolean; readonly before: number | undefined; readonly limit: number },
): Promise<Message[]> {
  const rows = await rowsOf(
    reader,
    messages
      .where((eb) =>
        eb.and([
          eb.and({ account, channel: 'product' }),
          ...(page.unreadOnly ? [eb('read_at', 'is', null)] : []),
          ...asked(page.before, (id) => eb('id', '<', id)),
        ]),
      )
      .orderBy('id', 'desc')
      .limit(page.limit),
  )
  return rows.map(messageFrom)
}

export async function unreadCount(reader: Reader, account: string): Promise<number> {
  const own = tables.selectFrom('messages').where('account', '=', account).where('channel', '=', 'product')
  return countOf(reader, own.where('read_at', 'is', null))
}

/** Marks an account's own message as read; answers whether there is such a message, read before or not. */
export async function markRead(transaction: WriteTransaction, account: string, id: number, at: string): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    tables
      .updateTable('messages')
      .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(at)) }))
      .where((eb) => eb.and({ id, account, channel: 'product' }))
      .returning('id'),
  )
  return rows.length > 0
}

/** Marks an account's own messages up to a number as read; answers how many were unread. */
export async function markAllRead(transaction: WriteTransaction, account: string, upTo: number, at: string): Promise<number> {
  const rows = await rowsOf(
    transaction,
    tables
      .updateTable('messages')
      .set({ read_at: at })
      .where((eb) => eb.and({ account, channel: 'product' }))
      .where('read_at', 'is', null)
      .where('id', '<=', upTo)
      .returning('id'),
  )
  return rows.length
}

/** Messages of a channel that wait to be sent and may be tried at that time, oldest first. */
export async function dueMessages(reader: Reader, channel: Channel, at: string, mostAttempts: number, limit: number): Promise<Message[]> {
  const rows = await rowsOf(
    reader,
    messages
      .where('sent_at', 'is', null)
      .where('channel', '=', channel)
      .where('attempts', '<', mostAttempts)
      .where((eb) => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', at)]))
      .orderBy('id')
      .limit(limit),
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
    const rows = await rowsOf(reader, tables.selectFrom('messages').select('once_key as key').where(among('once_key', some)))
    for (const { key } of rows) if (key !== undefined) known.add(key)
  }
  return known
}

function messageFrom({ payload, ...row }: RowOf<typeof messages>): Message {
  return { ...row, payload: payloadFrom(payload) }
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
