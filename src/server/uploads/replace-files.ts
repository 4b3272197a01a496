import { join } from 'node:path'
import type { Answer } from '../../base/answer.ts'
import { sheetParts } from '../../sheets/read/sheet-parts.ts'
import { useCase } from '../kernel/use-case.ts'
import type { CheckedUpload } from './check-upload.ts'
import { checkAsBefore, isSaid } from './correct-upload.ts'
import { uploadWithFiles } from './inspect-upload.ts'
import { partName } from './sheet-headers.ts'
import { folderOf, removeFiles, uploadFolder } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'

export interface ReplaceFiles {
  readonly upload: string
  /** Names the folder that the new files were written to. */
  readonly stored: string
  readonly files: readonly string[]
}

/**
 * Puts other files in the place of an upload's own and checks them: what was said of sheets, headers, values, cells and rows is kept where it
 * still fits, and named where it does not. One file in the place of one is the same file under another name. With a refusal the
 * upload and its files stay as they were. Problems: thing_must_exist, upload_must_still_have_its_files,
 * upload_must_not_be_settled_yet, upload_must_hold_a_file, table_must_be_yours_to_keep.
 */
export const replaceFiles = useCase('upload.write', async (service, actor, input: ReplaceFiles): Promise<Answer<CheckedUpload>> => {
  const folder = uploadFolder(service, input.stored)
  const [first, ...others] = input.files
  const found = await uploadWithFiles(service, actor, input.upload)
  const refused = !found.ok
    ? found
    : first === undefined
      ? { ok: false as const, problems: [uploadProblem('upload_must_hold_a_file')] }
      : undefined
  if (refused || !found.ok || first === undefined) {
    await removeFiles(folder)
    return refused as Answer<CheckedUpload>
  }
  const { upload } = found
  const before = upload.fileName.split(', ')
  const renamed = <T extends { readonly file: string }>(each: T): T =>
    before.length === 1 && others.length === 0 && each.file === before[0] ? { ...each, file: first } : each
  const path = others.length > 0 ? folder : join(folder, first)
  const parts = await sheetParts(path)
  const isThere = (each: { readonly file: string; readonly sheet: string | null }): boolean =>
    parts.some(({ file, sheet }) => file === each.file && (sheet ?? null) === each.sheet)
  const said = upload.sheets.filter(isSaid).map(renamed)
  const { cells, rows } = upload.corrections
  try {
    const checked = await checkAsBefore(service, actor, upload, {
      ...{ path, folder, files: [...input.files].sort(), stored: input.stored },
      action: 'upload.replace_files',
      corrections: { seen: upload, kept: { cells: cells.map(renamed), rows: rows.map(renamed) }, fresh: new Set() },
      sheets: said.filter(isThere),
      further: said.filter((each) => !isThere(each)).map((each) => uploadProblem('mapping_should_still_fit', { sheet: partName(each) })),
    })
    await removeFiles(checked.ok ? folderOf(service, upload) : folder)
    return checked
  } catch (failure) {
    await removeFiles(folder)
    throw failure
  }
})
