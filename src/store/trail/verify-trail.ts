import type { Reader } from '../database/connection.ts'
import { openConsistentRecords } from '../database/consistent-records.ts'
import { BEGINNING, entryHash, RESTORE, ROTATION, SEAL, type StoredEntry, storedEntries } from './audit.ts'
import type { Contents } from './trail-contents.ts'
import { readAnchors, readHead, type TrailFiles, type TrailHead, type TrailKey, trailKeys } from './trail-files.ts'
import { type ContentBreak, contentBreaks } from './verify-contents.ts'

export const TRAIL_BREAKS = ['missing', 'changed', 'unlinked', 'unkeyed', 'unsealed', 'cut', 'unexpected', 'empty', 'content'] as const

/** Where a trail does not hold. */
export interface TrailBreak {
  /** The entry at which it breaks; 0 where there is none to name. */
  readonly sequence: number
  /**
   * missing: a number is not there; changed: content or hash is not what was written; unlinked: the hash before is another;
   * unkeyed: no key, or an old one, where the newest belongs; unsealed: the keyed part does not begin with its seal, or a
   * trail that has a key has no keyed part; cut: entries up to one that was written down outside are not there; unexpected: the
   * entry there is another, or none has the hash expected; empty: no entry beside accounts; content: what entries say was written
   * stands otherwise in the database.
   */
  readonly kind: (typeof TRAIL_BREAKS)[number]
}

export interface TrailVerified {
  /** Entries up to which the chain holds. */
  readonly entries: number
  readonly lastHash: string
  readonly firstBreak: TrailBreak | undefined
  /** The entry with which the keyed part begins; undefined where there is none. */
  readonly keyedFrom: number | undefined
  /** Ids of keys that are not at hand: of their entries only the links could be checked, not the hashes. */
  readonly missingKeys: readonly string[]
  /** Entries with which somebody sealed the trail as it stood: what was written down outside before is not compared any more. */
  readonly sealedAnew: readonly number[]
  /** Whether results, payments, records and the rest were compared with their hashes in the trail. */
  readonly compared: number | undefined
  /** The first of what does not agree. */
  readonly contents: readonly ContentBreak[]
  /** What the entries say of files of the data folder, by "documents PATH"; they are compared where the folder is at hand. */
  readonly documents: ReadonlyMap<string, Said>
}

/** A hash that an entry says, and which. */
export interface Said {
  readonly hash: string
  readonly sequence: number
}

export interface VerifyTrail {
  /** Where the keys are and what was written down outside; without them the links alone can be proved. */
  readonly files?: TrailFiles | undefined
  /** Hashes that some entry must have. */
  readonly expected?: readonly string[]
  /** Whether to compare the content of the database; it reads every record and result. */
  readonly withContents?: boolean
  /** Whether entries may end before what was written down outside: those of an older backup do. */
  readonly mayEndEarlier?: boolean
  /** What was written down outside; what `files` say unless told. */
  readonly outside?: readonly TrailHead[]
}

/** Walks the whole trail and names the first place at which it does not hold, with what could not be checked. */
export async function verifyTrail(reader: Reader, options: VerifyTrail = {}): Promise<TrailVerified> {
  const { files, expected = [], withContents = true, mayEndEarlier = false } = options
  const keys = files ? trailKeys(files) : []
  const outside = options.outside ?? (files ? writtenDown(files) : [])
  const walk = new Walk(keys)
  for await (const entry of storedEntries(reader)) if (!walk.goOn(entry)) break
  let firstBreak = walk.firstBreak
  if (walk.entries === 0 && firstBreak === undefined && (await hasAccounts(reader))) firstBreak = { sequence: 0, kind: 'empty' }
  if (walk.keyedFrom === undefined && keys.length > 0) firstBreak ??= { sequence: walk.entries, kind: 'unsealed' }
  firstBreak ??= outsideBreak(
    walk,
    outside.filter((known) => !isOvertaken(known, walk.overtakes)),
    expected,
    mayEndEarlier,
  )
  const compare = withContents && walk.keyedFrom !== undefined
  const contents = compare ? await contentBreaks(reader, walk.contents) : []
  const [first] = contents
  if (first) firstBreak ??= { sequence: first.sequence ?? walk.entries, kind: 'content' }
  return {
    ...{ entries: walk.entries, lastHash: walk.previous, firstBreak, keyedFrom: walk.keyedFrom },
    missingKeys: [...walk.missingKeys],
    sealedAnew: walk.sealedAnew,
    compared: compare ? walk.contents.size : undefined,
    contents,
    documents: new Map([...walk.contents].filter(([key]) => key.startsWith('documents '))),
  }
}

/** What was written down of a trail outside of the database. */
function writtenDown(files: TrailFiles): readonly TrailHead[] {
  const head = readHead(files)
  return [...readAnchors(files), ...(head ? [head] : [])]
}

