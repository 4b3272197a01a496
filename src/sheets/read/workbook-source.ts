import { open } from 'node:fs/promises'
import { fileBytes } from './file-bytes.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './row-block.ts'
import { openWorkbook, type Workbook } from './xlsx-workbook.ts'

/** The container of old .xls files; workbooks with a password to open are wrapped in it too. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')
const MOST_IN_MEMORY = 1024 ** 3

/** Opens the workbook at a path, unpacked first when its name ends in .gz. Throws Unreadable, also for old and encrypted ones. */
export async function workbookAt(path: string, limits: Limits): Promise<Workbook> {
  const source = /\.gz$/i.test(path) ? await unpacked(path, limits) : path
  const head = typeof source === 'string' ? await headOf(source) : source.subarray(0, 1024 ** 2)
  if (head.subarray(0, OLE.length).equals(OLE)) {
    throw new Unreadable(head.includes(ENCRYPTED) ? 'workbook_must_not_be_encrypted' : 'workbook_must_be_saved_as_xlsx')
  }
  return openWorkbook(source, limits)
}

async function unpacked(path: string, limits: Limits): Promise<Buffer> {
  const chunks: Buffer[] = []
  const unpackedBytes = Math.min(limits.unpackedBytes, MOST_IN_MEMORY)
  for await (const chunk of fileBytes(path, { ...limits, unpackedBytes })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The first megabyte and the last: the names inside an OLE container stand in a directory that may be at its end. */
async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(size, 2 * 1024 ** 2))
    const half = buffer.length < size ? buffer.length / 2 : buffer.length
    await file.read(buffer, 0, half, 0)
    if (half < buffer.length) await file.read(buffer, half, half, size - half)
    return buffer
  } finally {
    await file.close()
  }
}
