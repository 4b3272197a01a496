import { noList } from './file-kind.ts'
import { OleContainer } from './ole-container.ts'
import { Unreadable } from './row-block.ts'
import type { SheetSource } from './sheet-source.ts'

/** The worksheets of an OLE container that is an old workbook. Throws Unreadable, for other documents with what they look like. */
export function sheetsOfOle(bytes: Buffer): SheetSource[] {
  const container = new OleContainer(bytes)
  const stream = container.stream('Workbook') ?? container.stream('Book')
  if (stream) throw new Unreadable('workbook_must_be_saved_as_xlsx', { found: '.xls' })
  if (container.has('EncryptedPackage')) throw new Unreadable('workbook_must_not_be_encrypted')
  throw noList(container.has('WordDocument') ? 'word' : container.has('PowerPoint Document') ? 'presentation' : 'unknown')
}
