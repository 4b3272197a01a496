import type { Problem } from '../../../base/problem.ts'
import type { TableKey } from '../../../domain/dataset/tables.ts'
import type { Compared } from '../../../store/company-book/compare-staging.ts'
import type { ReadSheet, Upload, UploadState } from '../../../store/uploads.ts'

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
  /** The open period that the change would be recorded in. */
  readonly period: string | null
  /** The closed periods that it comes too late for. */
  readonly lateFor: readonly string[]
  /** Whether a reason must be given. */
  readonly needsReason: boolean
  /** What stands in the way as things are. */
  readonly obstacles: readonly Problem[]
}

export function uploadView({ id, period, state, fileName, sha256, at, by, counts, change, sheets }: Upload): UploadView {
  const { tables, errors, warnings } = counts
  return { id, period: period ?? null, state, fileName, sha256, at, by, tables, errors, warnings, change: change ?? null, sheets }
}
