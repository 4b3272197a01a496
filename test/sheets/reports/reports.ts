import { join } from 'node:path'
import type { Days } from '../../../src/base/period.ts'
import { periodFromText } from '../../../src/base/period.ts'
import type { Problem } from '../../../src/base/problem.ts'
import type { LeftOut } from '../../../src/domain/dataset/left-out.ts'
import { shownValue } from '../../../src/domain/dataset/shown-value.ts'
import { TABLES } from '../../../src/domain/dataset/tables.ts'
import { type ReadOptions, readDataset } from '../../../src/sheets/read/read-dataset.ts'
import { REPORT_READERS } from '../../../src/sheets/reports/report-readers.ts'
import { folderOf } from '../read/reading.ts'

export interface ReportRead {
  /** Records as "2026-10-12 T001 late", with the count where it is not 1 and the slip where one is named. */
  readonly records: readonly string[]
  readonly codes: readonly string[]
  readonly problems: readonly Problem[]
  readonly leftOut: readonly LeftOut[]
  readonly report: string | undefined
}

export const OCTOBER = periodFromText('2026-10') as Days

/** Reads one sheet, given as rows of cells, as a file of whatever name. */
export async function readReport(rows: readonly (readonly string[])[], options: ReadOptions = {}): Promise<ReportRead> {
  const text = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
  const folder = await folderOf({ 'export.csv': text })
  return readFiles([join(folder, 'export.csv')], options)
}

export async function readFiles(paths: readonly string[], options: ReadOptions = {}): Promise<ReportRead> {
  const reading = await readDataset(paths, { reports: REPORT_READERS, areExports: true, ...options })
  const records: string[] = []
  for await (const { table, records: found } of reading.batches())
    for (const record of found)
      records.push(
        TABLES[table].columns
          .flatMap(({ key, type }, index) => {
            const value = record[index] ?? null
            return value === null || (key === 'count' && value === 1) ? [] : [shownValue(value, type)]
          })
          .join(' '),
      )
  const { problems, leftOut, sources } = reading
  return { records, codes: problems.map(({ code }) => code), problems, leftOut, report: sources[0]?.report?.key }
}
