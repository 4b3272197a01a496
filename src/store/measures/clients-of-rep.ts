import type { Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import { type CollectionFilter, countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'

/** One rep's measures client by client; what the files beside this one add up for all reps. A client without a code is ''. */

/** What one rep 业务员 sold on some days. Amounts in fen, quantities in millionths. */
export interface OrderTotals {
  /** Orders less returns (S1a). */
  readonly amount: bigint
  readonly quantity: bigint
  /** Lines with a positive amount and a positive list amount, at the actual and at the list price (S3). */
  readonly pricedAmount: bigint
  readonly pricedListAmount: bigint
  /** Orders with a positive amount (S7), one of several lines counting once, and the clients they went to (S8a). */
  readonly positiveOrders: bigint
  readonly clients: bigint
}

/** Orders of one rep on the days per client; of a client `clients` is 1 when it bought anything. */
export async function ordersByClient(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  rep: string,
): Promise<Map<string, OrderTotals>> {
  const rows = await reader.all(
    `SELECT client, sum(amount), coalesce(sum(quantity), 0),
       coalesce(sum(amount) FILTER (WHERE amount > 0 AND list_amount > 0), 0),
       coalesce(sum(list_amount) FILTER (WHERE amount > 0 AND list_amount > 0), 0),
       count(DISTINCT "number") FILTER (WHERE amount > 0),
       max(CASE WHEN amount > 0 THEN 1 ELSE 0 END)
     FROM orders WHERE book = $1 AND date BETWEEN $2 AND $3 AND rep = $4 AND ${AUDITED} GROUP BY client`,
    [book, first, last, rep],
  )
  return keyedRows(rows, (amount = 0n, quantity = 0n, pricedAmount = 0n, pricedListAmount = 0n, positiveOrders = 0n, clients = 0n) => ({
    amount,
    quantity,
    pricedAmount,
    pricedListAmount,
    positiveOrders,
    clients,
  }))
}

/** Counted collections of one rep on the days per client, in fen (S5c). */
export async function collectionsByClient(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  filter: CollectionFilter,
  rep: string,
): Promise<Map<string, bigint>> {
  const counted = countedCollections(filter, 5)
  const rows = await reader.all(
    `SELECT client, sum(amount) FROM collections
     WHERE book = $1 AND date BETWEEN $2 AND $3 AND credited_rep = $4 AND ${counted.condition} GROUP BY client`,
    [book, first, last, rep, ...counted.parameters],
  )
  return keyedRows(rows, (amount = 0n) => amount)
}

/** Which clients ordered from one rep in the base window, and which of them in the current one too (S9). */
export async function retentionByClient(reader: Reader, book: number, base: DayRange, current: DayRange, rep: string) {
  const rows = await reader.all(
    `SELECT client, in_base, in_base * in_current FROM (
       SELECT client,
         max(CASE WHEN date BETWEEN $2 AND $3 THEN 1 ELSE 0 END) AS in_base,
         max(CASE WHEN date BETWEEN $4 AND $5 THEN 1 ELSE 0 END) AS in_current
       FROM orders
       WHERE book = $1 AND rep = $6 AND amount > 0 AND ${AUDITED} AND (date BETWEEN $2 AND $3 OR date BETWEEN $4 AND $5)
       GROUP BY client
     ) AS pairs WHERE in_base = 1`,
    [book, base.first, base.last, current.first, current.last, rep],
  )
  return keyedRows(rows, (baseClients = 0n, retainedClients = 0n) => ({ baseClients, retainedClients }))
}

/** The names of clients by code. */
export async function clientNames(reader: Reader, book: number, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const places = codes.map((_, index) => `$${index + 2}`)
  const rows = await reader.all(`SELECT code, name FROM clients WHERE book = $1 AND code IN (${places.join(', ')})`, [book, ...codes])
  return new Map(rows.map(([code, name]) => [String(code), String(name)]))
}
