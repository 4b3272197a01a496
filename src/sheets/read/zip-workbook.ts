import { noList } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { sheetsOfOds } from './ods-workbook.ts'
import type { SheetSource } from './sheet-source.ts'
import { sheetsOfXlsb } from './xlsb-workbook.ts'
import { mergedCells } from './xlsx-merged.ts'
import { XlsxParts } from './xlsx-parts.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { mainPart, openWorkbook } from './xlsx-workbook.ts'

/** The worksheets of a zip archive that is a workbook. Throws Unreadable, for documents of other kinds with what they look like. */
export async function sheetsOfZip(source: string | Buffer, limits: Limits): Promise<SheetSource[]> {
  const parts = await XlsxParts.open(source, limits)
  try {
    const kind = await otherKind(parts)
    if (kind === 'ods') return await sheetsOfOds(source, parts, limits)
    if (kind) throw noList(kind)
    const main = await mainPart(parts)
    if (/\.bin$/i.test(main)) return await sheetsOfXlsb(source, main, limits)
  } finally {
    parts.close()
  }
  const workbook = await openWorkbook(source, limits)
  return workbook.sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden,
    rows: () => xlsxRows(workbook, sheet, limits),
    mergedCells: () => mergedCells(workbook, sheet, limits),
  }))
}

const DOCUMENTS = { presentation: 'presentation', spreadsheet: 'ods' } as const

async function otherKind(parts: XlsxParts) {
  const main = await mainPart(parts)
  if (parts.has(main)) return main.startsWith('word/') ? 'word' : main.startsWith('ppt/') ? 'presentation' : undefined
  if (parts.has('Index/Document.iwa') || parts.has('Index.zip')) return 'numbers'
  if (!parts.has('mimetype')) return 'archive'
  let type = ''
  for await (const text of parts.text('mimetype')) type += text.slice(0, 100)
  const [, document = ''] = /opendocument\.(\w+)/.exec(type) ?? []
  return DOCUMENTS[document as keyof typeof DOCUMENTS] ?? (document === '' ? 'archive' : 'word')
}
