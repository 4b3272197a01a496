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

export const KPIS = [
  'quotaCompletion',
  'quotaCompletionQuantity',
  'salesGrowth',
  'priceRetention',
  'expenseRatio',
  'arrearsRecovery',
  'collectionRate',
  'collectionsToSales',
  'visitSuccess',
  'complaintRate',
  'newClientRate',
  'newClientPlanCompletion',
  'retentionRate',
] as const
export type Kpi = (typeof KPIS)[number]

const EVERY_KPI: Partial<Record<Kpi, undefined>> = Object.fromEntries(KPIS.map((kpi) => [kpi, undefined]))

/** Something of every KPI, in their order. Filled into a copy: an object that grows key by key takes twice the memory. */
export function byKpi<T>(of: (kpi: Kpi) => T): Record<Kpi, T> {
  const found: Partial<Record<Kpi, T | undefined>> = { ...EVERY_KPI }
  for (const kpi of KPIS) found[kpi] = of(kpi)
  return found as Record<Kpi, T>
}
