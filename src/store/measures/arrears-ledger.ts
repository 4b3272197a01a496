import { type RecordValues, TABLES } from '../../domain/dataset/tables.ts'
import type { Cell, Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import { reckoned } from './arrears-by-rep.ts'
import { AUDITED } from './audited.ts'
import { countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { wholeNumber } from './keyed-rows.ts'
import type { LedgerQuery } from './source-query.ts'

/** A receivable or a collection of a client who owes something, and what the client owes after it. */
export interface LedgerEntry {
  readonly table: 'receivables' | 'collections'
  /** The row in the user's file. */
  readonly row: number
  readonly values: RecordValues
  /** In fen, of this client and rep: receivables less collections up to and with this record. Below zero is paid ahead. */
  readonly balance: bigint
}

const SIDES = ['receivables', 'collections'] as const
const RECEIVABLE_CELLS = TABLES.receivables.columns.length
const COLLECTION_CELLS = TABLES.collections.columns.length

/**
 * One page of the documents that a rep's arrears were counted from: client by client and in each by day, receivables before
 * collections of the same day. Clients who owe nothing, and collections of clients without a receivable of the rep, are not in it:
 * they were not counted (arrears-by-rep.ts).
 */
export async function arrearsLedger(
  reader: Reader,
  book: number,
  { first, last }: DayRange,
  query: LedgerQuery,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly total: number; readonly entries: readonly LedgerEntry[] }> {
  const counted = countedCollections(query.counted, 5)
  const parameters = [book, first, last, query.rep, ...counted.parameters]
  const ofClient = query.client === undefined ? '' : `AND client = $${parameters.push(query.client)}`
  const owes = query.of === 'arrears' ? 'arrears > 0' : 'due > 0'
  const dueUntil = query.of === 'arrears' ? '< $2' : '<= $3'
  const paidUntil = query.collected ? '<= $3' : '< $2'
  const ledger = `${reckoned(reader.dialect, counted.condition, 'AND rep = $4', 'AND credited_rep = $4')}, owing AS (
      SELECT client FROM reckoned WHERE ${owes} ${query.collected ? 'AND within > 0' : ''} ${ofClient}
    ), ledger AS (
      SELECT 0 AS side, client, due_date AS day, "number", coalesce(line, '') AS line, amount AS signed, id, "row", ${sideColumns(0)}
      FROM receivables WHERE book = $1 AND rep = $4 AND ${AUDITED} AND due_date ${dueUntil} AND client IN (SELECT client FROM owing)
      UNION ALL
      SELECT 1, client, date, "number", coalesce(line, ''), -amount, id, "row", ${sideColumns(1)}
      FROM collections WHERE book = $1 AND credited_rep = $4 AND ${counted.condition} AND +date ${paidUntil}
        AND client IN (SELECT client FROM owing)
    )`
  const [count] = await reader.all(`${ledger} SELECT count(*) FROM ledger`, parameters)
  const cells = [...Array(RECEIVABLE_CELLS + COLLECTION_CELLS).keys()].map((at) => `c${at}`).join(', ')
  const rows = await reader.all(
    `${ledger} SELECT side, "row", sum(signed) OVER (PARTITION BY client ORDER BY day, side, "number", line, id), ${cells}
     FROM ledger ORDER BY client, day, side, "number", line, id LIMIT ${Math.trunc(page.limit)} OFFSET ${Math.trunc(page.offset)}`,
    parameters,
  )
  return { total: Number(count?.[0]), entries: rows.map(entryFrom) }
}

/** The columns of both tables side by side, blank where the other one stands. */
function sideColumns(side: 0 | 1): string {
  const columns = SIDES.map((table) => TABLES[table].columns.map(({ key }) => quoted(key)))
  return columns
    .flatMap((names, at) => (at === side ? names : names.map(() => 'NULL')))
    .map((name, at) => `${name} AS c${at}`)
    .join(', ')
}

function entryFrom([side, row, balance, ...cells]: readonly Cell[]): LedgerEntry {
  const isCollection = Number(side) === 1
  const own = isCollection ? cells.slice(RECEIVABLE_CELLS) : cells.slice(0, RECEIVABLE_CELLS)
  return {
    table: SIDES[isCollection ? 1 : 0],
    row: Number(row),
    values: own.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)),
    balance: wholeNumber(balance),
  }
}
