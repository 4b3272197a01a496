import type { Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import { type OrderTotals, ordersByClient } from './clients-of-rep.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'
import { type Measured, measuresOf } from './measure.ts'
import { ofRep } from './source-query.ts'

/** Orders per rep on the days; a rep without orders is not in it. */
export async function ordersByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, OrderTotals>> {
  const rows = await reader.all(
    `SELECT rep, sum(amount), coalesce(sum(quantity), 0),
       coalesce(sum(amount) FILTER (WHERE amount > 0 AND list_amount > 0), 0),
       coalesce(sum(list_amount) FILTER (WHERE amount > 0 AND list_amount > 0), 0),
       count(*) FILTER (WHERE amount > 0),
       count(DISTINCT client) FILTER (WHERE amount > 0),
       count(*) FILTER (WHERE amount > 0 AND line IS NOT NULL)
     FROM orders WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${AUDITED} GROUP BY rep`,
    [book, first, last],
  )
  const totals = keyedRows(
    rows,
    (amount = 0n, quantity = 0n, pricedAmount = 0n, pricedListAmount = 0n, positive = 0n, clients = 0n, lines = 0n) => ({
      ...{ amount, quantity, pricedAmount, pricedListAmount, positiveOrders: positive, clients },
      lines,
    }),
  )
  if (![...totals.values()].some(({ lines }) => lines > 0n)) return withoutLines(totals)
  // The numbers stand in no index by day, and only documents of several lines need them.
  const documents = await reader.all(
    `SELECT rep, count(DISTINCT "number") FROM orders
     WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${AUDITED} AND amount > 0 AND line IS NOT NULL GROUP BY rep`,
    [book, first, last],
  )
  return withoutLines(
    totals,
    keyedRows(documents, (numbers = 0n) => numbers),
  )
}

function withoutLines(
  totals: ReadonlyMap<string, OrderTotals & { readonly lines: bigint }>,
  documents: ReadonlyMap<string, bigint> = new Map(),
): Map<string, OrderTotals> {
  return new Map(
    [...totals].map(([rep, { lines, ...of }]) => [rep, { ...of, positiveOrders: of.positiveOrders - lines + (documents.get(rep) ?? 0n) }]),
  )
}

const positiveOrders = ({ period }: Measured, rep: string) => [ofRep('orders', rep, period, { positiveOnly: true })]
const pricedOrders = ({ period }: Measured, rep: string) => [ofRep('orders', rep, period, { positiveOnly: true, pricedOnly: true })]

export const ORDER_MEASURES = measuresOf(
  {
    byRep: ({ reader, book, period }) => ordersByRep(reader, book, period),
    byClient: ({ reader, book, period }, rep) => ordersByClient(reader, book, period, rep),
  },
  {
    netSales: {
      title: { zh: '净销售额', en: 'Net sales' },
      unit: 'yuan',
      tables: ['orders'],
      of: ({ amount }) => amount,
      records: ({ period }, rep) => [ofRep('orders', rep, period)],
    },
    netQuantity: {
      title: { zh: '净销售数量', en: 'Net quantity' },
      unit: 'quantity',
      tables: ['orders'],
      of: ({ quantity }) => quantity,
      records: ({ period }, rep) => [ofRep('orders', rep, period, { stating: 'quantity' })],
    },
    pricedAmount: {
      title: { zh: '按实际价格的金额', en: 'Amount at actual price' },
      unit: 'yuan',
      tables: ['orders'],
      of: ({ pricedAmount }) => pricedAmount,
      records: pricedOrders,
    },
    pricedListAmount: {
      title: { zh: '按标准价格的金额', en: 'Amount at list price' },
      unit: 'yuan',
      tables: ['orders'],
      of: ({ pricedListAmount }) => pricedListAmount,
      records: pricedOrders,
    },
    positiveOrders: {
      title: { zh: '订单数', en: 'Orders' },
      unit: 'count',
      tables: ['orders'],
      of: (totals) => totals.positiveOrders,
      records: positiveOrders,
      note: { zh: '同一订单的几行算一张', en: 'lines of one order are one order' },
    },
    clientsSold: {
      title: { zh: '成交顾客数', en: 'Clients sold to' },
      unit: 'count',
      tables: ['orders'],
      of: ({ clients }) => clients,
      records: positiveOrders,
    },
  },
)
