import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import { sourceRecords } from '../../store/measures/source-records.ts'
import { periodRecords } from '../../store/read-table.ts'
import type { Records } from '../../store/records.ts'
import type { SourceQuery } from './source-queries.ts'

/** A source record with its table and the row of the user's file. */
export interface FoundRecord {
  readonly table: TableKey
  readonly row: number
  readonly values: RecordValues
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
    const found = query.kind === 'dated' ? await findDated(records, book, query, offset, limit) : await findOfPeriods(records, book, query)
    total += found.total
    shown.push(...(query.kind === 'dated' ? found.records : found.records.slice(offset, offset + limit)))
  }
  return { total, records: shown }
}

async function findDated(
  records: Records,
  book: number,
  query: SourceQuery & { kind: 'dated' },
  offset: number,
  limit: number,
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
async function findOfPeriods(records: Records, book: number, query: SourceQuery & { kind: 'period' }): Promise<FoundRecords> {
  const { table, periods, only } = query
  const matching = (await periodRecords(records, book, table, periods)).filter(({ values }) => only(values))
  return { total: matching.length, records: matching.map((record) => ({ table, ...record })) }
}
