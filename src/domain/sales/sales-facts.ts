import type { Rational } from '../../base/rational.ts'

/**
 * The measures 计量 that KPI rules take as inputs, each with the table its no-data check asks for.
 * Money is in yuan, quantities in units, the rest are counts.
 */
export const SALES_MEASURES = {
  netSales: 'orders',
  salesLastYear: 'orders',
  salesPreviousPeriod: 'orders',
  netQuantity: 'orders',
  pricedAmount: 'orders',
  pricedListAmount: 'orders',
  positiveOrders: 'orders',
  clientsSold: 'orders',
  newClients: 'orders',
  baseClients: 'orders',
  retainedClients: 'orders',
  quotaAmount: 'quotas',
  quotaQuantity: 'quotas',
  quotaNewClients: 'quotas',
  expenses: 'expenses',
  netCollections: 'collections',
  arrears: 'receivables',
  arrearsRecovered: 'receivables',
  dueAmount: 'receivables',
  dueCollected: 'receivables',
  visits: 'visits',
  successfulVisits: 'visits',
  upheldComplaints: 'complaints',
} as const
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
