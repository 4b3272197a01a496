import type { Language, Problem } from '../../base/problem.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Upload } from '../../store/aggregates/uploads.ts'
import type { Compared } from '../../store/company-book/compare-staging.ts'
import type { DatedRows } from '../../store/company-book/date-snapshot.ts'
import { problemEntryOf } from '../kernel/problem-response.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { asideSchema, touchedSchema, uploadSchema } from './upload-schema.ts'

/** An upload as the API shows it. */
export type UploadView = ShapeOf<typeof uploadSchema>

/** A row of an upload that waits, as the API shows it. */
export type AsideView = ShapeOf<typeof asideSchema>

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
  /** From which day on what a staff or client list shows differently is to hold, and how many dated rows that makes; null without any. */
  readonly held: { readonly from: string; readonly rows: DatedRows['rows'] } | null
  /** Rows that reach a published period: they wait beside the rest. The first of them. */
  readonly setAside: { readonly count: number; readonly records: readonly AsideView[] }
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
export type RecordMeanwhile = ShapeOf<typeof touchedSchema>

export function uploadView({ id, period, state, fileName, sha256, at, by, counts, change, sheets, corrections }: Upload): UploadView {
  const { tables, errors, warnings, setAside = 0 } = counts
  const counted = { tables, errors, warnings, setAside }
  return { id, period: period ?? null, state, fileName, sha256, at, by, ...counted, change: change ?? null, sheets, corrections }
}

/** An upload with what committing it now would mean, in the caller's language. */
export function shownUpload(upload: UploadView, plan: UploadPlan | undefined, language: Language) {
  return { ...upload, plan: plan ? shownPlan(plan, language) : null }
}

/** What committing an upload would mean, in the caller's language. */
export function shownPlan(plan: UploadPlan, language: Language) {
  return { ...plan, obstacles: plan.obstacles.map((problem) => problemEntryOf(problem, language)) }
}
