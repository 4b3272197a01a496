import type { Day } from '../../base/day.ts'

/** A representative whose collections count for a region because they belong there: in the whole period, or on some days of it (POLICY A11). */
export interface CreditedRep {
  readonly rep: string
  readonly first?: Day | undefined
  readonly last?: Day | undefined
}
