import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreError } from '../database/store-error.ts'

/** What of the audit trail is kept outside of the database, so that whoever can change the one cannot prove it by the other. Paths. */
export interface TrailFiles {
  /** The keys of the trail, the newest last. */
  readonly key: string
  /** The number and hash of the newest entry, written anew after each. */
  readonly head: string
  /** One line for every number and hash that was written down for later: at closings, backups, starts. */
  readonly anchors: string
}

/** A key of the trail: `id` names it and stands in the entries made with it. */
export interface TrailKey {
  readonly id: string
  readonly secret: string
}

/** A place in the trail: an entry's number and hash, and when it was written down. */
export interface TrailHead {
  readonly entry: number
  readonly hash: string
  readonly at: string
}

/** A head that was written down for good, and why. */
export interface TrailAnchor extends TrailHead {
  /** Such as "period.close 2026-10" or "backup company.sqlite". */
  readonly why: string
}

/** The files in a data folder; the key may be kept elsewhere. */
export function trailFiles(dataFolder: string, key = join(dataFolder, 'audit-key')): TrailFiles {
  return { key, head: join(dataFolder, 'audit-head'), anchors: join(dataFolder, 'audit-anchors.jsonl') }
}

/**
 * The keys that are at hand, oldest first; none where there is no file. They are read each time, so that a server knows a key at
 * once that a command made. Rejects with a StoreError when others can read the file or it holds no keys.
 */
export function trailKeys({ key: path }: TrailFiles): readonly TrailKey[] {
  if (!existsSync(path)) return []
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) throw new StoreError('trail_key_must_be_private', { path })
  const keys = readFileSync(path, 'utf8').trim().split(/\s+/).map(keyFrom)
  if (keys.some(({ secret }) => secret.length < 32)) throw new StoreError('trail_key_must_be_a_key', { path })
  return keys
}

/** Makes a key and keeps it as the newest; only the owner of the process may read the file. */
export function makeTrailKey({ key: path }: TrailFiles): TrailKey {
  const made = keyFrom(randomBytes(48).toString('base64url'))
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const known = existsSync(path) ? readFileSync(path, 'utf8') : ''
  replaceFile(path, `${known}${made.secret}\n`, true)
  return made
}

/** The id is made of the secret, which nobody finds by it. */
function keyFrom(secret: string): TrailKey {
  return { id: createHash('sha256').update(`trail key ${secret}`).digest('hex').slice(0, 16), secret }
}

/** The head as it was written last; undefined where none was. */
export function readHead({ head: path }: TrailFiles): TrailHead | undefined {
  return existsSync(path) ? headFrom(readFileSync(path, 'utf8')) : undefined
}

/**
 * Writes the head down, unless a later one stands there already. What it is the head of is in force by then: where the disk takes
 * nothing, the one before stays, which proves less and nothing wrong.
 */
export function keepHead(files: TrailFiles, head: TrailHead): void {
  try {
    inTurnWithOthers(`${files.head}.lock`, () => {
      if ((readHead(files)?.entry ?? 0) < head.entry) replaceHead(files, head)
    })
  } catch (failure) {
    if (!(failure instanceof Error && 'syscall' in failure)) throw failure
  }
}

/** Writes the head down whatever stands there: after a restore, which may go back. */
export function replaceHead({ head }: TrailFiles, { entry, hash, at }: TrailHead): void {
  mkdirSync(dirname(head), { recursive: true, mode: 0o700 })
  replaceFile(head, `${JSON.stringify({ at, entry, hash })}\n`)
}

/** What was written down of a trail, oldest first. */
export function readAnchors({ anchors: path }: TrailFiles): readonly TrailAnchor[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((line) => {
    const head = headFrom(line)
    if (!head) return []
    const { why } = JSON.parse(line) as { why?: unknown }
    return [{ ...head, why: String(why) }]
  })
}

export function appendAnchor({ anchors }: TrailFiles, { entry, hash, at, why }: TrailAnchor): void {
  mkdirSync(dirname(anchors), { recursive: true, mode: 0o700 })
  appendFileSync(anchors, `${JSON.stringify({ at, why, entry, hash })}\n`, { mode: 0o600 })
}

/** A line that a cut of power left half-written says nothing. */
function headFrom(text: string): TrailHead | undefined {
  try {
    const { entry, hash, at } = JSON.parse(text) as { entry?: unknown; hash?: unknown; at?: unknown }
    return typeof entry === 'number' && typeof hash === 'string' ? { entry, hash, at: String(at) } : undefined
  } catch {
    return undefined
  }
}

/** How long a writer may take for a head, which it writes in well under a millisecond, before it is taken for killed. */
const KILLED_AFTER_MS = 2000

/** Does something while no other thread or process does it that asks by the same file, which is there meanwhile. */
function inTurnWithOthers(lock: string, use: () => void): void {
  mkdirSync(dirname(lock), { recursive: true, mode: 0o700 })
  while (!taken(lock)) {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && Date.now() - since > KILLED_AFTER_MS) rmSync(lock, { force: true })
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  }
  try {
    use()
  } finally {
    rmSync(lock, { force: true })
  }
}

function taken(lock: string): boolean {
  try {
    writeFileSync(lock, '', { mode: 0o600, flag: 'wx' })
    return true
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'EEXIST') return false
    throw failure
  }
}

/** Writes a file over another, whole or not at all, for its owner only. */
export function replaceFile(path: string, text: string, flush = false): void {
  const unfinished = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx', flush })
  renameSync(unfinished, path)
}
