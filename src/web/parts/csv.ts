/** One column of a downloaded table: its heading, and what stands in it as plain text. */
export interface CsvColumn<Row> {
  readonly title: string
  /** Money and scores as the server writes them, so that a spreadsheet can add them up; empty for what is not there. */
  readonly text: (row: Row) => string | number | null | undefined
}

/**
 * A table as CSV for spreadsheets: UTF-8 with a byte order mark, lines ended as RFC 4180 has them. Text that a spreadsheet would
 * take for a formula gets an apostrophe before it, as the product's workbooks mark such text; plain numbers stay numbers.
 */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => cellText(text(row))))]
  return `\uFEFF${lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
}

function cellText(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

const NUMBER = /^-?\d+(\.\d+)?$/

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
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
