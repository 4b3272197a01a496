import type { RecordValues, TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../../store/connection.ts'
import { type BookState, stateOf } from '../../store/measures/book-state.ts'
import { sourceRecords } from '../../store/measures/source-records.ts'
import { readTable } from '../../store/read-table.ts'
import type { SourceQuery } from './source-queries.ts'

/** A source record with its table and the row of the user's file, where it has one. */
export interface FoundRecord {
  readonly table: TableKey
  readonly row: number | undefined
  readonly values: RecordValues
}

export interface FoundRecords {
  readonly total: number
  readonly records: readonly FoundRecord[]
}

/** One page of the records that some queries name, one query's after the other's, as a book stands or stood after a change. */
export async function findRecords(
  reader: Reader,
  book: number | BookState,
  queries: readonly SourceQuery[],
  page: { readonly offset: number; readonly limit: number },
): Promise<FoundRecords> {
  const state = stateOf(book)
  const records: FoundRecord[] = []
  let total = 0
  for (const query of queries) {
    const offset = Math.max(page.offset - total, 0)
    const limit = page.limit - records.length
    const found = query.kind === 'dated' ? await findDated(reader, state, query, offset, limit) : await findOfPeriods(reader, state, query)
    total += found.total
    records.push(...(query.kind === 'dated' ? found.records : found.records.slice(offset, offset + limit)))
  }
  return { total, records }
}

async function findDated(
  reader: Reader,
  state: BookState,
  query: SourceQuery & { kind: 'dated' },
  offset: number,
  limit: number,
): Promise<FoundRecords> {
  const { table, only, filter } = query
  const named = (record: { readonly row: number; readonly values: RecordValues }): FoundRecord => ({ table, ...record })
  if (!only) {
    const { records, total } = await sourceRecords(reader, state, table, filter, { offset, limit })
    return { total, records: records.map(named) }
  }
  // A condition that SQL does not know is tried here, on one person's few records.
  const { records } = await sourceRecords(reader, state, table, filter, { offset: 0, limit: Number.MAX_SAFE_INTEGER })
  const matching = records.filter((record) => only(record.values))
  return { total: matching.length, records: matching.slice(offset, offset + limit).map(named) }
}

/** Records of a period are few, and the store answers them without their rows. */
async function findOfPeriods(reader: Reader, state: BookState, query: SourceQuery & { kind: 'period' }): Promise<FoundRecords> {
  const { table, periods, only } = query
  const matching = (await readTable(reader, state, table, periods)).filter((record) => only(record))
  return { total: matching.length, records: matching.map((values) => ({ table, row: undefined, values })) }
}
