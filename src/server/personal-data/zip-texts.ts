import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** Packs texts into a zip; the same texts and time give the same bytes. */
export async function zipTexts(files: readonly { readonly name: string; readonly text: string }[], at: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, text } of files) zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime: at, mode: 0o100644 })
  zip.end()
  const parts: Buffer[] = []
  for await (const part of Readable.from(zip.outputStream)) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
