import { createHash, createHmac } from 'node:crypto'
import { present } from '../../base/assert.ts'
import type { Cell, Reader } from '../database/connection.ts'
import { StoreError } from '../database/store-error.ts'
import { type Contents, takeContents } from './trail-contents.ts'
import { lastEntry, noteWritten } from './trail-end.ts'
import { type TrailFiles, type TrailHead, type TrailKey, trailKeys } from './trail-files.ts'
import type { WriteTransaction } from './write.ts'

/** What is written into the audit trail 审计日志 of one change or one recorded reading. */
export interface AuditContent {
  /** UTC, as 2026-11-03T08:15:00.000Z. */
  readonly at: string
  /** Account id, "token:ID" or "system". */
  readonly actor: string
  readonly actorName: string
  readonly address: string | null
  /** Such as "period.publish". */
  readonly action: string
  /** Such as "period 2026-10". */
  readonly subject: string
  readonly period: string | null
  /** What was and what is, as JSON text. */
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
}

/** The hash before the first entry. */
export const BEGINNING = '0'.repeat(64)

/** The action of the entry with which the keyed part of a trail begins, and of those that bring another key. */
export const SEAL = 'audit.seal'
export const ROTATION = 'audit.rotateKey'
/** The last entry of a backup, which only the backup has, and the first after a restore. */
export const COPY = 'database.copy'
export const RESTORE = 'database.restore'

/** What the hash of an entry covers. */
export interface HashedEntry extends AuditContent {
  readonly sequence: number
  readonly previous: string
  /** The key it is made with; null in the part of a trail that is older than its key. */
  readonly keyId: string | null
  /** JSON of Contents. */
  readonly contents: string | null
}

/** The keyed entries after one that closed a period, oldest first. */
export async function closingsAfter(reader: Reader, entry: number): Promise<(TrailHead & { readonly period: string })[]> {
  const rows = await reader.all(
    `SELECT sequence, hash, at, period FROM audit_entries
     WHERE sequence > $1 AND action = 'period.advance' AND key_id IS NOT NULL AND "after" LIKE '%"state":"closed"%' ORDER BY sequence`,
    [entry],
  )
  return rows.map(([sequence, hash, at, period]) => ({
    entry: Number(sequence),
    hash: String(hash),
    at: String(at),
    period: String(period),
  }))
}

/**
 * Appends an entry whose hash covers its content, the hashes of what its transaction wrote and the hash before it. The hash is
 * keyed with the key of the entry before, or with `key`; before a trail is keyed, with none. `contents` are of what no table holds. Writers are one at a time, so the
 * chain has no fork. Rejects with a StoreError when the key is not at hand: then nothing is written.
 */
export async function appendAudit(
  transaction: WriteTransaction,
  content: AuditContent,
  files: TrailFiles,
  { key, contents: more }: { readonly key?: TrailKey; readonly contents?: Contents } = {},
): Promise<TrailHead> {
  const last = await lastEntry(transaction)
  const used = key ?? (last?.keyId == null ? undefined : keyOf(files, last.keyId))
  const taken = await takeContents(transaction)
  const contents = taken || more ? { ...taken, ...more } : undefined
  const entry: HashedEntry = {
    ...content,
    sequence: (last?.entry ?? 0) + 1,
    previous: last?.hash ?? BEGINNING,
    keyId: used?.id ?? null,
    contents: contents === undefined ? null : JSON.stringify(contents),
  }
  const hash = entryHash(entry, used)
  await transaction.insert('audit_entries', {
    sequence: entry.sequence,
    at: content.at,
    actor: content.actor,
    actor_name: content.actorName,
    address: content.address,
    action: content.action,
    subject: content.subject,
    period: content.period,
    before: content.before,
    after: content.after,
    reason: content.reason,
    previous_hash: entry.previous,
    hash,
    key_id: entry.keyId,
    contents: entry.contents,
  })
  noteWritten(transaction, files)
  return { entry: entry.sequence, hash, at: content.at }
}

function keyOf(files: TrailFiles, id: string): TrailKey {
  const key = trailKeys(files).find((each) => each.id === id)
  if (!key) throw new StoreError('trail_key_must_be_there', { path: files.key, key: id })
  return key
}

/** The hash of an entry: keyed over everything of it, or as it was made before trails were keyed. */
export function entryHash(entry: HashedEntry, key: TrailKey | undefined): string {
  const { sequence, previous, at, actor, actorName, address, action, subject, period, before, after, reason, keyId, contents } = entry
  const covered = [sequence, previous, at, actor, actorName, address, action, subject, period, before, after, reason]
  if (keyId === null) return createHash('sha256').update(JSON.stringify(covered)).digest('hex')
  const { secret } = present(key, 'A keyed entry comes with its key.')
  return createHmac('sha256', secret)
    .update(JSON.stringify([...covered, keyId, contents]))
    .digest('hex')
}

const ENTRIES_AT_ONCE = 1000

/** An entry as it is stored. */
export interface StoredEntry extends HashedEntry {
  readonly hash: string
}

/** Every entry of the trail in order, numbers that are missing passed over. */
export async function* storedEntries(reader: Reader): AsyncGenerator<StoredEntry> {
  let after: number | undefined
  for (;;) {
    const page = await reader.all(
      `SELECT sequence, at, actor, actor_name, address, action, subject, period, before, after, reason, previous_hash, hash, key_id, contents
       FROM audit_entries ${after === undefined ? '' : 'WHERE sequence > $1'} ORDER BY sequence LIMIT ${ENTRIES_AT_ONCE}`,
      after === undefined ? [] : [after],
    )
    for (const row of page) yield entryFrom(row)
    if (page.length < ENTRIES_AT_ONCE) return
    after = Number(page.at(-1)?.[0])
  }
}

function entryFrom([sequence, ...cells]: readonly Cell[]): StoredEntry {
  const [at, actor, actorName, address, action, subject, period, before, after, reason, previous, hash, keyId, contents] = cells.map(textOf)
  const some = (text: string | null | undefined) => text ?? ''
  return {
    sequence: Number(sequence),
    ...{ at: some(at), actor: some(actor), actorName: some(actorName), address: address ?? null },
    ...{ action: some(action), subject: some(subject), period: period ?? null },
    ...{ before: before ?? null, after: after ?? null, reason: reason ?? null },
    ...{ previous: some(previous), hash: some(hash), keyId: keyId ?? null, contents: contents ?? null },
  }
}

function textOf(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell)
}
