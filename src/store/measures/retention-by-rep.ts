import { windowsOf } from '../../domain/sales/windows.ts'
import type { Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import { retentionByClient } from './clients-of-rep.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'
import { type Measured, measuresOf } from './measure.ts'
import { ofRep } from './source-query.ts'

export interface Retention {
  /** Clients with a positive order from the rep in the base window, and those of them with one in the current window too. */
  readonly baseClients: bigint
  readonly retainedClients: bigint
}

/**
 * How many of their clients reps kept 老顾客保持 (S9). The windows span years, so the index by client is walked once from end
 * to end: the `+` keeps both planners from picking days out of the index by day and sorting them.
 */
export async function retentionByRep(reader: Reader, book: number, base: DayRange, current: DayRange): Promise<Map<string, Retention>> {
  const rows = await reader.all(
    `SELECT rep, sum(in_base), sum(in_base * in_current) FROM (
       SELECT rep,
         max(CASE WHEN date BETWEEN $2 AND $3 THEN 1 ELSE 0 END) AS in_base,
         max(CASE WHEN date BETWEEN $4 AND $5 THEN 1 ELSE 0 END) AS in_current
       FROM orders
       WHERE book = $1 AND amount > 0 AND ${AUDITED} AND (+date BETWEEN $2 AND $3 OR +date BETWEEN $4 AND $5)
       GROUP BY client, rep
     ) AS pairs WHERE in_base = 1 GROUP BY rep`,
    [book, base.first, base.last, current.first, current.last],
  )
  return keyedRows(rows, (baseClients = 0n, retainedClients = 0n) => ({ baseClients, retainedClients }))
}

const windows = ({ period, readings }: Measured) => windowsOf(period, readings)

export const RETENTION_MEASURES = measuresOf(
  {
    byRep: (measured) => retentionByRep(measured.reader, measured.book, windows(measured).base, windows(measured).current),
    byClient: (measured, rep) => retentionByClient(measured.reader, measured.book, windows(measured).base, windows(measured).current, rep),
  },
  {
    baseClients: {
      title: { zh: '老顾客数', en: 'Base clients' },
      unit: 'count',
      tables: ['orders'],
      of: ({ baseClients }) => baseClients,
      lookBack: (measured) => windows(measured).base,
      records: (measured, rep) => [ofRep('orders', rep, windows(measured).base, { positiveOnly: true })],
      note: { zh: '基期顾客在基期的订单', en: 'orders of the base clients in the base window' },
    },
    retainedClients: {
      title: { zh: '保持的老顾客数', en: 'Retained clients' },
      unit: 'count',
      tables: ['orders'],
      of: ({ retainedClients }) => retainedClients,
      lookBack: (measured) => windows(measured).base,
      records: (measured, rep) => {
        const { base, current } = windows(measured)
        return [ofRep('orders', rep, current, { positiveOnly: true, orderedIn: base })]
      },
      note: { zh: '基期顾客在本窗口的订单', en: 'orders of base clients in the current window' },
    },
  },
)
