import type { TableKey } from '../../domain/dataset/tables.ts'
import type { ChangeCounts } from '../../store/company-book/commit-staging.ts'

/** How many records of a table a change touched. */
export function touched(counts: ChangeCounts, table: TableKey): number {
  const { new: added = 0, changed = 0, removed = 0 } = counts[table] ?? {}
  return added + changed + removed
}
