/** Tells spreadsheets that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

const NUMBER = /^-?\d+(\.\d+)?$/

/**
 * A line for a spreadsheet, as RFC 4180 has it. Text that a spreadsheet would take for a formula gets an apostrophe before it, as
 * the product's workbooks mark such text; plain numbers stay numbers.
 */
export function spreadsheetLine(cells: readonly string[]): string {
  return `${cells.map((cell) => csvField(/^[=+\-@\t\r]/.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell)).join(',')}\r\n`
}

/** A field of CSV that is read back as it was: quoted where it holds what separates fields or lines, or begins or ends with a blank. */
export function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
