import { present } from '../../base/assert.ts'
import { type RecordValues, TABLES } from '../../domain/dataset/tables.ts'
import type { Cell, Reader } from '../database/connection.ts'
import { quoted, storageOf } from '../database/record-columns.ts'
import { reckoned } from './arrears-by-rep.ts'
import { owner } from './arrears-owner.ts'
import { AUDITED } from './audited.ts'
import { countedCollections } from './counted-collections.ts'
import type { DayRange } from './day-range.ts'
import { wholeNumber } from './keyed-rows.ts'
import type { LedgerQuery } from './source-query.ts'

/** A receivable, what was owed when the data begin, or a collection of a client who owes something, and what the client owes after it. */
export interface LedgerEntry {
  readonly table: (typeof SIDES)[number]
  /** The row in the user's file. */
  readonly row: number
  readonly values: RecordValues
  /** In fen, of this client and rep: receivables less collections up to and with this record. Below zero is paid ahead. */
  readonly balance: bigint
}

const SQL_TYPES = { int8: 'BIGINT', int4: 'INTEGER', text: 'TEXT' } as const
const SIDES = ['openings', 'receivables', 'collections'] as const
/** Where the columns of each begin among those of all, side by side. */
const FIRST_CELLS = SIDES.map((_, at) => SIDES.slice(0, at).reduce((sum, table) => sum + TABLES[table].columns.length, 0))
const ALL_CELLS = SIDES.reduce((sum, table) => sum + TABLES[table].columns.length, 0)

/**
 * One page of the documents that a rep's arrears were counted from: client by client and in each by day, what is owed before
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
  const owed = (
    side: 0 | 1,
    number: string,
    line: string,
    counted: string,
  ) => `SELECT ${side} AS side, client, due_date AS day, ${number} AS "number", ${line} AS line, amount AS signed, id, "row", ${sideColumns(side)}
      FROM ${SIDES[side]} WHERE book = $1 AND ${owner(query.counted, SIDES[side], 'rep')} = $4 ${counted} AND due_date ${dueUntil} AND client IN (SELECT client FROM owing)`
  const ledger = `${await reckoned(reader, book, query.counted, counted.condition, '= $4')}, owing AS (
      SELECT client FROM reckoned WHERE ${owes} ${query.collected ? 'AND within > 0' : ''} ${ofClient}
    ), ledger AS (
      ${owed(0, "''", "''", '')}
      UNION ALL
      ${owed(1, '"number"', "coalesce(line, '')", `AND ${AUDITED}`)}
      UNION ALL
      SELECT 2, client, date, "number", coalesce(line, ''), -amount, id, "row", ${sideColumns(2)}
      FROM collections WHERE book = $1 AND ${owner(query.counted, 'collections', 'credited_rep')} = $4 AND ${counted.condition} AND +date ${paidUntil}
        AND client IN (SELECT client FROM owing)
    )`
  const [count] = await reader.all(`${ledger} SELECT count(*) FROM ledger`, parameters)
  const cells = [...Array(ALL_CELLS).keys()].map((at) => `c${at}`).join(', ')
  const rows = await reader.all(
    `${ledger} SELECT side, "row", sum(signed) OVER (PARTITION BY client ORDER BY day, side, "number", line, id), ${cells}
     FROM ledger ORDER BY client, day, side, "number", line, id LIMIT ${Math.trunc(page.limit)} OFFSET ${Math.trunc(page.offset)}`,
    parameters,
  )
  return { total: Number(count?.[0]), entries: rows.map(entryFrom) }
}

/** The columns of all tables side by side, blank where another one stands. */
function sideColumns(side: 0 | 1 | 2): string {
  // PostgreSQL would take the blanks of two tables for text, whatever the third has there.
  const columns = SIDES.flatMap((table, at) =>
    TABLES[table].columns.map(({ key, type }) => (at === side ? quoted(key) : `CAST(NULL AS ${SQL_TYPES[storageOf(type)]})`)),
  )
  return columns.map((column, at) => `${column} AS c${at}`).join(', ')
}

function entryFrom([side, row, balance, ...cells]: readonly Cell[]): LedgerEntry {
  const at = Number(side)
  const table = present(SIDES[at], 'A document of a ledger is of one of its tables.')
  const own = cells.slice(FIRST_CELLS[at], FIRST_CELLS[at + 1])
  return {
    table,
    row: Number(row),
    values: own.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)),
    balance: wholeNumber(balance),
  }
}
