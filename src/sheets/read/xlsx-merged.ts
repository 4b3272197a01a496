import type { Limits } from './limits.ts'
import { type MergedCells, MOST_MERGED } from './merged-cells.ts'
import { columnOf } from './xlsx-cells.ts'
import { XlsxParts } from './xlsx-parts.ts'
import type { Workbook, Worksheet } from './xlsx-workbook.ts'
import { parsedXml } from './xlsx-xml.ts'

/** The merged cells of a worksheet, read in a pass of its own: they stand behind all rows. Throws Unreadable. */
export async function mergedCells({ source }: Workbook, { part }: Worksheet, limits: Limits): Promise<readonly MergedCells[]> {
  const parts = await XlsxParts.open(source, limits)
  try {
    const found: MergedCells[] = []
    const open = (tag: string, { ref = '' }: Readonly<Record<string, string>>): void => {
      const range = tag === 'mergeCell' ? rangeOf(ref) : undefined
      if (range) found.push(range)
    }
    for await (const _ of parsedXml(parts.text(part), { open })) if (found.length >= MOST_MERGED) break
    return found
  } finally {
    parts.close()
  }
}

/** A2:B4; undefined for what is no range of several cells. */
function rangeOf(reference: string): MergedCells | undefined {
  const [, first, firstRow, last, lastRow] = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference) ?? []
  if (!first || !last) return undefined
  const range = { firstRow: Number(firstRow), lastRow: Number(lastRow), firstColumn: columnOf(first), lastColumn: columnOf(last) }
  return range.firstRow <= range.lastRow && range.firstColumn <= range.lastColumn ? range : undefined
}
