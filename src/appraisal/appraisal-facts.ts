import type { CreditedRep } from '../domain/bonus/credited-rep.ts'
import type { TableKey } from '../domain/dataset/tables.ts'
import type { IncompleteDecision, ServiceFacts } from '../domain/engineers/service-facts.ts'
import type { SalesFacts } from '../domain/sales/sales-facts.ts'

/** What the records said before any rule was applied: with the rules, all that an appraisal follows from. */
export interface AppraisalFacts {
  /** The tables that are in the data at all, with rows or without. */
  readonly given: ReadonlySet<TableKey>
  service(employee: string): ServiceFacts
  sales(employee: string): SalesFacts
  /** HR's decisions of the period. */
  readonly decisions: readonly IncompleteDecision[]
  /** By region: the representatives there whose collections name no region and therefore count for it (POLICY A11). */
  readonly creditedReps: ReadonlyMap<string, readonly CreditedRep[]>
}
