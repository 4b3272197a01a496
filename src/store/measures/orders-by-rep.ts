import type { Reader } from '../database/connection.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'

/** What one rep 业务员 sold on some days. Amounts in fen, quantities in millionths. */
export interface OrderTotals {
  /** Orders less returns (S1a). */
  readonly amount: bigint
  readonly quantity: bigint
  /** Lines with a positive amount and a positive list amount, at the actual and at the list price (S3). */
  readonly pricedAmount: bigint
  readonly pricedListAmount: bigint
  /** Orders with a positive amount (S7), and the clients they went to (S8a). */
  readonly positiveOrders: bigint
  readonly clients: bigint
}

/** Orders per rep on the days; a rep without orders is not in it. */
export async function ordersByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, OrderTotals>> {
  const rows = await reader.all(
    `SELECT rep, sum(amount), coalesce(sum(quantity), 0),
       coalesce(sum(amount) FILTER (WHERE amount > 0 AND list_amount > 0), 0),
       coalesce(sum(list_amount) FILTER (WHERE amount > 0 AND list_amount > 0), 0),
       count(*) FILTER (WHERE amount > 0),
       count(DISTINCT client) FILTER (WHERE amount > 0)
     FROM orders WHERE book = $1 AND date BETWEEN $2 AND $3 GROUP BY rep`,
    [book, first, last],
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

/** Net sales in fen per rep on the days, for the periods that growth is measured against (S2). */
export async function netSalesByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, bigint>> {
  const rows = await reader.all('SELECT rep, sum(amount) FROM orders WHERE book = $1 AND date BETWEEN $2 AND $3 GROUP BY rep', [
    book,
    first,
    last,
  ])
  return keyedRows(rows, (amount = 0n) => amount)
}
