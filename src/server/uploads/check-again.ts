import { readdir } from 'node:fs/promises'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { isWholeHeader } from '../../sheets/read/header.ts'
import { COUNTS, choiceMeant, headerKey, headerKeys, headerOfMeanings } from '../../sheets/read/header-map.ts'
import { sheetParts } from '../../sheets/read/sheet-parts.ts'
import type { FurtherMapping } from '../../store/aggregates/mapping-profiles.ts'
import type { ReadSheet } from '../../store/aggregates/uploads.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'
import { type CheckedUpload, checkFiles } from './check-upload.ts'
import { asBefore } from './corrections-of-upload.ts'
import { uploadWithFiles } from './inspect-upload.ts'
import { unreadHeaders } from './leaves-out.ts'
import { headOf, partName, type SheetHead } from './sheet-headers.ts'
import { folderOf } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'

/** What the user says of one file or sheet 列对应. */
export interface MappedSheet extends FurtherMapping {
  readonly file: string
  readonly sheet: string | null
  /** Null leaves it out. */
  readonly table: TableKey | null
  /** Header to the English key of the column; null when the headers are the table's own. */
  readonly columns: Readonly<Record<string, string>> | null
  /** By column, or by "header:" and any header, what values mean: a choice's key, "true" or "false", "status:void", "counts"; null leaves their rows out. */
  readonly meanings: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  readonly headerRow?: number | undefined
  /** Keeps the mapping under this name, once the upload is committed, for later files with the same headers. */
  readonly saveAs: string | undefined
}

export interface CheckAgain {
  readonly upload: string
  readonly sheets: readonly MappedSheet[]
  readonly period: Period | undefined
}

/**
 * Checks the files of an upload again by what the user says of their sheets and headers, in place of what came of them before; a mapping
 * with a name becomes a profile of its headers when the upload is committed. Problems: thing_must_exist, upload_must_still_have_its_files,
 * upload_must_not_be_settled_yet, table_must_be_yours_to_keep and those of a mapping that does not fit the files.
 */
export const checkAgain = useCase('upload.write', async (service, actor, input: CheckAgain): Promise<Answer<CheckedUpload>> => {
  const found = await uploadWithFiles(service, actor, input.upload)
  if (!found.ok) return found
  const { upload, path } = found
  if (upload.state !== 'checked' && upload.state !== 'broken') {
    return { ok: false, problems: [uploadProblem('upload_must_not_be_settled_yet', { upload: upload.id })] }
  }
  const tables = new Set(input.sheets.flatMap(({ table }) => table ?? []))
  const notTheirs = tableProblems(actor, [...tables, ...upload.sheets.flatMap(({ table }) => table ?? [])])
  if (notTheirs.length > 0) return { ok: false, problems: notTheirs }

  const heads: SheetHead[] = []
  for (const part of await sheetParts(path)) heads.push(await headOf(part))
  const fitted = input.sheets.map((sheet) => fitting(sheet, heads))
  const problems = fitted.flatMap((each) => (each.ok ? [] : each.problems))
  if (problems.length > 0) return { ok: false, problems }

  const folder = folderOf(service, upload)
  return checkFiles(service, actor, {
    id: upload.id,
    files: (await readdir(folder)).sort(),
    table: undefined,
    period: input.period,
    path,
    folder,
    sheets: fitted.flatMap((each) => (each.ok ? [each.sheet] : [])),
    isAgain: true,
    action: 'upload.check_again',
    corrections: asBefore(upload),
  })
})

/** Holds a mapping against the sheet that it is about. */
function fitting({ saveAs, ...sheet }: MappedSheet, heads: readonly SheetHead[]): Answer<{ readonly ok: true; readonly sheet: ReadSheet }> {
  const { table, columns, meanings, key = [], headerRow } = sheet
  const head = heads.find(({ part }) => part.file === sheet.file && (part.sheet ?? null) === sheet.sheet)
  const name = partName(sheet)
  if (!head) return { ok: false, problems: [uploadProblem('mapping_must_fit_the_file', { sheet: name })] }
  const read: ReadSheet = { ...sheet, profile: null }
  if (table === null) return { ok: true, sheet: read }
  const problems = [...columnProblems(table, Object.values(columns ?? {})), ...meaningProblems(table, meanings)]
  const wanted = [...Object.keys(columns ?? {}), ...Object.keys(meanings).flatMap((each) => headerOfMeanings(each) ?? []), ...key]
  const rows = head.rows.map((row) => ({ ...row, keys: new Set(headerKeys(row.names)) }))
  const missingIn = (keys: ReadonlySet<string>) => wanted.filter((header) => !keys.has(headerKey(header)))
  const header =
    rows.find(({ row }) => row === headerRow) ??
    (columns === null ? rows.find(({ cells }) => isWholeHeader(table, cells, undefined)) : undefined) ??
    [...rows].sort((a, b) => missingIn(a.keys).length - missingIn(b.keys).length)[0]
  for (const each of header ? missingIn(header.keys) : wanted) {
    problems.push(uploadProblem('mapping_headers_must_be_in_the_file', { sheet: name, header: each }))
  }
  if (problems.length > 0) return { ok: false, problems }
  if (saveAs !== undefined && columns === null && head.report)
    return { ok: true, sheet: { ...read, keepAs: { name: saveAs, fingerprint: head.report, headers: [] } } }
  const found = header && columns ? { ...read, unread: unreadHeaders(header.names, sheet) } : read
  if (saveAs === undefined || !header || isSilent(sheet)) return { ok: true, sheet: found }
  return { ok: true, sheet: { ...found, keepAs: { name: saveAs, fingerprint: header.fingerprint, headers: header.names } } }
}

/** Whether a mapping says nothing that the table's own headers would not. */
function isSilent({ columns, meanings, forms = {}, fill, key = [] }: Omit<MappedSheet, 'saveAs'>): boolean {
  const said = [...Object.values(columns ?? {}), ...Object.keys(meanings), ...Object.keys(forms), ...key]
  return said.length === 0 && !fill
}

export function columnProblems(table: TableKey, columns: readonly string[]): Problem[] {
  const { title, columns: own } = TABLES[table]
  const known = own.map(({ key }) => key)
  return columns
    .filter((column, index) => !known.includes(column) || columns.indexOf(column) !== index)
    .map((column) => uploadProblem('mapping_columns_must_be_of_the_table', { table, title, column, columns: known.join(', ') }))
}

/** A problem for each meaning that its column does not know. */
export function meaningProblems(table: TableKey, meanings: MappedSheet['meanings']): Problem[] {
  return Object.entries(meanings).flatMap(([key, texts]) =>
    Object.entries(texts).flatMap(([text, meant]) => {
      if (meant === null || meant === COUNTS) return []
      const other = choiceMeant(meant)
      const column = TABLES[table].columns.find((each) => each.key === (other?.column ?? key))
      const words = column?.type === 'flag' ? ['true', 'false'] : (column?.choices ?? []).map((choice) => choice.key)
      if (words.includes(other?.choice ?? meant)) return []
      const values = { column: column?.key ?? key, title: column?.title ?? key, text, meant, words: [...words, COUNTS].join(', ') }
      return [uploadProblem('mapping_meanings_must_be_choices', values)]
    }),
  )
}
