import type { Reader } from '../database/connection.ts'
import { AUDITED } from './audited.ts'
import { complaintsByClient, visitsByClient } from './clients-of-rep.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'
import { measuresOf } from './measure.ts'
import { ofRep } from './source-query.ts'

/** Sales expenses 销售费用 in fen per rep on the days (S4). */
export async function expensesByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, bigint>> {
  const rows = await reader.all(
    `SELECT rep, sum(amount) FROM expenses WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${AUDITED} GROUP BY rep`,
    [book, first, last],
  )
  return keyedRows(rows, (amount = 0n) => amount)
}

export interface VisitTotals {
  readonly visits: bigint
  readonly successful: bigint
}

/** Visits 拜访 per rep on the days, and the successful ones (S6). */
export async function visitsByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, VisitTotals>> {
  const rows = await reader.all(
    `SELECT rep, count(*), sum(successful) FROM visits WHERE book = $1 AND date BETWEEN $2 AND $3 AND ${AUDITED} GROUP BY rep`,
    [book, first, last],
  )
  return keyedRows(rows, (visits = 0n, successful = 0n) => ({ visits, successful }))
}

/** Upheld complaints 有效投诉 per rep on the days (S7); a rep with none upheld is not in it. */
export async function upheldComplaintsByRep(reader: Reader, book: number, { first, last }: DayRange): Promise<Map<string, bigint>> {
  const rows = await reader.all(
    `SELECT rep, count(*) FROM complaints WHERE book = $1 AND date BETWEEN $2 AND $3 AND upheld = 1 AND ${AUDITED} GROUP BY rep`,
    [book, first, last],
  )
  return keyedRows(rows, (complaints = 0n) => complaints)
}

export const EXPENSE_MEASURES = measuresOf(
  { byRep: ({ reader, book, period }) => expensesByRep(reader, book, period) },
  {
    expenses: {
      title: { zh: '销售费用', en: 'Sales expenses' },
      unit: 'yuan',
      tables: ['expenses'],
      of: (amount) => amount,
      records: ({ period }, rep) => [ofRep('expenses', rep, period)],
    },
  },
)

export const VISIT_MEASURES = measuresOf(
  {
    byRep: ({ reader, book, period }) => visitsByRep(reader, book, period),
    byClient: ({ reader, book, period }, rep) => visitsByClient(reader, book, period, rep),
  },
  {
    visits: {
      title: { zh: '访问次数', en: 'Visits' },
      unit: 'count',
      tables: ['visits'],
      of: ({ visits }) => visits,
      records: ({ period }, rep) => [ofRep('visits', rep, period)],
    },
    successfulVisits: {
      title: { zh: '成功访问次数', en: 'Successful visits' },
      unit: 'count',
      tables: ['visits'],
      of: ({ successful }) => successful,
      records: ({ period }, rep) => [ofRep('visits', rep, period, { flag: 'successful' })],
    },
  },
)

export const COMPLAINT_MEASURES = measuresOf(
  {
    byRep: ({ reader, book, period }) => upheldComplaintsByRep(reader, book, period),
    byClient: ({ reader, book, period }, rep) => complaintsByClient(reader, book, period, rep),
  },
  {
    upheldComplaints: {
      title: { zh: '成立的投诉', en: 'Upheld complaints' },
      unit: 'count',
      tables: ['complaints'],
      of: (complaints) => complaints,
      records: ({ period }, rep) => [ofRep('complaints', rep, period, { flag: 'upheld' })],
    },
  },
)
