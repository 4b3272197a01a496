import { mergedWhile, rowsWhile } from './gathered-rows.ts'
import type { Limits } from './limits.ts'
import { OdsRows, SHEET_DEPTH } from './ods-rows.ts'
import { Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'
import { XlsxParts } from './xlsx-parts.ts'
import { parsedXml, readXml, type XmlHandlers } from './xlsx-xml.ts'

const CONTENT = 'content.xml'
const MANIFEST = 'META-INF/manifest.xml'

/**
 * The sheets of an OpenDocument spreadsheet (.ods), which LibreOffice and the online spreadsheets save: one part holds all of them, so that it
 * is parsed up to the end of the sheet that is wanted. Throws Unreadable, for one with a password too.
 */
export async function sheetsOfOds(source: string | Buffer, parts: XlsxParts, limits: Limits): Promise<SheetSource[]> {
  if (await isEncrypted(parts)) throw new Unreadable('workbook_must_not_be_encrypted')
  const outline = new Outline()
  await readXml(parts.text(CONTENT), outline)
  if (outline.sheets.length === 0) throw new Unreadable('workbook_must_be_a_workbook', { reason: 'no sheets' })
  return outline.sheets.map(({ name, style }, index) => ({
    name,
    hidden: outline.hiddenStyles.has(style),
    async *rows() {
      const rows = new OdsRows(index, limits)
      yield* rowsWhile(contentOf(source, limits, rows), rows)
    },
    mergedCells() {
      const rows = new OdsRows(index, limits)
      return mergedWhile(contentOf(source, limits, rows), rows)
    },
  }))
}

async function* contentOf(source: string | Buffer, limits: Limits, handlers: XmlHandlers): AsyncGenerator<void> {
  const parts = await XlsxParts.open(source, limits)
  try {
    yield* parsedXml(parts.text(CONTENT), handlers)
  } finally {
    parts.close()
  }
}

/** A password stands in the list of parts; the parts themselves are then no XML, nor marked as encrypted in the archive. */
async function isEncrypted(parts: XlsxParts): Promise<boolean> {
  let found = false
  if (!parts.has(MANIFEST)) return found
  await readXml(parts.text(MANIFEST), {
    open(tag) {
      found ||= tag === 'encryption-data'
    },
  })
  return found
}

/** The sheets with their styles, and the styles that hide a sheet; what is kept of other workbooks has such a style too. */
class Outline implements XmlHandlers {
  readonly sheets: { readonly name: string; readonly style: string }[] = []
  readonly hiddenStyles = new Set<string>()
  #style = ''
  #depth = 0

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth++
    if (tag === 'style') this.#style = attributes['style:name'] ?? ''
    else if (tag === 'table-properties' && attributes['table:display'] === 'false') this.hiddenStyles.add(this.#style)
    else if (tag === 'table' && this.#depth === SHEET_DEPTH)
      this.sheets.push({ name: attributes['table:name'] ?? '', style: attributes['table:style-name'] ?? '' })
  }

  close(): void {
    this.#depth--
  }
}
