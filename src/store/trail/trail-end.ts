import type { Reader } from '../database/connection.ts'
import type { TrailFiles, TrailHead } from './trail-files.ts'

/** The newest entry as the next one follows it. */
export interface LastEntry extends TrailHead {
  readonly action: string
  readonly keyId: string | null
}

/** The newest entry; undefined where there is none. */
export async function lastEntry(reader: Reader): Promise<LastEntry | undefined> {
  const [row] = await reader.all('SELECT sequence, hash, key_id, at, action FROM audit_entries ORDER BY sequence DESC LIMIT 1')
  return (
    row && {
      entry: Number(row[0]),
      hash: String(row[1]),
      keyId: row[2] == null ? null : String(row[2]),
      at: String(row[3]),
      action: String(row[4]),
    }
  )
}

/** The trails that transactions wrote to. */
const written = new WeakMap<object, TrailFiles>()

/** Remembers that a transaction wrote an entry of a trail. */
export function noteWritten(transaction: Reader, files: TrailFiles): void {
  written.set(transaction, files)
}

/** The newest entry of a transaction that wrote some, and where it is to be written down once it is in force. */
export async function headOf(transaction: Reader): Promise<{ readonly files: TrailFiles; readonly head: TrailHead } | undefined> {
  const files = written.get(transaction)
  const head = files && (await lastEntry(transaction))
  return head?.keyId == null ? undefined : files && { files, head }
}
