/** A table in Markdown; what stands in a cell cannot end it. */
export function tableText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

export function code(text: string): string {
  return `\`${text}\``
}

/** Blocks with a blank line between them. */
export function pageText(...blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}

function cellText(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', '<br>')
}
