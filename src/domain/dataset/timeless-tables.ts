import type { TableKey } from './tables.ts'

/** People, clients and regions, what held of them from when, campaigns and the calendar: their records are in no period. */
export const TIMELESS_TABLES: readonly TableKey[] = [
  ...(['regions', 'employees', 'postings', 'spells', 'pay_bases'] as const),
  ...(['clients', 'client_aliases', 'client_reps', 'campaigns', 'holidays'] as const),
]
