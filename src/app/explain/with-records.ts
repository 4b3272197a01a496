import type { RecordValues } from '../../domain/dataset/tables.ts'
import { sourceRecords } from '../../store/measures/source-records.ts'
import type { OpenAppraisal } from '../appraise.ts'
import { type Explained, type ExplainedRecord, explainedRecord } from './explained.ts'
import type { SourceQuery } from './source-queries.ts'

/** How many records a leaf lists; the total is always said. */
export interface RecordLimit {
  readonly perFact: number
}

/**
 * The tree with the source records 原始记录 of every input at its leaf. Inputs of one rule that were counted from the same
 * records list them once, at the first.
 */
export async function withRecords(
  tree: Explained,
  sources: Readonly<Record<string, readonly SourceQuery[]>>,
  open: OpenAppraisal,
  limit: RecordLimit,
): Promise<Explained> {
  const listed = new Set<string>()
  const visit = async (node: Explained): Promise<Explained> => {
    const parts: Explained[] = []
    for (const part of node.parts) parts.push(await visit(part))
    const queries = node.parts.length === 0 && Object.hasOwn(sources, node.name) ? (sources[node.name] ?? []) : []
    const key = JSON.stringify(queries)
    if (queries.length === 0 || listed.has(key)) return { ...node, parts }
    listed.add(key)
    const shown: ExplainedRecord[] = []
    let total = 0
    for (const query of queries) {
      const found = await find(query, open, limit.perFact - shown.length)
      total += found.total
      shown.push(...found.shown)
    }
    return { ...node, parts, records: { total, shown } }
  }
  return visit(tree)
}

async function find(query: SourceQuery, open: OpenAppraisal, most: number): Promise<{ total: number; shown: ExplainedRecord[] }> {
  return query.kind === 'dated' ? findDated(query, open, most) : findOfPeriods(query, open, most)
}

async function findDated(query: SourceQuery & { kind: 'dated' }, { store, book, place }: OpenAppraisal, most: number) {
  const { table, only } = query
  // A condition that SQL does not know is tried here, on one person's few records.
  const limit = only ? Number.MAX_SAFE_INTEGER : Math.max(most, 0)
  const { records, total } = await sourceRecords(store, book.id, table, query.filter, { offset: 0, limit })
  const matching = only ? records.filter((record) => only(record.values)) : records
  return {
    total: only ? matching.length : total,
    shown: matching.slice(0, Math.max(most, 0)).map((record) => explainedRecord(table, record.values, place(table, record.row))),
  }
}

/** Records of a period are few, and the store answers them without their rows. */
async function findOfPeriods(query: SourceQuery & { kind: 'period' }, { store, book, place }: OpenAppraisal, most: number) {
  const { table, periods, only } = query
  const matching = (await store.readPeriods(book.id, table, periods)).filter((record: RecordValues) => only(record))
  const file = place(table, 0).file
  return { total: matching.length, shown: matching.slice(0, Math.max(most, 0)).map((record) => explainedRecord(table, record, { file })) }
}
