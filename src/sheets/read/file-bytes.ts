import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Limits } from './limits.ts'
import { Unreadable } from './row-block.ts'

const CHUNK = 128 * 1024
/** What is asked of the system at once: waiting for each chunk took longer than reading it. */
const READ_AT_ONCE = 1024 * 1024

/**
 * The bytes of a file, unpacked when its name ends in .gz, in chunks of at most 128 KB. `onBytes` hears how many bytes of the file
 * itself were read since it was last called. Throws Unreadable when the file cannot be read or unpacks beyond the limit.
 */
export async function* fileBytes(path: string, limits: Limits, onBytes?: (count: number) => void): AsyncGenerator<Buffer> {
  const packed = createReadStream(path, { highWaterMark: READ_AT_ONCE })
  let reported = 0
  const isPacked = /\.gz$/i.test(path)
  const bytes = isPacked ? pipeline(packed, createGunzip({ chunkSize: CHUNK }), () => undefined) : packed
  let unpacked = 0
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      if (isPacked && unpacked > limits.unpackedBytes) {
        throw new Unreadable('file_must_not_unpack_beyond_limit', { limit: String(limits.unpackedBytes) })
      }
      onBytes?.(packed.bytesRead - reported)
      reported = packed.bytesRead
      for (let at = 0; at < chunk.length; at += CHUNK) yield chunk.subarray(at, at + CHUNK)
    }
    onBytes?.(packed.bytesRead - reported)
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : unreadable(cause)
  } finally {
    packed.destroy()
    bytes.destroy()
  }
}

/** What the system or the unpacker said of a file that cannot be read. Anything else is our own mistake and is thrown on. */
export function unreadable(cause: unknown): Unreadable {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  if (code === undefined) throw cause
  if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') return new Unreadable('file_must_be_whole')
  return new Unreadable('file_must_be_readable', { reason: code })
}
