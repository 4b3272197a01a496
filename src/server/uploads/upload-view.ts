import type { Problem } from '../../base/problem.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { ReadSheet, Upload, UploadState } from '../../store/aggregates/uploads.ts'
import type { ChangeKind } from '../../store/company-book/changes.ts'
import type { Compared } from '../../store/company-book/compare-staging.ts'
import type { RecordJson } from '../records/record-json.ts'

/** An upload as the API shows it. */
export interface UploadView {
  readonly id: string
  readonly period: string | null
  readonly state: UploadState
  readonly fileName: string
  readonly sha256: string
  readonly at: string
  readonly by: string
  /** Every table that was in it. */
  readonly tables: Readonly<Partial<Record<TableKey, Compared>>>
  readonly errors: number
  readonly warnings: number
  /** The change that committed it. */
  readonly change: number | null
  /** How its files and sheets were read. */
  readonly sheets: readonly ReadSheet[]
}

/** What committing it now would mean. */
export interface UploadPlan {
  /** Another one as soon as committing it would mean anything else; a commit names the one that its user has seen. */
  readonly version: string
  /** How its records stand now. */
  readonly tables: Readonly<Partial<Record<TableKey, Compared>>>
  /** The open period that the change would be recorded in. */
  readonly period: string | null
  /** The closed periods that it comes too late for. */
  readonly lateFor: readonly string[]
  /** Whether a reason must be given. */
  readonly needsReason: boolean
  /** What stands in the way as things are. */
  readonly obstacles: readonly Problem[]
  /** Null while all of it is as it was shown when the upload was checked. */
  readonly meanwhile: Meanwhile | null
}

/** What was shown when an upload was checked and is different now. */
export interface Meanwhile {
  /** How many of its records other changes have touched. */
  readonly count: number
  /** The first of them. */
  readonly records: readonly RecordMeanwhile[]
  readonly shown: Pick<UploadPlan, 'tables' | 'period' | 'lateFor' | 'needsReason'>
}

/** A record of an upload that a later change has touched in the company book. */
export interface RecordMeanwhile {
  readonly table: TableKey
  /** Names it in an address. */
  readonly key: string
  /** As it was in force when the upload was checked. */
  readonly shown: RecordJson | null
  readonly now: RecordJson | null
  readonly uploaded: RecordJson
  /** The last change that touched it. */
  readonly change: number
  readonly kind: ChangeKind
  readonly by: string
  readonly at: string
}

export function uploadView({ id, period, state, fileName, sha256, at, by, counts, change, sheets }: Upload): UploadView {
  const { tables, errors, warnings } = counts
  return { id, period: period ?? null, state, fileName, sha256, at, by, tables, errors, warnings, change: change ?? null, sheets }
}
