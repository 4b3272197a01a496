import type { Parameter } from '../database/connection.ts'
import { AUDITED } from './audited.ts'

/** Which collections count (POLICY A11). Only audited documents ever do. */
export interface CollectionFilter {
  /** Kinds left out, such as "deposit". */
  readonly excludedKinds: readonly string[]
  readonly excludeInternalClients: boolean
}

/** The condition on the table `collections`, its placeholders numbered from `$next`, and their values. */
export function countedCollections(
  filter: CollectionFilter,
  next: number,
): { readonly condition: string; readonly parameters: Parameter[] } {
  const conditions = [AUDITED]
  if (filter.excludeInternalClients) conditions.push('client_internal = 0')
  if (filter.excludedKinds.length > 0) {
    conditions.push(`kind NOT IN (${filter.excludedKinds.map((_, index) => `$${next + index}`).join(', ')})`)
  }
  return { condition: conditions.join(' AND '), parameters: [...filter.excludedKinds] }
}
