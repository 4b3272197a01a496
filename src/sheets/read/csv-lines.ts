import { isUtf8 } from 'node:buffer'
import { wideEncodingOf } from './file-kind.ts'
import { Unreadable } from './row-block.ts'

const LF = 10
const CR = 13
/** A line longer than this is no line of a table; without a bound one quote left open would pull the whole file into memory. */
const LONGEST_LINE = 16 * 1024 * 1024

/** The bytes of a text in UTF-16, which begins with a mark of its own, in UTF-8; any others as they are. */
export async function* narrow(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let wide: InstanceType<typeof TextDecoder> | undefined
  let isFirst = true
  try {
    for await (const chunk of chunks) {
      const encoding = isFirst ? wideEncodingOf(chunk) : undefined
      isFirst = false
      if (encoding) wide = new TextDecoder(encoding, { fatal: true })
      yield wide ? Buffer.from(wide.decode(chunk, { stream: true })) : chunk
    }
    if (wide) wide.decode()
  } catch (cause) {
    throw cause instanceof TypeError ? new Unreadable('text_must_be_utf8_or_gb18030') : cause
  }
}

/**
 * Regroups chunks of bytes so that each ends with a line break, whatever its encoding: neither UTF-8 nor GB18030 uses the bytes
 * of CR and LF inside a character, so no character is cut either. Lone CRs count only in a file without any LF near its start.
 */
export async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let restLength = 0
  let mark: number | undefined
  for await (const chunk of chunks) {
    if (mark === undefined && chunk.includes(LF)) mark = LF
    else if (mark === undefined && chunk.includes(CR)) mark = CR
    const end = mark === undefined ? 0 : chunk.lastIndexOf(mark) + 1
    if (end === 0) {
      rest.push(chunk)
      restLength += chunk.length
      if (restLength > LONGEST_LINE) throw new Unreadable('text_must_be_utf8_or_gb18030')
      continue
    }
    yield rest.length === 0 ? chunk.subarray(0, end) : Buffer.concat([...rest, chunk.subarray(0, end)])
    rest = end < chunk.length ? [chunk.subarray(end)] : []
    restLength = chunk.length - end
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}

export type Encoding = 'utf-8' | 'gb18030'

/** Bytes of a file that are held between finding its encoding and reading it; a larger file is read twice. */
const MOST_HELD = 8 * 1024 * 1024

export interface EncodedLines {
  /** UTF-8 when every line of the file is valid UTF-8, else GB18030 (CONTRACT 1): one fast pass over the bytes decides. */
  readonly encoding: Encoding
  /** All lines of the file where they could be held. */
  readonly held: readonly Buffer[] | undefined
}

/** Finds the encoding of a file from all its lines. */
export async function encodedLines(lines: AsyncIterable<Buffer>): Promise<EncodedLines> {
  const held: Buffer[] = []
  let encoding: Encoding = 'utf-8'
  let size = 0
  try {
    for await (const chunk of lines) {
      if (encoding === 'utf-8' && !isUtf8(chunk)) encoding = 'gb18030'
      size += chunk.length
      if (size <= MOST_HELD) held.push(chunk)
      else if (encoding === 'gb18030') break
      else held.length = 0
    }
  } catch (cause) {
    // What stands before the place that cannot be read is read first, where the encoding is known by then.
    if (encoding === 'utf-8') throw cause
    return { encoding, held: undefined }
  }
  return { encoding, held: size <= MOST_HELD ? held : undefined }
}

/** Decodes whole lines; bytes that the encoding does not know are refused, never replaced. */
export function decoder(encoding: Encoding): (bytes: Buffer) => string {
  if (encoding === 'utf-8') return (bytes) => bytes.toString('utf8')
  const gb18030 = new TextDecoder('gb18030', { fatal: true })
  return (bytes) => {
    try {
      return gb18030.decode(bytes)
    } catch {
      throw new Unreadable('text_must_be_utf8_or_gb18030')
    }
  }
}
