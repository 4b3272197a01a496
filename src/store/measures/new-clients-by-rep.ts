import { dayBefore } from '../../base/day.ts'
import { windowsOf } from '../../domain/sales/windows.ts'
import type { Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'
import { type Measured, measuresOf } from './measure.ts'
import { ofRep } from './source-query.ts'

/**
 * New clients 新顾客 per rep (S8a): clients whose first order with a positive amount - ever, or since `lookBackFirst` - falls
 * on the days, credited to the rep of that order; of several on that day, the one with the smallest number by code point.
 *
 * Starts from the clients sold to on the days and looks back for each, so that a long history costs little.
 */
export async function newClientsByRep(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  lookBackFirst = 0,
): Promise<Map<string, bigint>> {
  const rows = await reader.all(`${FIRST_ORDERS} SELECT rep, count(*) FROM ranked WHERE place = 1 GROUP BY rep`, [
    ...[book, first, last],
    lookBackFirst,
  ])
  return keyedRows(rows, (clients = 0n) => clients)
}

/** The new clients of one rep: those that newClientsByRep counts. */
export async function newClientsOf(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  rep: string,
  lookBackFirst = 0,
): Promise<readonly string[]> {
  const rows = await reader.all(`${FIRST_ORDERS} SELECT client FROM ranked WHERE place = 1 AND rep = $5`, [
    ...[book, first, last, lookBackFirst],
    rep,
  ])
  return rows.map(([client]) => String(client))
}

/** The clients that newClientsByRep counts, whoever is credited with them. */
export async function newClientsOn(reader: Reader, book: number, { first, last }: DayRange, lookBackFirst = 0): Promise<string[]> {
  const rows = await reader.all(`${FIRST_ORDERS} SELECT client FROM ranked WHERE place = 1`, [book, first, last, lookBackFirst])
  return rows.map(([client]) => String(client))
}

/** The orders that made clients new, as the beginning of a statement, in the order that credits them. */
const FIRST_ORDERS = `WITH sold AS (
       SELECT DISTINCT client FROM orders WHERE book = $1 AND date BETWEEN $2 AND $3 AND amount > 0 AND ${AUDITED}
     ), fresh AS (
       SELECT client FROM sold WHERE NOT EXISTS (
         SELECT 1 FROM orders AS earlier
         WHERE earlier.book = $1 AND earlier.client = sold.client AND earlier.amount > 0 AND earlier.${AUDITED}
           AND +earlier.date >= $4 AND +earlier.date < $2)
     ), ranked AS (
       SELECT orders.client, orders.rep, row_number() OVER (PARTITION BY orders.client ORDER BY orders.date, orders.number, coalesce(orders.line, '')) AS place
       FROM fresh JOIN orders ON orders.book = $1 AND orders.client = fresh.client
       WHERE +orders.date BETWEEN $2 AND $3 AND orders.amount > 0 AND orders.${AUDITED}
     )`

const lookBackFirst = ({ period, readings }: Measured) => windowsOf(period, readings).lookBackFirst

/** Ever 从未 is as long as what tells who stayed a client (S9): no data begin with the company. */
function untilNow({ period, readings }: Measured): DayRange {
  const { lookBackFirst, base } = windowsOf(period, readings)
  return { first: lookBackFirst ?? base.first, last: dayBefore(period.first) }
}

export const NEW_CLIENT_MEASURES = measuresOf(
  {
    byRep: (measured) => newClientsByRep(measured.reader, measured.book, measured.period, lookBackFirst(measured)),
    async byClient(measured, rep) {
      const clients = await newClientsOf(measured.reader, measured.book, measured.period, rep, lookBackFirst(measured))
      return new Map(clients.map((client) => [client, 1n]))
    },
  },
  {
    newClients: {
      title: { zh: '新顾客数', en: 'New clients' },
      unit: 'count',
      tables: ['orders'],
      of: (clients) => clients,
      lookBack: untilNow,
      records: (measured, rep) => [ofRep('orders', rep, measured.period, { positiveOnly: true, firstSince: lookBackFirst(measured) ?? 0 })],
      note: {
        zh: '每位新顾客列出使其成为新顾客的首张订单，订单日期即自何时起',
        en: 'for each new client the first order that made it one; its date is since when',
      },
    },
  },
)
