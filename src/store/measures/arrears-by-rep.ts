import { dayBefore } from '../../base/day.ts'
import type { Reader } from '../database/connection.ts'
import { type ArrearsReadings, owner } from './arrears-owner.ts'
import { AUDITED } from './audited.ts'
import { countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { keyedRows } from './keyed-rows.ts'
import { type Measured, measuresOf } from './measure.ts'
import type { LedgerQuery, SourceQuery } from './source-query.ts'

/** In fen, added up over the rep's clients. */
export interface Arrears {
  /** 欠款: receivables due before the period less collections before it, and what the period's collections recovered of it (S5a). */
  readonly arrears: bigint
  readonly recovered: bigint
  /** Receivables due up to the period's end less collections before the period, and what was collected of it (S5b). */
  readonly due: bigint
  readonly collected: bigint
}

/**
 * What clients owed each rep, first in first out. Every client is reckoned alone, never below zero, and by the rep on the
 * receivable, unless arrears follow the client: a client with receivables from two reps is two. A client of whom the rep has only receivables due later is the
 * rep's client too: a refund beyond what was paid before the period is owed. Collections without any receivable of their client
 * and rep do not enter. Needs the whole history: one walk along each table's index by client.
 */
export async function arrearsByRep(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  readings: ArrearsReadings,
): Promise<Map<string, Arrears>> {
  const { smaller } = reader.dialect
  const counted = countedCollections(readings, 4)
  const rows = await reader.all(
    `${await reckoned(reader, book, readings, counted.condition)}
     SELECT rep, sum(arrears), sum(${smaller('arrears', 'within')}), sum(due), sum(${smaller('due', 'within')})
     FROM reckoned GROUP BY rep`,
    [book, first, last, ...counted.parameters],
  )
  return keyedRows(rows, (arrears = 0n, recovered = 0n, due = 0n, collected = 0n) => ({ arrears, recovered, due, collected }))
}

/** The same for one rep, client by client: what arrearsByRep adds up. Clients who owe nothing are left out. */
export async function arrearsByClient(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  readings: ArrearsReadings,
  rep: string,
): Promise<Map<string, Arrears>> {
  const { smaller } = reader.dialect
  const counted = countedCollections(readings, 5)
  const rows = await reader.all(
    `${await reckoned(reader, book, readings, counted.condition, '= $4')}
     SELECT client, arrears, ${smaller('arrears', 'within')}, due, ${smaller('due', 'within')}
     FROM reckoned WHERE arrears > 0 OR due > 0`,
    [book, first, last, rep, ...counted.parameters],
  )
  return keyedRows(rows, (arrears = 0n, recovered = 0n, due = 0n, collected = 0n) => ({ arrears, recovered, due, collected }))
}

/** The rows of receivables with what was owed when the data begin 期初欠款, where a book says so; it counts like them (POLICY S5). */
async function owedIn(reader: Reader, book: number): Promise<string> {
  const openings = await reader.all('SELECT 1 FROM openings WHERE book = $1 LIMIT 1', [book])
  // By itself the table is walked along its index.
  if (openings.length === 0) return `receivables WHERE book = $1 AND ${AUDITED}`
  return `(SELECT client, rep, due_date, amount FROM receivables WHERE book = $1 AND ${AUDITED}
     UNION ALL SELECT client, rep, due_date, amount FROM openings WHERE book = $1) AS receivables WHERE 1 = 1`
}

/**
 * What each client owed each rep, clients in `reckoned`, as the beginning of a statement: book, first and last day are its first three
 * parameters. `ofRep` ("= $4") narrows it to one rep.
 */
export async function reckoned(reader: Reader, book: number, readings: ArrearsReadings, counted: string, ofRep?: string): Promise<string> {
  const { larger } = reader.dialect
  const [owes, pays] = [owner(readings, 'receivables', 'rep'), owner(readings, 'collections', 'credited_rep')]
  const narrowed = (whose: string) => (ofRep === undefined ? '' : `AND ${whose} ${ofRep}`)
  return `WITH owed AS (
       SELECT client, ${owes} AS rep,
         sum(CASE WHEN due_date < $2 THEN amount ELSE 0 END) AS due_before,
         sum(CASE WHEN due_date <= $3 THEN amount ELSE 0 END) AS due_by_end
       FROM ${await owedIn(reader, book)} ${narrowed(owes)} GROUP BY 1, 2
     ), paid AS (
       SELECT client, ${pays} AS rep,
         sum(CASE WHEN date < $2 THEN amount ELSE 0 END) AS paid_before,
         sum(CASE WHEN date < $2 THEN 0 ELSE amount END) AS paid_within
       FROM collections WHERE book = $1 AND +date <= $3 ${narrowed(pays)} AND ${counted} GROUP BY 1, 2
     ), reckoned AS (
       SELECT owed.client, owed.rep,
         ${larger('due_before - coalesce(paid_before, 0)', '0')} AS arrears,
         ${larger('due_by_end - coalesce(paid_before, 0)', '0')} AS due,
         ${larger('coalesce(paid_within, 0)', '0')} AS within
       FROM owed LEFT JOIN paid ON paid.client = owed.client AND paid.rep = owed.rep
     )`
}

const LEDGER_NOTE = {
  zh: '逐客户列出，先到期先冲；余额为该客户到该单据为止的欠款，没有欠款的客户不计',
  en: 'client by client, first in first out; the balance is what the client owes after the document; clients who owe nothing are not counted',
}

/** The documents that a figure was counted from. */
function ledgerOf(of: LedgerQuery['of'], collected: boolean) {
  return ({ period, readings }: Measured, rep: string): readonly SourceQuery[] => [
    { kind: 'ledger', days: period, ledger: { rep, counted: readings, of, collected } },
  ]
}

/** What is owed comes from before the period; without a record from there all that was owed then is nothing, which is told (POLICY S5). */
const SINCE_THE_DATA_BEGIN = {
  lookBack: ({ period }: Measured): DayRange => ({ first: dayBefore(period.first), last: dayBefore(period.first) }),
  toldWithout: true,
} as const

export const ARREARS_MEASURES = measuresOf(
  {
    byRep: ({ reader, book, period, readings }) => arrearsByRep(reader, book, period, readings),
    byClient: ({ reader, book, period, readings }, rep) => arrearsByClient(reader, book, period, readings, rep),
  },
  {
    arrears: {
      title: { zh: '期初欠款', en: 'Arrears at the start' },
      unit: 'yuan',
      tables: ['receivables', 'collections'],
      ...SINCE_THE_DATA_BEGIN,
      of: ({ arrears }) => arrears,
      records: ledgerOf('arrears', false),
      note: LEDGER_NOTE,
    },
    arrearsRecovered: {
      title: { zh: '收回的欠款', en: 'Arrears recovered' },
      unit: 'yuan',
      tables: ['receivables', 'collections'],
      ...SINCE_THE_DATA_BEGIN,
      of: ({ recovered }) => recovered,
      records: ledgerOf('arrears', true),
      note: LEDGER_NOTE,
    },
    dueAmount: {
      title: { zh: '到期应收', en: 'Amount due' },
      unit: 'yuan',
      tables: ['receivables', 'collections'],
      ...SINCE_THE_DATA_BEGIN,
      of: ({ due }) => due,
      records: ledgerOf('due', false),
      note: LEDGER_NOTE,
    },
    dueCollected: {
      title: { zh: '收回的到期应收', en: 'Due amount collected' },
      unit: 'yuan',
      tables: ['receivables', 'collections'],
      ...SINCE_THE_DATA_BEGIN,
      of: ({ collected }) => collected,
      records: ledgerOf('due', true),
      note: LEDGER_NOTE,
    },
  },
)
