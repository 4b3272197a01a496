import type { Days } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import type { DatasetProblemCode } from '../../domain/dataset/dataset-problems.ts'
import type { LeftOutReason } from '../../domain/dataset/left-out.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { ValueForms, ValueMeanings } from './header-map.ts'
import type { RawRow } from './sheet-parts.ts'

/**
 * A kind of report 报表 that other programs write, recognised by its layout and headers and never by its name: attendance with a column a
 * day, slips of leave, punches. It is read into rows of one of our tables, which are then checked like any others.
 */
export interface ReportReader {
  /** Names it in a mapping that is kept. */
  readonly key: string
  readonly title: { readonly zh: string; readonly en: string }
  /** Whether its leave is told by slips: what others say of the same leave then goes behind it. */
  readonly isOfSlips?: true
  /** The report that the first rows of a sheet are the top of; undefined when it is another. */
  recognise(top: readonly RawRow[], context: ReportContext): Report | undefined
}

/** What a report may be asked beside its own cells. */
export interface ReportContext {
  /** The period that the user works on, where the report itself does not say its month. */
  readonly period: Days | undefined
  /** Whether a text is the number of somebody whom the company knows; true for any where nobody is known. */
  readonly isNumber: (text: string) => boolean
  /** What the user says of words that the report uses. */
  readonly meanings?: ValueMeanings | undefined
  /** Whether counts of lateness have those of serious lateness in them; apart unless told. */
  readonly late?: ValueForms['late']
}

/** A column that a report's rows have: its English key in the table, and the header that it stands below in the file. */
export interface ReportColumn {
  readonly key: string
  readonly header: string
}

/** A record of a report: cells in the order of its columns, and the row of the file that it is of. */
export interface ReportRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** One sheet while it is read as a report. */
export interface Report {
  readonly table: TableKey
  readonly columns: readonly ReportColumn[]
  /** Whether it can say only why it cannot be read: where the file has anything else, that is read instead. */
  readonly isRefused?: true
  /** The last row of its header. */
  readonly headerRow: number
  /** What a row below the header says. */
  read(row: RawRow, voice: ReportVoice): readonly ReportRow[]
  /** What can be told only at the end. */
  end?(voice: ReportVoice): readonly ReportRow[]
}

/** How a report says what it does not hand on. */
export interface ReportVoice {
  leaveOut(row: number, what: string, why: LeftOutReason): void
  say(code: DatasetProblemCode, values: Problem['values'], at?: { readonly row?: number; readonly column?: string | undefined }): void
}
