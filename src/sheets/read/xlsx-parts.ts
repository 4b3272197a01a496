import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { unreadable } from './file-bytes.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './row-block.ts'

const OPTIONS = { lazyEntries: true, autoClose: false, validateEntrySizes: true } as const

/** The files inside a workbook, unpacked as they are read and never beyond the limits, whatever sizes the archive declares. */
export class XlsxParts {
  readonly #zip: ZipFile
  readonly #limits: Limits
  readonly #entries: ReadonlyMap<string, Entry>
  #unpacked = 0

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: Limits) {
    this.#zip = zip
    this.#entries = entries
    this.#limits = limits
  }

  /** Opens a workbook by its path, or from its bytes. To be closed. Throws Unreadable. */
  static async open(source: string | Buffer, limits: Limits): Promise<XlsxParts> {
    const zip = await opened(source)
    try {
      if (zip.entryCount > limits.entries) {
        throw new Unreadable('workbook_must_not_have_too_many_parts', { found: String(zip.entryCount), limit: String(limits.entries) })
      }
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) {
        const name = partName(entry.fileName)
        if (!entries.has(name)) entries.set(name, entry)
      }
      return new XlsxParts(zip, entries, limits)
    } catch (cause) {
      zip.close()
      throw unsound(cause)
    }
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name))
  }

  /** The text of a part in pieces. */
  async *text(name: string): AsyncGenerator<string> {
    const decoder = new StringDecoder('utf8')
    for await (const chunk of this.bytes(name)) yield decoder.write(chunk)
    yield decoder.end()
  }

  /** The bytes of a part in pieces. */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(partName(name))
    if (!entry) throw new Unreadable('workbook_must_be_a_workbook', { reason: `no ${name}` })
    if (entry.isEncrypted()) throw new Unreadable('workbook_must_not_be_encrypted')
    let stream: Readable | undefined
    try {
      stream = await this.#zip.openReadStreamPromise(entry)
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.#unpacked += chunk.length
        if (this.#unpacked > this.#limits.unpackedBytes) {
          throw new Unreadable('file_must_not_unpack_beyond_limit', { limit: String(this.#limits.unpackedBytes) })
        }
        yield chunk
      }
    } catch (cause) {
      throw unsound(cause)
    } finally {
      stream?.destroy()
    }
  }

  /** Unpacks every part and keeps none: throws Unreadable where one is damaged or all of them are beyond the limit. */
  async tryAll(): Promise<void> {
    for (const name of this.#entries.keys()) for await (const _ of this.text(name));
  }

  close(): void {
    this.#zip.close()
  }
}

/** Part names compare without case, and some writers use backslashes or begin with a slash. */
function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

async function opened(source: string | Buffer): Promise<ZipFile> {
  try {
    return await (typeof source === 'string' ? openPromise(source, OPTIONS) : fromBufferPromise(source, OPTIONS))
  } catch (cause) {
    throw cause instanceof Error && 'code' in cause ? unreadable(cause) : unsound(cause)
  }
}

function unsound(cause: unknown): Unreadable {
  if (cause instanceof Unreadable) return cause
  return new Unreadable('workbook_must_be_a_workbook', { reason: cause instanceof Error ? cause.message.slice(0, 120) : 'unknown' })
}
