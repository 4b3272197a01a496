import type { Rational } from '../../base/rational.ts'
import type { TableKey } from '../dataset/tables.ts'

/**
 * The measures 计量 that KPI rules take as inputs, with the tables each is counted from: where one of them is not
 * in the data at all, a KPI that uses the measure has no data. Money is in yuan, quantities in units, the rest are counts.
 */
export const SALES_MEASURES = {
  netSales: ['orders'],
  salesLastYear: ['orders'],
  salesPreviousPeriod: ['orders'],
  netQuantity: ['orders'],
  pricedAmount: ['orders'],
  pricedListAmount: ['orders'],
  positiveOrders: ['orders'],
  clientsSold: ['orders'],
  newClients: ['orders'],
  baseClients: ['orders'],
  retainedClients: ['orders'],
  quotaAmount: ['quotas'],
  quotaQuantity: ['quotas'],
  quotaNewClients: ['quotas'],
  expenses: ['expenses'],
  netCollections: ['collections'],
  arrears: ['receivables', 'collections'],
  arrearsRecovered: ['receivables', 'collections'],
  dueAmount: ['receivables', 'collections'],
  dueCollected: ['receivables', 'collections'],
  visits: ['visits'],
  successfulVisits: ['visits'],
  upheldComplaints: ['complaints'],
} as const satisfies Record<string, readonly TableKey[]>
export type SalesMeasure = keyof typeof SALES_MEASURES

/** What the records say of one sales representative 业务员; a measure that has no figure (no quota given) is undefined. */
export interface SalesFacts {
  readonly employee: string
  readonly measures: Readonly<Record<SalesMeasure, Rational | undefined>>
}

/** The key of a KPI 指标 as its rule file gives it, such as "salesGrowth". Which there are, the rules in force say. */
export type Kpi = string

/** Something of each key, in their order. Filled into copies of one object: an object that grows key by key takes twice the memory. */
export function recorder<Key extends string>(keys: readonly Key[]): <T>(of: (key: Key) => T) => Record<Key, T> {
  const empty = Object.fromEntries(keys.map((key) => [key, undefined]))
  return <T>(of: (key: Key) => T) => {
    const found: Record<string, T | undefined> = { ...empty }
    for (const key of keys) found[key] = of(key)
    return found as Record<Key, T>
  }
}
