import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import { periodRecords } from '../../store/database/read-table.ts'
import type { Records } from '../../store/database/records.ts'
import { arrearsLedger } from '../../store/measures/arrears-ledger.ts'
import { ownRecords } from '../../store/measures/own-records.ts'
import type { SourceQuery } from '../../store/measures/source-query.ts'
import { sourceRecords } from '../../store/measures/source-records.ts'

/** A source record with its table and the row of the user's file. */
export interface FoundRecord {
  readonly table: TableKey
  readonly row: number
  readonly values: RecordValues
  /** What the record's client owes after it, in fen, in a list of arrears. */
  readonly balance?: bigint | undefined
}

export interface FoundRecords {
  readonly total: number
  readonly records: readonly FoundRecord[]
}

/** One page of the records that some queries name, one query's after the other's. */
export async function findRecords(
  records: Records,
  book: number,
  queries: readonly SourceQuery[],
  page: { readonly offset: number; readonly limit: number },
): Promise<FoundRecords> {
  const shown: FoundRecord[] = []
  let total = 0
  for (const query of queries) {
    const offset = Math.max(page.offset - total, 0)
    const limit = page.limit - shown.length
    const found = await findOne(records, book, query, { offset, limit })
    total += found.total
    shown.push(...found.records)
  }
  return { total, records: shown }
}

type Page = { readonly offset: number; readonly limit: number }

async function findOne(records: Records, book: number, query: SourceQuery, page: Page): Promise<FoundRecords> {
  switch (query.kind) {
    case 'dated':
      return findDated(records, book, query, page)
    case 'period':
      return findOfPeriods(records, book, query, page)
    case 'own': {
      const { table } = query
      const { total, records: found } = await ownRecords(records, book, query, page)
      return { total, records: found.map((record) => ({ table, ...record })) }
    }
    case 'ledger': {
      const { total, entries } = await arrearsLedger(records, book, query.days, query.ledger, page)
      return { total, records: entries }
    }
  }
}

async function findDated(
  records: Records,
  book: number,
  query: SourceQuery & { kind: 'dated' },
  { offset, limit }: Page,
): Promise<FoundRecords> {
  const { table, only, filter } = query
  const named = (record: { readonly row: number; readonly values: RecordValues }): FoundRecord => ({ table, ...record })
  if (!only) {
    const page = await sourceRecords(records, book, table, filter, { offset, limit })
    return { total: page.total, records: page.records.map(named) }
  }
  // A condition that SQL does not know is tried here, on one person's few records.
  const all = await sourceRecords(records, book, table, filter, { offset: 0, limit: Number.MAX_SAFE_INTEGER })
  const matching = all.records.filter((record) => only(record.values))
  return { total: matching.length, records: matching.slice(offset, offset + limit).map(named) }
}

/** Records of a period are few, so all of them are read. */
async function findOfPeriods(
  records: Records,
  book: number,
  query: SourceQuery & { kind: 'period' },
  { offset, limit }: Page,
): Promise<FoundRecords> {
  const { table, periods, only, counted = (all) => all } = query
  const matching = (await periodRecords(records, book, table, periods)).filter(({ values }) => only(values))
  const chosen = new Set(counted(matching.map(({ values }) => values)))
  const found = matching.filter(({ values }) => chosen.has(values)).map((record) => ({ table, ...record }))
  return { total: found.length, records: found.slice(offset, offset + limit) }
}
