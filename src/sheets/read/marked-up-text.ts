import { fileBytes } from './file-bytes.ts'
import { wideEncodingOf } from './file-kind.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './row-block.ts'

/** Where a page or an XML file says in what encoding it is. */
const DECLARED = /(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,30})/i
const HEAD = 8 * 1024

/**
 * The text of a page or an XML file in pieces: in UTF-16 where its mark says so, in UTF-8 where all of it is that, else as it declares, else in
 * GB18030. What it declares comes second, because programs write GBK below the head of a UTF-8 page. Throws Unreadable.
 */
export async function* markedUpText(path: string, limits: Limits): AsyncGenerator<string> {
  const encoding = await encodingOf(path, limits)
  try {
    yield* decoded(path, limits, encoding)
  } catch (cause) {
    throw cause instanceof TypeError ? new Unreadable('text_must_be_utf8_or_gb18030') : cause
  }
}

async function* decoded(path: string, limits: Limits, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of fileBytes(path, limits)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function encodingOf(path: string, limits: Limits): Promise<string> {
  let head: Buffer | undefined
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of fileBytes(path, limits)) {
      head ??= chunk.subarray(0, HEAD)
      const wide = wideEncodingOf(head)
      if (wide) return wide
      decoder.decode(chunk, { stream: true })
    }
    return 'utf-8'
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    const declared = DECLARED.exec(head?.toString('latin1') ?? '')?.[1]?.toLowerCase()
    return declared && !/^utf-?8$/.test(declared) && isEncoding(declared) ? declared : 'gb18030'
  }
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return false
  }
}
