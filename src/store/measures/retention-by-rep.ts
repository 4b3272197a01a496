import type { Reader } from '../database/connection.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'

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
       WHERE book = $1 AND amount > 0 AND (+date BETWEEN $2 AND $3 OR +date BETWEEN $4 AND $5)
       GROUP BY client, rep
     ) AS pairs WHERE in_base = 1 GROUP BY rep`,
    [book, base.first, base.last, current.first, current.last],
  )
  return keyedRows(rows, (baseClients = 0n, retainedClients = 0n) => ({ baseClients, retainedClients }))
}
