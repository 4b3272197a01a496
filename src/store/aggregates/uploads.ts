import { type KeptCorrections, NO_CORRECTIONS } from '../../domain/dataset/corrections.ts'
import type { FoundTotal } from '../../domain/dataset/found-total.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import type { UploadState } from '../../domain/states.ts'
import type { Compared } from '../company-book/compare-staging.ts'
import type { Reader } from '../database/connection.ts'
import { asked, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'
import type { FurtherMapping } from './mapping-profiles.ts'

/** What checking an upload came to. */
export interface UploadCounts {
  readonly tables: Readonly<Partial<Record<TableKey, Compared>>>
  readonly errors: number
  readonly warnings: number
  /** Rows that reach a published period and wait beside the rest. */
  readonly setAside?: number | undefined
  /** The totals that stand in its files beside what was read. */
  readonly totals?: readonly FoundTotal[] | undefined
  /** The plan that was shown when it was checked; undefined of a broken one. */
  readonly shown?: ShownPlan | undefined
}

/** What was said of committing an upload when it was checked, and what that went by. */
export interface ShownPlan {
  readonly version: string
  readonly period: string | null
  readonly lateFor: readonly string[]
  readonly needsReason: boolean
  /** The newest change of the company book then: as long as there is no newer one, its records stand as they stood. */
  readonly asOf: number
  readonly newest: Readonly<Partial<Record<TableKey, number>>>
  readonly days: readonly number[]
  /** Apart from the others since months of attendance can be others. */
  readonly attendanceDays?: readonly number[] | undefined
  readonly periods: readonly string[]
  readonly quotaPeriods: readonly string[]
  readonly spans?: readonly { readonly first: number; readonly last: number }[] | undefined
}

/** The profile that a sheet's mapping becomes when its upload is committed, recognised by these headers. */
export interface ProfileToKeep {
  readonly name: string
  readonly fingerprint: string
  readonly headers: readonly string[]
}

/** How one file or sheet of an upload was read. */
export interface ReadSheet extends FurtherMapping {
  readonly file: string
  readonly sheet: string | null
  /** Null when it was left out. */
  readonly table: TableKey | null
  /** Header to the English key of the column; null when the headers were the table's own. */
  readonly columns: Readonly<Record<string, string>> | null
  /** Whether the one file was said to be of the table whatever its name, and nothing more was said of it. */
  readonly isNamed?: true | undefined
  /** By column, what its values meant; null left their rows out. */
  readonly meanings?: Readonly<Record<string, Readonly<Record<string, string | null>>>> | undefined
  /** The row of the header, where it was told. */
  readonly headerRow?: number | undefined
  readonly keepAs?: ProfileToKeep | undefined
  /** The profile that it was read by, as it was called then, with its version and when that was saved. */
  readonly profile: {
    readonly id: number
    readonly name: string
    readonly version?: number | undefined
    readonly savedAt?: string | undefined
  } | null
  /** What its mapping leaves out, by what is said of which value; null rows where they are not counted. */
  readonly leavesOut?: readonly LeavesOut[] | undefined
  /** Its headers that are not read. */
  readonly unread?: readonly string[] | undefined
}

/** A value whose rows a mapping leaves out, and how many rows of the file have it. */
export interface LeavesOut {
  /** The header that it stands below, as the file has it, else the column's name. */
  readonly header: string
  /** "" for a blank cell, "*" for any other text. */
  readonly text: string
  readonly rows: number | null
}

/** An upload 上传 that was checked whole. */
export interface Upload {
  readonly id: string
  /** Undefined when it was made before any period was opened. */
  readonly period: string | undefined
  readonly state: UploadState
  readonly fileName: string
  /** Over the bytes of its files, in the order of their names. */
  readonly sha256: string
  readonly at: string
  readonly by: string
  /** The staging book of a checked one. */
  readonly book: number | undefined
  readonly counts: UploadCounts
  /** The folder of its files. */
  readonly stored: string | undefined
  /** The change that committed it. */
  readonly change: number | undefined
  /** How its files and sheets were read. */
  readonly sheets: readonly ReadSheet[]
  /** What was read otherwise than it stands in them. */
  readonly corrections: KeptCorrections
}

/** Keeps an upload with its problems, a JSON list. */
export async function insertUpload(transaction: WriteTransaction, upload: Upload, problems: string): Promise<void> {
  await transaction.insert('uploads', {
    id: upload.id,
    period: upload.period ?? '',
    state: upload.state,
    file_name: upload.fileName,
    sha256: upload.sha256,
    at: upload.at,
    by: upload.by,
    book: upload.book ?? null,
    counts: JSON.stringify(upload.counts),
    problems,
    stored: upload.stored ?? null,
    change: upload.change ?? null,
    sheets: JSON.stringify(upload.sheets),
    corrections: JSON.stringify(upload.corrections),
  })
}

/** Writes down what checking an upload's files again came to. */
export async function replaceUpload(transaction: WriteTransaction, upload: Upload, problems: string): Promise<void> {
  const checked = {
    period: upload.period ?? '',
    state: upload.state,
    file_name: upload.fileName,
    sha256: upload.sha256,
    stored: upload.stored ?? null,
    at: upload.at,
    by: upload.by,
    book: upload.book ?? null,
    counts: JSON.stringify(upload.counts),
    problems,
    sheets: JSON.stringify(upload.sheets),
    corrections: JSON.stringify(upload.corrections),
  }
  await transaction.update('uploads', checked, { id: upload.id })
}

/** Ends an upload: committed by a change, or dropped. Its staging book is gone by then. */
export async function settleUpload(
  transaction: WriteTransaction,
  id: string,
  end: { readonly state: 'committed'; readonly change: number; readonly counts: UploadCounts } | { readonly state: 'dropped' },
): Promise<void> {
  const committed = end.state === 'committed' ? { change: end.change, counts: JSON.stringify(end.counts) } : {}
  await transaction.update('uploads', { state: end.state, book: null, ...committed }, { id })
}

/** Writes down how many rows of an upload still wait. */
export async function updateCounts(transaction: WriteTransaction, id: string, counts: UploadCounts): Promise<void> {
  await transaction.update('uploads', { counts: JSON.stringify(counts) }, { id })
}

export async function findUpload(reader: Reader, id: string): Promise<Upload | undefined> {
  const row = await firstOf(reader, uploads.where('id', '=', id))
  return row && uploadFrom(row)
}

/** The problems of an upload as they were written. */
export async function problemsOf(reader: Reader, id: string): Promise<string> {
  return (await firstOf(reader, tables.selectFrom('uploads').select('problems').where('id', '=', id)))?.problems ?? '[]'
}

export interface UploadFilter {
  readonly period?: string | undefined
  readonly state?: UploadState | undefined
  readonly by?: string | undefined
  /** Only those before this one. */
  readonly before?: { readonly at: string; readonly id: string } | undefined
  readonly limit: number
}

/** Uploads, newest first. */
export async function listUploads(reader: Reader, { period, state, by, before, limit }: UploadFilter): Promise<Upload[]> {
  const rows = await rowsOf(
    reader,
    uploads
      .where((eb) =>
        eb.and([
          ...asked(period, (each) => eb('period', '=', each)),
          ...asked(state, (each) => eb('state', '=', each)),
          ...asked(by, (each) => eb('by', '=', each)),
          ...asked(before, ({ at, id }) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(at, id))),
        ]),
      )
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
  )
  return rows.map(uploadFrom)
}

const uploads = tables
  .selectFrom('uploads')
  .select([
    'id',
    'period',
    'state',
    'file_name as fileName',
    'sha256',
    'at',
    'by',
    'book',
    'counts',
    'stored',
    'change',
    'sheets',
    'corrections',
  ])

function uploadFrom({ period, counts, sheets, corrections, ...row }: RowOf<typeof uploads>): Upload {
  return {
    ...row,
    period: period || undefined,
    counts: { tables: {}, errors: 0, warnings: 0, ...(JSON.parse(counts) as Partial<UploadCounts>) },
    sheets: JSON.parse(sheets) as readonly ReadSheet[],
    corrections: { ...NO_CORRECTIONS, ...(JSON.parse(corrections) as Partial<KeptCorrections>) },
  }
}
