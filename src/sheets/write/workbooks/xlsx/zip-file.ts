import { type FileHandle, open } from 'node:fs/promises'
import { Zip, ZipDeflate } from 'fflate'

/** The first day that a zip can name, in whatever zone the program runs: fflate writes local time. */
const firstDay = () => new Date(1980, 0, 1)

/** As fast as zlib's 6 on sheets, for an eighth more bytes. */
const LEVEL = 3

/** Text that has not been packed yet; pieces of some 64 KB pack fastest. */
const PIECE = 1 << 16

/** One file inside of a zip: text in pieces, then its end. */
export interface ZipEntry {
  write(text: string): void
  end(): void
}

/**
 * A zip file of fflate that is written entry by entry without holding more than a piece of one in memory. The same content gives the
 * same bytes, as hashes of workbooks stand in result.json. That is why fflate packs, in plain JavaScript: zlib, which archiver and yazl
 * pack with, packs otherwise where the processor has other instructions, and with each version of Node.
 */
export class ZipFile {
  readonly #file: FileHandle
  readonly #zip: Zip
  #packed: Uint8Array[] = []

  private constructor(file: FileHandle) {
    this.#file = file
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error
      this.#packed.push(chunk)
    })
  }

  static async create(path: string): Promise<ZipFile> {
    return new ZipFile(await open(path, 'w'))
  }

  /** Begins a file; what is written waits in memory until `flush`. */
  begin(name: string): ZipEntry {
    const file = new ZipDeflate(name, { level: LEVEL })
    file.mtime = firstDay()
    this.#zip.add(file)
    let waiting = ''
    return {
      write: (text) => {
        waiting += text
        if (waiting.length < PIECE) return
        file.push(Buffer.from(waiting))
        waiting = ''
      },
      end: () => file.push(Buffer.from(waiting), true),
    }
  }

  /** Puts on the disk what is packed so far. */
  async flush(): Promise<void> {
    const packed = this.#packed
    this.#packed = []
    if (packed.length > 0) await this.#file.write(Buffer.concat(packed))
  }

  /** Adds one whole file from its text. */
  async entry(name: string, text: string): Promise<void> {
    const entry = this.begin(name)
    entry.write(text)
    entry.end()
    await this.flush()
  }

  /** Writes the directory and closes the file. */
  async close(): Promise<void> {
    this.#zip.end()
    await this.flush()
    await this.#file.close()
  }

  /** Gives up: closes the file as it stands. */
  async abandon(): Promise<void> {
    await this.#file.close()
  }
}
