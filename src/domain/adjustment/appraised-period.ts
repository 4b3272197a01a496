import type { RegionBonus } from '../appraisal.ts'
import type { IncompleteDecision, ServiceFacts } from '../engineers/service-facts.ts'
import type { ServiceResult } from '../engineers/service-result.ts'
import type { HeldThen } from './held-then.ts'

/** One service engineer 技术客服 as appraised once: what was known, what HR decided, and what came of it. */
export interface AppraisedEngineer {
  readonly facts: ServiceFacts
  readonly decisions: readonly IncompleteDecision[]
  readonly result: ServiceResult
}

/** What one appraisal of a period paid, and what it followed from. */
export interface AppraisedPeriod {
  /** The version of the program that computed it. */
  readonly engineVersion: string
  /** By employee number. */
  readonly people: ReadonlyMap<string, AppraisedEngineer>
  /** By region code. */
  readonly regions: ReadonlyMap<string, RegionBonus>
  readonly held: HeldThen
}
