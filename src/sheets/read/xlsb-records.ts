import { Unreadable } from './row-block.ts'

/** Bytes of one record; a cell holds 32,767 characters. */
const MOST_OF_RECORD = 16 * 1024 * 1024

/**
 * Hands the records of a part of a binary workbook on as its bytes arrive; yields after each piece, so that the caller can hand on what it
 * gathered. Throws Unreadable when the part ends within a record.
 */
export async function* parsedRecords(pieces: AsyncIterable<Buffer>, onRecord: (id: number, data: Buffer) => void): AsyncGenerator<void> {
  /** Bytes that are no whole record yet: put together only once the record is there, so that a long one is not copied at every piece. */
  let rest: Buffer[] = []
  let held = 0
  let needed = 1
  for await (const piece of pieces) {
    rest.push(piece)
    held += piece.length
    if (held >= needed) {
      const bytes = rest.length > 1 ? Buffer.concat(rest) : piece
      let at = 0
      let next = recordAt(bytes, at)
      for (; next && next.end <= bytes.length; next = recordAt(bytes, at)) {
        onRecord(next.id, bytes.subarray(next.from, next.end))
        at = next.end
      }
      held = bytes.length - at
      needed = next ? next.end - at : held + 1
      rest = held > 0 ? [bytes.subarray(at)] : []
    }
    yield
  }
  if (held > 0) throw unsoundPart('cut short')
}

export async function readRecords(pieces: AsyncIterable<Buffer>, onRecord: (id: number, data: Buffer) => void): Promise<void> {
  for await (const _ of parsedRecords(pieces, onRecord));
}

/** The record at a place, which may end behind the bytes that are there; undefined when not even its length is. Its kind takes one byte or two, its length one to four, seven bits of each. */
function recordAt(bytes: Buffer, at: number): { id: number; from: number; end: number } | undefined {
  const first = bytes[at]
  if (first === undefined) return undefined
  const second = first & 0x80 ? bytes[at + 1] : 0
  if (second === undefined) return undefined
  let from = at + (first & 0x80 ? 2 : 1)
  let length = 0
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = bytes[from++]
    if (byte === undefined) return undefined
    length |= (byte & 0x7f) << shift
    if (!(byte & 0x80)) break
  }
  if (length > MOST_OF_RECORD) throw unsoundPart('record too long')
  return { id: (first & 0x7f) | ((second & 0x7f) << 7), from, end: from + length }
}

/** Text of two bytes a character with the number of them before it; a number without any means none. */
export function wideText(data: Buffer, at: number): string {
  const count = numberAt(data, at)
  if (count === 0xffff_ffff) return ''
  if (at + 4 + 2 * count > data.length) throw unsoundPart('text')
  return data.toString('utf16le', at + 4, at + 4 + 2 * count)
}

export function numberAt(data: Buffer, at: number): number {
  if (at + 4 > data.length) throw unsoundPart('record')
  return data.readUInt32LE(at)
}

export function unsoundPart(reason: string): Unreadable {
  return new Unreadable('workbook_must_be_a_workbook', { reason })
}
