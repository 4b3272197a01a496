import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** One file of a zip: where it is on disk, and its name inside. */
export interface ZippedFile {
  readonly path: string
  readonly name: string
}

export interface Zipped {
  readonly bytes: number
  readonly content: ReadableStream<Uint8Array>
}

/**
 * Packs files into a zip as it is read, so that none of them is held in memory. Workbooks are packed already: they are stored
 * as they are, which makes the size known before the first byte. Names are UTF-8; times are `at`, so the same files give the
 * same bytes.
 */
export async function zipDocuments(files: readonly ZippedFile[], at: Date): Promise<Zipped> {
  const zip = new ZipFile()
  for (const { path, name } of files) zip.addFile(path, name, { mtime: at, mode: 0o100644, compress: false })
  const output = Readable.from(zip.outputStream)
  const bytes = await new Promise<number>((resolve, reject) => {
    zip.on('error', (failure: Error) => {
      output.destroy(failure)
      reject(failure)
    })
    // The types leave out that the callback is given the size.
    zip.end(undefined, (...sizes: readonly number[]) => resolve(sizes[0] ?? -1))
  })
  // Node's type of a web stream and the platform's are the same thing under two names.
  return { bytes, content: Readable.toWeb(output) as ReadableStream<Uint8Array> }
}

/** Packs files of text into a zip as it is read; `done` is called when it was read to its end, or by nobody any more. */
export function zipFiles(files: readonly ZippedFile[], at: Date, done: () => void): ReadableStream<Uint8Array> {
  const zip = new ZipFile()
  for (const { path, name } of files) zip.addFile(path, name, { mtime: at, mode: 0o100644, compress: true })
  const output = Readable.from(zip.outputStream)
  zip.on('error', (failure: Error) => output.destroy(failure))
  output.once('close', done)
  zip.end()
  return Readable.toWeb(output) as ReadableStream<Uint8Array>
}
