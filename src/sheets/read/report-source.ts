import type { LeftOut } from '../../domain/dataset/left-out.ts'
import type { TableKey } from '../../domain/dataset/tables.ts'
import { isWholeHeader } from './header.ts'
import { LeftOutRows } from './left-out-rows.ts'
import type { ProblemList } from './problem-list.ts'
import type { Report, ReportContext, ReportReader, ReportRow, ReportVoice } from './report.ts'
import type { RowBlock } from './row-block.ts'
import { cellText, type RawRow, type SheetPart } from './sheet-parts.ts'
import type { TableSource } from './table-source.ts'

/** Rows of a sheet that a report is recognised by. */
export const REPORT_TOP = 40

/** What a user, or kept mappings, say of a report. */
export type ReportSaid = Pick<ReportContext, 'meanings' | 'late'>

/** What is said of the report with this key. */
type SaidOf = (report: string) => ReportSaid

/** What a recogniser needs beside the sheet itself. */
export interface Recognising {
  readonly readers: readonly ReportReader[]
  readonly context: Omit<ReportContext, keyof ReportSaid>
  readonly problems: ProblemList
  readonly onLeftOut: (row: LeftOut) => void
}

/**
 * The sheet as a table that a report of it says; undefined when no reader knows it. `only` is the table that it must be of, `saidOf` what
 * the user says of each report.
 */
export function reportSource(
  part: SheetPart,
  top: readonly RawRow[],
  recognising: Recognising,
  only: TableKey | undefined,
  saidOf: SaidOf = () => ({}),
): TableSource | undefined {
  for (const reader of recognising.readers) {
    const report = reader.recognise(top, { ...recognising.context, ...saidOf(reader.key) })
    if (report && (only === undefined || report.table === only)) return sourceOf(part, reader, report, recognising)
  }
  return undefined
}

function sourceOf(part: SheetPart, reader: ReportReader, report: Report, { problems, onLeftOut }: Recognising): TableSource {
  const { file, sheet } = part
  const { table, columns } = report
  const leftOut = new LeftOutRows((row) => onLeftOut({ file, sheet, ...row }))
  const voice: ReportVoice = {
    leaveOut: (row, what, why) => leftOut.add(why, row, what, what),
    say: (code, values, at = {}) => problems.add(code, { values, table, place: { file, sheet, ...at } }),
  }
  return {
    table,
    file,
    sheet,
    isText: false,
    report: {
      key: reader.key,
      title: reader.title,
      isOfSlips: reader.isOfSlips === true,
      isRefused: report.isRefused === true,
      headers: columns.map(({ header }) => header),
    },
    rows: async function* () {
      yield* rowsOf(part, report, voice)
      leftOut.report(table, { file, sheet }, problems)
    },
  }
}

async function* rowsOf(part: SheetPart, report: Report, voice: ReportVoice): AsyncGenerator<RowBlock> {
  yield blockOf([{ row: report.headerRow, cells: report.columns.map(({ key }) => key) }])
  for await (const { cells, rows, faults } of part.rows()) {
    const found: ReportRow[] = []
    for (const [index, line] of cells.entries()) {
      const row = rows[index] ?? 0
      if (row <= report.headerRow || faults?.has(row) || line.every((cell) => cell.trim() === '')) continue
      found.push(...report.read({ row, cells: line.map(cellText) }, voice))
    }
    yield { ...blockOf(found), ...(faults ? { faults } : {}) }
  }
  yield blockOf(report.end?.(voice) ?? [])
}

function blockOf(rows: readonly ReportRow[]): RowBlock {
  return { cells: rows.map(({ cells }) => cells), rows: rows.map(({ row }) => row) }
}

/** Whether one of the first rows names every required column of a table by our own names. */
export function hasOwnHeader(table: TableSource['table'], top: readonly RawRow[]): boolean {
  return top.some(({ cells }) => isWholeHeader(table, cells, undefined))
}
