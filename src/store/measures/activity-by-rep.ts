import type { Reader } from '../database/connection.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'

/** Sales expenses 销售费用 in fen per rep on the days (S4). */
export async function expensesByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, bigint>> {
  const rows = await reader.all('SELECT rep, sum(amount) FROM expenses WHERE book = $1 AND date BETWEEN $2 AND $3 GROUP BY rep', [
    book,
    first,
    last,
  ])
  return keyedRows(rows, (amount = 0n) => amount)
}

export interface VisitTotals {
  readonly visits: bigint
  readonly successful: bigint
}

/** Visits 拜访 per rep on the days, and the successful ones (S6). */
export async function visitsByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, VisitTotals>> {
  const rows = await reader.all(
    'SELECT rep, count(*), sum(successful) FROM visits WHERE book = $1 AND date BETWEEN $2 AND $3 GROUP BY rep',
    [book, first, last],
  )
  return keyedRows(rows, (visits = 0n, successful = 0n) => ({ visits, successful }))
}

/** Upheld complaints 有效投诉 per rep on the days (S7); a rep with none upheld is not in it. */
export async function upheldComplaintsByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, bigint>> {
  const rows = await reader.all(
    'SELECT rep, count(*) FROM complaints WHERE book = $1 AND date BETWEEN $2 AND $3 AND upheld = 1 GROUP BY rep',
    [book, first, last],
  )
  return keyedRows(rows, (complaints = 0n) => complaints)
}
