/** The KPIs of POLICY section S in the order of their clauses, as the shipped rules have them. */
export const SHIPPED_KPIS = [
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
