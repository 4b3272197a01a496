import { createHash } from 'node:crypto'
import { byCodePoint } from '../../base/text-order.ts'
import { headerNames } from '../../sheets/read/header.ts'
import { headerKeys } from '../../sheets/read/header-map.ts'
import { type RawRow, type SheetPart, topOf } from '../../sheets/read/sheet-parts.ts'
import { recognisedReport } from '../../sheets/reports/recognised-report.ts'

/** What a set of headers is recognised by, whatever their order, spaces and full-width forms. */
export function fingerprintOf(names: readonly string[]): string {
  const keys = headerKeys(names).filter((key) => key !== '')
  return createHash('sha256').update(keys.sort(byCodePoint).join('\n')).digest('hex')
}

const REPORT = 'report:'

/** What stands for the headers of a report of another program, by the key of its reader. */
export function fingerprintOfReport(key: string): string {
  return `${REPORT}${key}`
}

/** The key of the report that a fingerprint stands for; undefined for one of headers. */
export function reportOf(fingerprint: string): string | undefined {
  return fingerprint.startsWith(REPORT) ? fingerprint.slice(REPORT.length) : undefined
}

/** The first rows of a file or sheet, each with the fingerprint that it has if it is the header. */
export interface SheetHead {
  readonly part: SheetPart
  /** What stands for its headers where it is a report of another program, whose columns may be of other days each month. */
  readonly report: string | undefined
  readonly rows: readonly (RawRow & { readonly names: readonly string[]; readonly fingerprint: string })[]
}

/** Rows that a header is looked for among: as far down as a user may choose one. */
const HEAD_ROWS = 60

export async function headOf(part: SheetPart): Promise<SheetHead> {
  const top = await topOf(part, HEAD_ROWS)
  const rows = top.map(({ row, cells }) => {
    const names = headerNames(cells)
    return { row, cells, names, fingerprint: fingerprintOf(names) }
  })
  const report = recognisedReport(top)
  return { part, rows, report: report && fingerprintOfReport(report.key) }
}

/** How a file or sheet is called in a message. */
export function partName({ file, sheet }: { readonly file: string; readonly sheet?: string | null | undefined }): string {
  return sheet === undefined || sheet === null ? file : `${file} ${sheet}`
}
