/** A block of cells, row by row, as spreadsheets put it on the clipboard. */
export type Block = readonly (readonly string[])[]

/**
 * Reads the clipboard's plain text as a spreadsheet means it: tabs between cells, line breaks between rows, and a cell that
 * holds either of them or a quotation mark in quotation marks, doubled inside. The line break at the end ends the last row.
 * A quotation mark that is not closed, or stands within a cell, is a plain character. No text at all is no block.
 */
export function blockFromText(text: string): Block {
  if (text === '') return []
  const rows: string[][] = [[]]
  let at = 0
  const put = (cell: string) => rows[rows.length - 1]?.push(cell)
  for (;;) {
    const quoted = text[at] === '"' ? quotedCell(text, at) : undefined
    const end = quoted?.end ?? endOfCell(text, at)
    put(quoted?.cell ?? text.slice(at, end))
    if (end >= text.length) return rows
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
    if (text[end] === '\t') continue
    if (at >= text.length) return rows
    rows.push([])
  }
}

function endOfCell(text: string, from: number): number {
  const found = /[\t\r\n]/g
  found.lastIndex = from
  return found.exec(text)?.index ?? text.length
}

/** The cell in quotation marks that begins here; undefined when they do not close before the next tab, break or end. */
function quotedCell(text: string, from: number): { readonly cell: string; readonly end: number } | undefined {
  const whole = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y
  whole.lastIndex = from
  const match = whole.exec(text)
  if (!match) return undefined
  const [all, inside = ''] = match
  return { cell: inside.replaceAll('""', '"').replaceAll('\r\n', '\n'), end: from + all.length }
}

/** Writes a block as spreadsheets read it; what blockFromText reads back as the same block. */
export function blockText(block: Block): string {
  return block.map((row) => row.map(cellText).join('\t')).join('\r\n')
}

function cellText(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
