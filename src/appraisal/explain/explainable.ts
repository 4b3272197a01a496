import type { Period } from '../../base/period.ts'
import type { SourceQuery } from '../../store/measures/source-query.ts'
import type { RulesInForce } from '../rules-in-force.ts'
import type { ExplainedRecords } from './explained.ts'

/** What explaining needs beside a person's result and facts, whether these were just computed or come from a snapshot. */
export interface Explainable {
  readonly period: Period
  readonly rules: RulesInForce
  /** Whether an attendance table is in the data at all (POLICY A8). */
  readonly attendanceGiven: boolean
  /** Whether the reader may see the scores of others in the same split; without, their total alone is shown. */
  readonly showsOthers: boolean
  /** The source records 原始记录 behind a fact, as many of them as the reader wants to see. */
  list(fact: string, queries: readonly SourceQuery[]): Promise<ExplainedRecords>
}
