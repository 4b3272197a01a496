import { csvRows, csvTop } from './csv-rows.ts'
import { fileBytes } from './file-bytes.ts'
import { kindOfFile, noList } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { type RowBlock, Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'

export interface OpenedFile {
  /** Whether its cells are cut out of lines of text, so that a cell too many is a mistake. */
  readonly isText: boolean
  /** In the order of the file. */
  readonly sheets: readonly SheetSource[]
}

/** Of a packed workbook; of an old one, which has 65,536 rows at most, and is held twice while its streams are put together. */
const MOST_IN_MEMORY = 1024 ** 3
const MOST_OF_OLD = 256 * 1024 ** 2

/**
 * Opens a file as what its bytes say it is, whatever its name, unpacked when that ends in .gz. `onBytes` hears how much of a text file was
 * read. Throws Unreadable, for what is no list with words for what it looks like.
 */
export async function openFile(path: string, limits: Limits, onBytes?: (count: number) => void): Promise<OpenedFile> {
  const kind = await kindOfFile(path, limits)
  // What reads workbooks is loaded where one comes: nobody with CSV files should wait for it.
  switch (kind) {
    case 'text':
      return { isText: true, sheets: [{ ...oneSheet(() => csvRows(path, limits, onBytes)), top: () => csvTop(path, limits) }] }
    case 'zip': {
      const { sheetsOfZip } = await import('./zip-workbook.ts')
      return { isText: false, sheets: await sheetsOfZip(/\.gz$/i.test(path) ? await wholeFile(path, limits) : path, limits) }
    }
    case 'ole': {
      const { sheetsOfOle } = await import('./ole-workbook.ts')
      return { isText: false, sheets: sheetsOfOle(await wholeFile(path, limits, MOST_OF_OLD), limits) }
    }
    case 'html': {
      const { sheetOfHtml } = await import('./html-rows.ts')
      return { isText: false, sheets: [await sheetOfHtml(path, limits)] }
    }
    case 'xml_workbook': {
      const { sheetsOfXml } = await import('./xml-workbook.ts')
      return { isText: false, sheets: await sheetsOfXml(path, limits) }
    }
    default:
      throw noList(kind)
  }
}

function oneSheet(rows: () => AsyncIterable<RowBlock>): SheetSource {
  return { name: undefined, hidden: false, rows, mergedCells: async () => [] }
}

async function wholeFile(path: string, limits: Limits, most = MOST_IN_MEMORY): Promise<Buffer> {
  const chunks: Buffer[] = []
  const unpackedBytes = Math.min(limits.unpackedBytes, most)
  let size = 0
  for await (const chunk of fileBytes(path, { ...limits, unpackedBytes })) {
    size += chunk.length
    if (size > unpackedBytes) throw new Unreadable('file_must_not_unpack_beyond_limit', { limit: String(unpackedBytes) })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
