import { Unreadable } from './row-block.ts'

const BOF = 0x809
const EOF = 0x0a
const CONTINUE = 0x3c

/** A record of an old workbook's stream; what goes on in records that continue it stands in further blocks. */
export interface XlsRecord {
  readonly id: number
  readonly data: Buffer
  readonly blocks: readonly Buffer[]
}

/** The records of the part of a stream that begins at a place, up to its end, without those of charts inside of it. Throws Unreadable when it is cut short. */
export function* recordsFrom(stream: Buffer, start: number): Generator<XlsRecord> {
  let depth = 0
  for (let at = start; at + 4 <= stream.length; ) {
    const id = stream.readUInt16LE(at)
    const data = blockAt(stream, at)
    at += 4 + data.length
    const blocks = [data]
    while (at + 4 <= stream.length && stream.readUInt16LE(at) === CONTINUE) {
      const next = blockAt(stream, at)
      blocks.push(next)
      at += 4 + next.length
    }
    if (id === EOF && --depth <= 0) return
    if (depth <= 1) yield { id, data, blocks }
    if (id === BOF) depth++
  }
  throw unsound('cut short')
}

function blockAt(stream: Buffer, at: number): Buffer {
  const end = at + 4 + stream.readUInt16LE(at + 2)
  if (end > stream.length) throw unsound('cut short')
  return stream.subarray(at + 4, end)
}

/** A whole number without a sign in a record. Throws Unreadable where the record ends before it. */
export function wholeAt(data: Buffer, at: number, bytes: 1 | 2 | 4): number {
  if (at + bytes > data.length) throw unsound('record')
  return data.readUIntLE(at, bytes)
}

export function unsound(reason: string): Unreadable {
  return new Unreadable('workbook_must_be_a_workbook', { reason })
}

/** The encodings of text in workbooks before Excel 97, by the number of the code page. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
}

/** How bytes of text are read in a workbook that has one byte a character, by its code page; Western where it is not known. */
export function decoderOf(codePage: number): (bytes: Buffer) => string {
  const western = codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252'
  const decoder = new TextDecoder(CODE_PAGES[codePage] ?? western, { fatal: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch {
      throw new Unreadable('text_must_be_utf8_or_gb18030')
    }
  }
}

/** Reads numbers and text of a record one after the other, across the blocks that it goes on in. Throws Unreadable behind its end. */
export class XlsReader {
  readonly #blocks: readonly Buffer[]
  /** Undefined for a workbook whose text says itself whether it has one byte a character or two. */
  readonly #decode: ((bytes: Buffer) => string) | undefined
  #block = 0
  #at: number

  constructor(blocks: readonly Buffer[], at: number, decode: ((bytes: Buffer) => string) | undefined) {
    this.#blocks = blocks
    this.#at = at
    this.#decode = decode
  }

  get isOver(): boolean {
    return this.#block >= this.#blocks.length - 1 && this.#left === 0
  }

  get #left(): number {
    return (this.#blocks[this.#block]?.length ?? 0) - this.#at
  }

  u8(): number {
    return this.#bytes(1).readUInt8()
  }

  u16(): number {
    return this.#bytes(2).readUInt16LE()
  }

  u32(): number {
    return this.#bytes(4).readUInt32LE()
  }

  /** Text with the number of its characters before it, which takes one byte or two. */
  text(lengthBytes: 1 | 2): string {
    const count = lengthBytes === 1 ? this.u8() : this.u16()
    if (this.#decode) return this.#decode(this.#bytes(count))
    let isWide = this.u8()
    const runs = isWide & 8 ? this.u16() : 0
    const phonetic = isWide & 4 ? this.u32() : 0
    let text = ''
    while (text.length < count) {
      // Text that goes on in the next block says anew how wide its characters are there.
      if (this.#left === 0) {
        this.#next()
        isWide = this.u8()
      }
      const width = 1 + (isWide & 1)
      const fits = Math.min(count - text.length, Math.floor(this.#left / width))
      if (fits === 0) throw unsound('text')
      text += this.#bytes(fits * width).toString(width === 2 ? 'utf16le' : 'latin1')
    }
    this.#skip(4 * runs + phonetic)
    return text
  }

  #bytes(count: number): Buffer {
    if (this.#left === 0 && count > 0) this.#next()
    const bytes = this.#blocks[this.#block]?.subarray(this.#at, this.#at + count)
    if (bytes?.length !== count) throw unsound('record')
    this.#at += count
    return bytes
  }

  #skip(count: number): void {
    for (let left = count; left > 0; ) {
      if (this.#left === 0) this.#next()
      const taken = Math.min(left, this.#left)
      this.#at += taken
      left -= taken
    }
  }

  #next(): void {
    this.#block++
    this.#at = 0
    if (this.#left === 0) throw unsound('record')
  }
}
