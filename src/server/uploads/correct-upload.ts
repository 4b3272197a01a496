import { readdir } from 'node:fs/promises'
import type { Answer } from '../../base/answer.ts'
import { periodFromText } from '../../base/period.ts'
import type { CellCorrection, KeptCorrections, RowLeftOut } from '../../domain/dataset/corrections.ts'
import type { ReadSheet, Upload } from '../../store/aggregates/uploads.ts'
import { companyCalendar } from '../kernel/company-calendar.ts'
import type { Actor, Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { tableProblems } from '../records/change-rules.ts'
import { type CheckedUpload, checkFiles, type FilesToCheck } from './check-upload.ts'
import { uploadWithFiles } from './inspect-upload.ts'
import { folderOf } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'

export interface CorrectUpload {
  readonly upload: string
  readonly cells: readonly CellCorrection[]
  readonly rows: readonly RowLeftOut[]
  /** The numbers of those that are taken back. */
  readonly undo: readonly number[]
}

/** Each is looked for in every row that holds it, and a person has to be able to look through them. */
const MOST_CORRECTIONS = 1_000

/**
 * Corrects cells of an upload and leaves rows out 更正与剔除, or takes such back, and checks its files again with that as they are read: the
 * files themselves stay as they are. All or nothing. Problems: thing_must_exist, upload_must_still_have_its_files,
 * upload_must_not_be_settled_yet, table_must_be_yours_to_keep, and for a correction that does not find the value it names, or an
 * undo of none, its own.
 */
export const correctUpload = useCase('upload.write', async (service, actor, input: CorrectUpload): Promise<Answer<CheckedUpload>> => {
  const found = await uploadWithFiles(service, actor, input.upload)
  if (!found.ok) return found
  const { upload, path } = found
  const seen = upload.corrections
  const numbers = [...seen.cells, ...seen.rows].map(({ n }) => n)
  const missing = input.undo.find((n) => !numbers.includes(n))
  if (missing !== undefined) {
    return { ok: false, problems: [uploadProblem('upload_must_have_the_correction', { upload: upload.id, n: String(missing) })] }
  }
  const { kept, fresh } = withSaid(seen, input, { by: actor.id, at: service.now().toISOString() })
  if (kept.cells.length + kept.rows.length > MOST_CORRECTIONS) {
    return { ok: false, problems: [uploadProblem('upload_must_have_few_corrections', { limit: String(MOST_CORRECTIONS) })] }
  }
  const folder = folderOf(service, upload)
  return checkAsBefore(service, actor, upload, {
    ...{ path, folder, files: (await readdir(folder)).sort() },
    action: 'upload.correct',
    corrections: { seen: upload, kept, fresh },
  })
})

/** Checks files of an upload as its own were read: as the same tables, by the same mappings, for the same period. */
export async function checkAsBefore(
  service: Service,
  actor: Actor,
  upload: Upload,
  files: Pick<FilesToCheck, 'path' | 'folder' | 'files' | 'action' | 'corrections' | 'stored' | 'further'> & {
    readonly sheets?: readonly ReadSheet[]
  },
): Promise<Answer<CheckedUpload>> {
  if (upload.state !== 'checked' && upload.state !== 'broken') {
    return { ok: false, problems: [uploadProblem('upload_must_not_be_settled_yet', { upload: upload.id })] }
  }
  const notTheirs = tableProblems(
    actor,
    upload.sheets.flatMap(({ table }) => table ?? []),
  )
  if (notTheirs.length > 0) return { ok: false, problems: notTheirs }
  return checkFiles(service, actor, {
    id: upload.id,
    ...files,
    table: upload.sheets.find(({ isNamed }) => isNamed)?.table ?? undefined,
    period: upload.period === undefined ? undefined : periodFromText(upload.period, await companyCalendar(service.store)),
    sheets: files.sheets ?? upload.sheets.filter(isSaid),
    isAgain: true,
  })
}

/** Whether a user or a profile said how a sheet is read; the others are found by their own names again. */
export function isSaid({ columns, leavesOut, table }: ReadSheet): boolean {
  return columns !== null || leavesOut !== undefined || table === null
}

function withSaid(
  { cells, rows }: KeptCorrections,
  said: CorrectUpload,
  by: { readonly by: string; readonly at: string },
): { readonly kept: KeptCorrections; readonly fresh: ReadonlySet<number> } {
  const isKept = ({ n }: { readonly n: number }): boolean => !said.undo.includes(n)
  let last = Math.max(0, ...[...cells, ...rows].map(({ n }) => n))
  const fresh = new Set<number>()
  const numbered = () => {
    fresh.add(++last)
    return { n: last, ...by, applied: 0 }
  }
  const newCells = said.cells.map((cell) => ({ ...cell, ...numbered() }))
  const newRows = said.rows.map((row) => ({ ...row, ...numbered() }))
  // A row that is left out a second time has another reason now.
  const isSame = (row: RowLeftOut): boolean =>
    newRows.some((each) => each.file === row.file && each.sheet === row.sheet && each.row === row.row)
  return {
    kept: { cells: [...cells.filter(isKept), ...newCells], rows: [...rows.filter((row) => isKept(row) && !isSame(row)), ...newRows] },
    fresh,
  }
}
