import { readdir } from 'node:fs/promises'
import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { headerKey, headerKeys, headerOfMeanings } from '../../sheets/read/header-map.ts'
import { sheetParts } from '../../sheets/read/sheet-parts.ts'
import { keepProfile } from '../../store/aggregates/mapping-profiles.ts'
import type { ReadSheet } from '../../store/aggregates/uploads.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Actor, noteDeed, type Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'
import { type CheckedUpload, checkFiles } from './check-upload.ts'
import { uploadWithFiles } from './inspect-upload.ts'
import { headOf, partName, type SheetHead } from './sheet-headers.ts'
import { uploadFolder } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'

/** What the user says of one file or sheet 列对应. */
export interface MappedSheet {
  readonly file: string
  readonly sheet: string | null
  /** Null leaves it out. */
  readonly table: TableKey | null
  /** Header to the English key of the column; null when the headers are the table's own. */
  readonly columns: Readonly<Record<string, string>> | null
  /** By column, or by "header:" and a header that is mapped to nothing, what values mean: a choice's key, "true" or "false"; null leaves their rows out. */
  readonly meanings: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  /** Keeps the mapping under this name for later files with the same headers. */
  readonly saveAs: string | undefined
}

export interface CheckAgain {
  readonly upload: string
  readonly sheets: readonly MappedSheet[]
  readonly period: Period | undefined
}

/**
 * Checks the files of an upload again by what the user says of their sheets and headers, in place of what came of them before; a mapping
 * with a name is kept as a profile of its headers. Problems: thing_must_exist, upload_must_still_have_its_files,
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
  const profiles = fitted.flatMap((each) => (each.ok && each.profile ? [each.profile] : []))

  const folder = uploadFolder(service, upload.id)
  return checkFiles(service, actor, {
    id: upload.id,
    files: (await readdir(folder)).sort(),
    table: undefined,
    period: input.period,
    path,
    folder,
    sheets: input.sheets.map(({ saveAs: _, ...sheet }): ReadSheet => ({ ...sheet, profile: null })),
    isAgain: true,
    note: async (transaction) => {
      for (const profile of profiles) await keep(service, actor, transaction, profile)
    },
  })
})

interface NewProfile {
  readonly name: string
  readonly table: TableKey
  readonly fingerprint: string
  readonly headers: readonly string[]
  readonly columns: Readonly<Record<string, string>>
  readonly meanings: MappedSheet['meanings']
}

/** Holds a mapping against the sheet that it is about. */
function fitting(
  { file, sheet, table, columns, meanings, saveAs }: MappedSheet,
  heads: readonly SheetHead[],
): Answer<{ readonly ok: true; readonly profile: NewProfile | undefined }> {
  const head = heads.find(({ part }) => part.file === file && (part.sheet ?? null) === sheet)
  const name = partName({ file, sheet })
  if (!head) return { ok: false, problems: [uploadProblem('mapping_must_fit_the_file', { sheet: name })] }
  if (table === null || columns === null) return { ok: true, profile: undefined }
  const problems = [...columnProblems(table, Object.values(columns)), ...meaningProblems(table, meanings)]
  const wanted = [...Object.keys(columns), ...Object.keys(meanings).flatMap((key) => headerOfMeanings(key) ?? [])]
  const rows = head.rows.map((row) => ({ ...row, keys: new Set(headerKeys(row.names)) }))
  const missingIn = (keys: ReadonlySet<string>) => wanted.filter((header) => !keys.has(headerKey(header)))
  const header = [...rows].sort((a, b) => missingIn(a.keys).length - missingIn(b.keys).length)[0]
  for (const each of header ? missingIn(header.keys) : wanted) {
    problems.push(uploadProblem('mapping_headers_must_be_in_the_file', { sheet: name, header: each }))
  }
  if (problems.length > 0) return { ok: false, problems }
  const isKept = saveAs !== undefined && header !== undefined && Object.keys(columns).length > 0
  if (!isKept) return { ok: true, profile: undefined }
  return { ok: true, profile: { name: saveAs, table, fingerprint: header.fingerprint, headers: header.names, columns, meanings } }
}

function columnProblems(table: TableKey, columns: readonly string[]): Problem[] {
  const { title, columns: own } = TABLES[table]
  const known = own.map(({ key }) => key)
  return columns
    .filter((column, index) => !known.includes(column) || columns.indexOf(column) !== index)
    .map((column) => uploadProblem('mapping_columns_must_be_of_the_table', { table, title, column, columns: known.join(', ') }))
}

/** A problem for each meaning that the column does not know. */
function meaningProblems(table: TableKey, meanings: MappedSheet['meanings']): Problem[] {
  return Object.entries(meanings).flatMap(([key, texts]) => {
    const column = TABLES[table].columns.find((each) => each.key === key)
    const words = column?.type === 'flag' ? ['true', 'false'] : (column?.choices ?? []).map((choice) => choice.key)
    return Object.entries(texts)
      .filter(([, meant]) => meant !== null && !words.includes(meant))
      .map(([text, meant]) =>
        uploadProblem('mapping_meanings_must_be_choices', {
          column: key,
          title: column?.title ?? key,
          text,
          meant: meant ?? '',
          words: words.join(', '),
        }),
      )
  })
}

async function keep(service: Service, actor: Actor, transaction: WriteTransaction, profile: NewProfile): Promise<void> {
  const at = service.now().toISOString()
  const id = await keepProfile(transaction, { ...profile, createdAt: at, createdBy: actor.id, usedAt: at })
  await noteDeed(service, actor, { action: 'mapping_profile.keep', subject: `mapping profile ${id}` }, transaction, { after: profile })
}
