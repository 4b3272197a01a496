import type { ReportReader } from '../read/report.ts'
import { REPORT_TOP } from '../read/report-source.ts'
import type { RawRow } from '../read/sheet-parts.ts'
import { REPORT_READERS } from './report-readers.ts'

/** The report that a sheet with these first rows is; undefined for what is none. */
export function recognisedReport(top: readonly RawRow[]): ReportReader | undefined {
  const context = { period: undefined, isNumber: () => true, meanings: undefined }
  return REPORT_READERS.find((reader) => reader.recognise(top.slice(0, REPORT_TOP), context) !== undefined)
}
