import type { Reader } from '../database/connection.ts'
import { KEPT_TABLES, RECORDS, rowHashes } from './trail-contents.ts'
import { allRecordHashes } from './trail-records.ts'

/** Something that the database holds otherwise than the trail says. */
export interface ContentBreak {
  /** changed: not as it was written; unsaid: no entry says that it was written; gone: it was written and is not there. */
  readonly kind: 'changed' | 'unsaid' | 'gone'
  /** Such as "payments 3", "runs 0f3c...", "records 17" (of change 17) or "orders 123" (a record by its id). */
  readonly what: string
  /** The entry that says how it was written. */
  readonly sequence: number | undefined
}

const MOST = 100

/** Compares what the database holds with what the entries say; the first hundred differences. */
export async function contentBreaks(
  reader: Reader,
  said: ReadonlyMap<string, { readonly hash: string; readonly sequence: number }>,
): Promise<ContentBreak[]> {
  const breaks: ContentBreak[] = []
  const found = new Set<string>()
  const compare = (key: string, hash: string) => {
    const known = said.get(key)
    found.add(key)
    if (!known) breaks.push({ kind: 'unsaid', what: key, sequence: undefined })
    else if (known.hash !== hash) breaks.push({ kind: 'changed', what: key, sequence: known.sequence })
  }
  for (const table of Object.keys(KEPT_TABLES)) for await (const [key, hash] of rowHashes(reader, table)) compare(`${table} ${key}`, hash)
  const { hashes, misplaced } = await allRecordHashes(reader)
  for (const [change, hash] of hashes) compare(`${RECORDS} ${change}`, hash)
  for (const { table, id } of misplaced) breaks.push({ kind: 'changed', what: `${table} ${id}`, sequence: undefined })
  for (const [key, { sequence }] of said) {
    if (!found.has(key) && !key.startsWith('documents ')) breaks.push({ kind: 'gone', what: key, sequence })
  }
  return breaks.slice(0, MOST)
}
