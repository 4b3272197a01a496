import type { RecordValues } from '../../domain/dataset/tables.ts'
import type { PeriodTable } from '../database/read-table.ts'
import type { ArrearsReadings } from './arrears-owner.ts'
import type { DayRange } from './day-range.ts'
import type { OwnQuery } from './own-records.ts'
import type { SourceFilter, SourceTable } from './source-records.ts'

export interface LedgerQuery {
  readonly rep: string
  readonly client?: string | undefined
  readonly counted: ArrearsReadings
  /** Receivables due before the days (S5a), or up to their end (S5b). */
  readonly of: 'arrears' | 'due'
  /** With the collections on the days, of clients who paid something of what they owed; else what was owed when the days began. */
  readonly collected: boolean
}

/** How to find the records that a fact was counted from: dated ones by a window of days, those of a period by its name. */
export type SourceQuery =
  | {
      readonly kind: 'dated'
      readonly table: SourceTable
      readonly filter: SourceFilter
      readonly only?: (record: RecordValues) => boolean
    }
  | {
      readonly kind: 'period'
      readonly table: PeriodTable
      readonly periods: readonly string[]
      readonly only: (record: RecordValues) => boolean
      /** Which of them counted, where they decide that together; all of them unless told. */
      readonly counted?: (records: readonly RecordValues[]) => readonly RecordValues[]
    }
  | OwnQuery
  | { readonly kind: 'ledger'; readonly days: DayRange; readonly ledger: LedgerQuery }

/** The records of a representative on some days, narrowed by `more`. */
export function ofRep(table: SourceTable, rep: string, { first, last }: DayRange, more: Partial<SourceFilter> = {}): SourceQuery {
  return { kind: 'dated', table, filter: { first, last, employee: rep, ...more } }
}
