import { BYTE_ORDER_MARK, spreadsheetLine } from '../../base/csv.ts'

/** One column of a downloaded table: its heading, and what stands in it as plain text. */
export interface CsvColumn<Row> {
  readonly title: string
  /** Money and scores as the server writes them, so that a spreadsheet can add them up; empty for what is not there. */
  readonly text: (row: Row) => string | number | null | undefined
}

/** A table as CSV for spreadsheets. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => cellText(text(row))))]
  return `${BYTE_ORDER_MARK}${lines.map(spreadsheetLine).join('')}`
}

function cellText(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

/** Hands the browser a file to save. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser has taken the content by then; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
