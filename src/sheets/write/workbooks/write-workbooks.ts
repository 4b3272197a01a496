import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Appraisal } from '../../../domain/appraisal.ts'
import { writeBonusSheets } from './bonus-sheets.ts'
import { writeCommissionSheets } from './commission-sheets.ts'
import { writePayroll } from './payroll.ts'
import { writeSalesKpis } from './sales-kpis.ts'
import { scoreFileNames, writeScoreSheets } from './score-sheets.ts'
import { fileNameBase, type WorkbookFile, type WorkbookOptions, type WrittenFile } from './workbook-options.ts'

/** The workbooks of an appraisal, without writing them: the same list that `writeWorkbooks` gives, in the same order. */
export function workbookFiles(appraisal: Appraisal, options: WorkbookOptions): WorkbookFile[] {
  const single = [...(['bonus-sheets', 'payroll', 'sales-kpis'] as const), ...(appraisal.pay ? (['commission-sheets'] as const) : [])].map(
    (kind): WorkbookFile => {
      return { kind, name: `${fileNameBase(kind, appraisal.period.text, options)}.xlsx` }
    },
  )
  return [...single, ...scoreFileNames(appraisal, options).map((name): WorkbookFile => ({ kind: 'score-sheets', name }))]
}

/**
 * Writes the workbooks of one appraisal into a folder that is there (CONTRACT section 4). A file stands under its
 * name only when it is complete; files of these names that were there before are replaced. The same appraisal and
 * options give the same bytes, on every machine. It keeps nothing between calls and takes plain data, so it can run in a worker thread.
 */
export async function writeWorkbooks(appraisal: Appraisal, folder: string, options: WorkbookOptions): Promise<WrittenFile[]> {
  const files = workbookFiles(appraisal, options)
  for (const { kind, name } of files) {
    if (kind === 'bonus-sheets') await writeBonusSheets(join(folder, name), appraisal, options)
    if (kind === 'payroll') await writePayroll(join(folder, name), appraisal, options)
    if (kind === 'commission-sheets' && appraisal.pay) await writeCommissionSheets(join(folder, name), appraisal, appraisal.pay, options)
    if (kind === 'sales-kpis') await writeSalesKpis(join(folder, name), appraisal, options)
  }
  await writeScoreSheets((name) => join(folder, name), appraisal, options)
  return Promise.all(files.map(async (file) => ({ ...file, sha256: await sha256Of(join(folder, file.name)) })))
}

/** SHA-256 of a file's bytes, as sha256sum prints it. Read from the disk: the writer goes back over its headers. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}
