import type { Answer } from '../../base/answer.ts'
import { groupBy } from '../../base/group-by.ts'
import type { Problem } from '../../base/problem.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { headerMapFrom } from '../../sheets/read/header-map.ts'
import { type Preview, previewRows } from '../../sheets/read/preview-rows.ts'
import { REPORT_TOP } from '../../sheets/read/report-source.ts'
import { sheetParts, topOf } from '../../sheets/read/sheet-parts.ts'
import { recognisedReport } from '../../sheets/reports/recognised-report.ts'
import type { ReadSheet } from '../../store/aggregates/uploads.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { uploadWithFiles } from './inspect-upload.ts'
import { allProblems } from './read-uploads.ts'

export interface UploadRowsWanted {
  readonly upload: string
  readonly file: string | undefined
  readonly sheet: string | undefined
  readonly table: TableKey | undefined
  readonly after: number
  readonly limit: number
  /** Only rows that something is wrong with. */
  readonly onlyProblems: boolean
}

/** A row as it was read, with what is wrong in it; a problem without a position is about the row. */
export interface UploadRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly problems: readonly { readonly position: number | null; readonly problem: Problem }[]
}

export interface UploadRows {
  readonly ok: true
  readonly file: string
  readonly sheet: string | null
  readonly table: TableKey | null
  readonly headerRow: number | null
  /** Whether it is a report of another program, which is read as a whole and not column by column. */
  readonly isReport: boolean
  /** The headers by position, each with the column that it was read as. */
  readonly columns: readonly { readonly position: number; readonly header: string; readonly column: string | null }[]
  readonly rows: readonly UploadRow[]
  readonly hasMore: boolean
  /** Whether rows lie beyond the first twenty thousand, which are all that is shown. */
  readonly isCut: boolean
  /** What is wrong with the sheet as a whole or with its header. */
  readonly general: readonly Problem[]
}

/**
 * Rows of a file of an upload with what is wrong in each cell, of broken uploads too: of the table asked for, of the file and sheet, else
 * of the first that was read. Problems: thing_must_exist, upload_must_still_have_its_files.
 */
export const readUploadRows = useCase('upload.read', async (service, actor, wanted: UploadRowsWanted): Promise<Answer<UploadRows>> => {
  const found = await uploadWithFiles(service, actor, wanted.upload)
  if (!found.ok) return found
  const { upload, path } = found
  const parts = await sheetParts(path)
  const read = upload.sheets.find((each) => isWanted(each, wanted))
  const named = { file: wanted.file ?? read?.file, sheet: wanted.file === undefined ? (read?.sheet ?? null) : (wanted.sheet ?? null) }
  const isAny = named.file === undefined && wanted.table === undefined
  const part = parts.find(({ file, sheet }) => isAny || (file === named.file && (sheet ?? null) === named.sheet))
  if (!part) {
    const isClosed = (name: string): boolean => (isAny || name === named.file) && parts.every(({ file }) => file !== name)
    const closed = upload.fileName.split(', ').find(isClosed)
    if (closed !== undefined) return withoutRows(closed, await allProblems(service, upload.id))
    return {
      ok: false,
      problems: [serviceProblem('thing_must_exist', { thing: `upload ${upload.id} ${wanted.table ?? wanted.file ?? ''}` })],
    }
  }
  const { file, sheet } = part
  const table = read?.table ?? undefined
  const map = table && read?.columns ? headerMapFrom(table, read.columns) : undefined
  const own = (await allProblems(service, upload.id)).filter(({ place }) => place?.file === file && place.sheet === sheet)
  const byRow = groupBy(own, ({ place }) => place?.row ?? 0)
  const preview = await previewRows(part, table, map, {
    after: wanted.after,
    limit: wanted.limit,
    only: wanted.onlyProblems ? new Set(byRow.keys()) : undefined,
  })
  const headerRow = preview.header?.row ?? null
  return {
    ok: true,
    file,
    sheet: sheet ?? null,
    table: table ?? null,
    headerRow,
    isReport: map === undefined && recognisedReport(await topOf(part, REPORT_TOP)) !== undefined,
    columns: columnsOf(preview),
    rows: preview.rows.map(({ row, cells }) => ({
      row,
      cells,
      problems: (byRow.get(row) ?? []).map((problem) => ({ position: positionOf(problem, preview), problem })),
    })),
    hasMore: preview.hasMore,
    isCut: preview.isCut,
    general: own.filter(({ place }) => place?.row === undefined || place.row === headerRow),
  }
})

/** A file that does not open: what is wrong with it is all that there is to show. */
function withoutRows(file: string, problems: readonly Problem[]): UploadRows {
  const general = problems.filter(({ place }) => place?.file === file)
  return {
    ok: true,
    file,
    sheet: null,
    table: null,
    headerRow: null,
    isReport: false,
    columns: [],
    rows: [],
    hasMore: false,
    isCut: false,
    general,
  }
}

function isWanted({ file, sheet, table }: ReadSheet, wanted: UploadRowsWanted): boolean {
  if (wanted.file !== undefined) return file === wanted.file && sheet === (wanted.sheet ?? null)
  return wanted.table === undefined ? table !== null : table === wanted.table
}

function columnsOf({ header, columns, rows }: Preview): UploadRows['columns'] {
  const names = header?.cells ?? []
  const width = Math.max(names.length, ...rows.map(({ cells }) => cells.length), 0)
  return Array.from({ length: width }, (_, position) => ({
    position,
    header: names[position] ?? '',
    column: columns.get(position) ?? null,
  }))
}

/** Where in its row a problem stands: at the column it was read as, else at the header it names. */
function positionOf({ column, place }: Problem, { header, columns }: Preview): number | null {
  const read = [...columns].find(([, key]) => key === column)
  if (read) return read[0]
  const named = place?.column === undefined ? -1 : (header?.cells.indexOf(place.column) ?? -1)
  return named < 0 ? null : named
}
