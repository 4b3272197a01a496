import { ARREARS_MEASURES } from './arrears-by-rep.ts'
import { COLLECTION_MEASURES } from './collection-totals.ts'
import type { Measure } from './measure.ts'
import { NEW_CLIENT_MEASURES } from './new-clients-by-rep.ts'
import { ORDER_MEASURES } from './orders-by-rep.ts'
import { QUOTA_MEASURES } from './quotas-by-rep.ts'
import { RETENTION_MEASURES } from './retention-by-rep.ts'
import { COMPLAINT_MEASURES, EXPENSE_MEASURES, SALES_BEFORE, VISIT_MEASURES } from './simple-measures.ts'

const MEASURES = {
  ...ORDER_MEASURES,
  ...SALES_BEFORE,
  ...NEW_CLIENT_MEASURES,
  ...RETENTION_MEASURES,
  ...QUOTA_MEASURES,
  ...EXPENSE_MEASURES,
  ...COLLECTION_MEASURES,
  ...ARREARS_MEASURES,
  ...VISIT_MEASURES,
  ...COMPLAINT_MEASURES,
}
export type SalesMeasure = keyof typeof MEASURES

/** The measures 计量 that KPI rules take as inputs, by the names that they give them. Each stands beside the statement that counts it. */
export const SALES_MEASURES: Readonly<Record<SalesMeasure, Measure>> = MEASURES

export function isSalesMeasure(name: string): name is SalesMeasure {
  return Object.hasOwn(MEASURES, name)
}