/**
 * Proves the trail of a database that is being written meanwhile: of one state of it, with what was written down before that
 * state was chosen. `address` is that of an open store.
 */
export async function verifyTrailAt(address: string, options: VerifyTrail): Promise<TrailVerified> {
  const outside = options.files ? writtenDown(options.files) : []
  const records = await openConsistentRecords(address)
  try {
    return await verifyTrail(records, { ...options, outside })
  } finally {
    await records.close()
  }
}

/**
 * From which entry on what was written down earlier no longer holds: a restored trail differs from the last entry of the backup on; one
 * that somebody sealed, saying why, is taken as it stood then.
 */
export function overtakeBy({
  sequence,
  action,
  hash,
  at,
  reason,
}: Pick<StoredEntry, 'sequence' | 'action' | 'hash' | 'at' | 'reason'>): TrailHead {
  return { entry: action === RESTORE ? sequence - 1 : reason === null ? sequence : 0, hash, at }
}

/** Whether the trail went back behind what was written down, by a restore or a seal made after it. */
export function isOvertaken(known: TrailHead, overtakes: readonly TrailHead[]): boolean {
  return overtakes.some(({ entry, at }) => entry <= known.entry && at > known.at)
}

function outsideBreak(
  walk: Walk,
  outside: readonly TrailHead[],
  expected: readonly string[],
  mayEndEarlier: boolean,
): TrailBreak | undefined {
  for (const { entry, hash } of outside) {
    const found = walk.hashes[entry - 1]
    if (found === undefined && !mayEndEarlier) return { sequence: walk.entries + 1, kind: 'cut' }
    // The last entry of a backup is one that only the backup has.
    if (found !== undefined && found !== hash && !(mayEndEarlier && entry === walk.entries)) return { sequence: entry, kind: 'unexpected' }
  }
  const hashes = expected.length > 0 ? new Set(walk.hashes) : undefined
  return expected.every((hash) => hashes?.has(hash.toLowerCase())) ? undefined : { sequence: walk.entries, kind: 'unexpected' }
}

async function hasAccounts(reader: Reader): Promise<boolean> {
  return (await reader.all('SELECT 1 FROM accounts LIMIT 1')).length > 0
}

/** The chain as it is walked. */
class Walk {
  entries = 0
  previous = BEGINNING
  keyedFrom: number | undefined
  firstBreak: TrailBreak | undefined
  readonly missingKeys = new Set<string>()
  readonly hashes: string[] = []
  readonly contents = new Map<string, Said>()
  readonly overtakes: TrailHead[] = []
  readonly sealedAnew: number[] = []
  readonly #keys: ReadonlyMap<string, TrailKey>
  #key: string | null = null

  constructor(keys: readonly TrailKey[]) {
    this.#keys = new Map(keys.map((key) => [key.id, key]))
  }

  /** Takes the next entry; false when the chain breaks there. */
  goOn(entry: StoredEntry): boolean {
    const kind = this.#breakAt(entry)
    if (kind !== undefined) {
      this.firstBreak = { sequence: kind === 'missing' ? this.entries + 1 : entry.sequence, kind }
      return false
    }
    if (entry.keyId !== null) this.keyedFrom ??= entry.sequence
    this.#key = entry.keyId
    this.entries = entry.sequence
    this.previous = entry.hash
    this.hashes.push(entry.hash)
    if (entry.keyId !== null && (entry.action === SEAL || entry.action === RESTORE)) this.overtakes.push(overtakeBy(entry))
    if (entry.action === SEAL && entry.reason !== null) this.sealedAnew.push(entry.sequence)
    if (entry.contents !== null) this.#take(entry.contents, entry.sequence)
    return true
  }

  #breakAt(entry: StoredEntry): TrailBreak['kind'] | undefined {
    if (entry.sequence !== this.entries + 1) return 'missing'
    if (entry.previous !== this.previous) return 'unlinked'
    if (entry.keyId !== this.#key) {
      if (entry.keyId === null) return 'unkeyed'
      if (entry.action !== SEAL && (this.#key === null || entry.action !== ROTATION)) return this.#key === null ? 'unsealed' : 'unkeyed'
    }
    const key = entry.keyId === null ? undefined : this.#keys.get(entry.keyId)
    if (entry.keyId !== null && !key) {
      this.missingKeys.add(entry.keyId)
      return undefined
    }
    return entryHash(entry, key) === entry.hash ? undefined : 'changed'
  }

  #take(text: string, sequence: number): void {
    for (const [key, hash] of Object.entries(JSON.parse(text) as Contents)) {
      if (hash === null) this.contents.delete(key)
      else this.contents.set(key, { hash, sequence })
    }
  }
}
