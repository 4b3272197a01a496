import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from '../../base/answer.ts'
import { type Language, messageOf } from '../../base/problem.ts'
import type { MarkWords } from '../../sheets/write/marked-copy/mark.ts'
import { markedCopy } from '../../sheets/write/marked-copy/marked-copy.ts'
import { findUpload } from '../../store/aggregates/uploads.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { allProblems } from './read-uploads.ts'
import { folderOf } from './upload-files.ts'
import { uploadProblem } from './upload-problems.ts'

const WORDS: Readonly<Record<Language, MarkWords>> = {
  zh: {
    sheet: '问题清单',
    columns: ['工作表', '行', '列', '类别', '说明'],
    error: '错误',
    warning: '提醒',
    onlyMarked: '文件很大，这里只保留前面的行和有问题的行，行号与原文件一致。',
  },
  en: {
    sheet: 'Problems',
    columns: ['Sheet', 'Row', 'Column', 'Kind', 'What is wrong'],
    error: 'Error',
    warning: 'Warning',
    onlyMarked: 'The file is large: only its first rows and the rows with a problem are kept here, at their own numbers.',
  },
}

export interface MarkedUpload {
  readonly ok: true
  readonly fileName: string
  readonly bytes: Buffer
}

/**
 * A file of an upload back as a workbook, its wrong cells filled and commented in the caller's language. `file` names one of
 * several. Problems: thing_must_exist, upload_must_still_have_its_files.
 */
export const markedUpload = useCase(
  'upload.read',
  async (
    service,
    _,
    { upload: id, file, language }: { readonly upload: string; readonly file: string | undefined; readonly language: Language },
  ): Promise<Answer<MarkedUpload>> => {
    const upload = await findUpload(service.store, id)
    if (!upload) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `upload ${id}` })] }
    const files = upload.fileName.split(', ')
    const name = file === undefined ? files[0] : files.find((each) => each === file)
    if (name === undefined) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: file ?? '' })] }
    const gone = { ok: false, problems: [uploadProblem('upload_must_still_have_its_files', { upload: id, file: name })] } as const
    const path = join(folderOf(service, upload), name)
    if (!(await isThere(path))) return gone
    const marks = (await allProblems(service, id))
      .filter(({ place }) => place === undefined || place.file === name)
      .map((problem) => ({
        sheet: problem.place?.sheet,
        row: problem.place?.row,
        column: problem.place?.column,
        severity: problem.severity,
        text: messageOf(problem, language),
      }))
    const bytes = await markedCopy(path, marks, WORDS[language])
    if (!bytes) return gone
    return { ok: true, fileName: `${name.replace(/(\.\w+)(\.gz)?$/i, '')}-${WORDS[language].sheet}.xlsx`, bytes }
  },
)

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
