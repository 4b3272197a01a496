import { TABLE_KEYS } from '../domain/dataset/tables.ts'
import type { Reader } from './database/connection.ts'
import { storedColumns } from './database/record-columns.ts'
import { StoreError } from './database/store-error.ts'
import type { Store } from './open-store.ts'
import { type AuditContent, appendAudit, RESTORE, ROTATION, SEAL } from './trail/audit.ts'
import { type Contents, hashOf, KEPT_TABLES, RECORDS, rowHashes } from './trail/trail-contents.ts'
import { lastEntry } from './trail/trail-end.ts'
import { makeTrailKey, readHead, replaceHead, type TrailFiles, type TrailHead, trailKeys } from './trail/trail-files.ts'
import { allRecordHashes } from './trail/trail-records.ts'
import { isOvertaken, overtakeBy, verifyTrail } from './trail/verify-trail.ts'
import type { WriteTransaction } from './trail/write.ts'

/** Who makes an entry, and when. */
export type TrailAuthor = Pick<AuditContent, 'at' | 'actor' | 'actorName' | 'address'>

export interface SealTrail {
  readonly author: TrailAuthor
  /** Hashes of the files that the data folder holds already. */
  readonly documents?: Contents
}

/**
 * Makes the trail of a database ready to be written: a new one, and one of a version that had no key, gets its key and an entry
 * that seals what is there, from which on everything is keyed. Rejects with a StoreError when the key is not at hand, or when
 * what was written down outside says that there was a keyed trail, or there are accounts and no entry at all: only sealAnew
 * goes over that.
 */
export async function beginTrail(store: Store, files: TrailFiles, seal: SealTrail): Promise<void> {
  await store.write(async (transaction) => {
    const last = await lastEntry(transaction)
    if (last?.keyId != null) {
      if (!trailKeys(files).some(({ id }) => id === last.keyId)) {
        throw new StoreError('trail_key_must_be_there', { path: files.key, key: last.keyId })
      }
      const head = readHead(files)
      if (head && isOvertaken(head, await overtakes(transaction))) replaceHead(files, last)
      await sealWhatIsNew(transaction, files, seal)
      return { ok: true }
    }
    const head = readHead(files)
    const hasAccounts = (await transaction.first('SELECT 1 FROM accounts LIMIT 1')) !== undefined
    if (head && hasAccounts) throw new StoreError('trail_must_be_as_written_down', { entries: String(head.entry) })
    if (!last && hasAccounts) throw new StoreError('trail_must_not_be_empty', {})
    await sealAll(transaction, files, seal)
    return { ok: true }
  })
}

async function overtakes(reader: Reader): Promise<TrailHead[]> {
  const rows = await reader.all(
    'SELECT sequence, action, hash, at, reason FROM audit_entries WHERE action IN ($1, $2) AND key_id IS NOT NULL',
    [RESTORE, SEAL],
  )
  return rows.map(([sequence, action, hash, at, reason]) =>
    overtakeBy({
      sequence: Number(sequence),
      action: String(action),
      hash: String(hash),
      at: String(at),
      reason: typeof reason === 'string' ? reason : null,
    }),
  )
}

/** Seals the trail as it stands, with a key that is at hand or a new one, whatever was wrong with it; the reason stands in the entry. */
export async function sealAnew(store: Store, files: TrailFiles, seal: SealTrail & { readonly reason: string }): Promise<TrailHead> {
  const sealed = await store.write(async (transaction) => ({ ok: true as const, head: await sealAll(transaction, files, seal) }))
  return sealed.head
}

/** Brings a new key: entries from here on are made with it, and the one before is good for what it was used for only. */
export async function rotateTrailKey(store: Store, files: TrailFiles, author: TrailAuthor): Promise<TrailHead> {
  const rotated = await store.write(async (transaction) => {
    const last = await lastEntry(transaction)
    if (last?.keyId != null && !trailKeys(files).some(({ id }) => id === last.keyId)) {
      throw new StoreError('trail_key_must_be_there', { path: files.key, key: last.keyId })
    }
    const key = makeTrailKey(files)
    const deed = { ...author, action: ROTATION, subject: 'trail', period: null, reason: null }
    const values = { before: JSON.stringify({ key: last?.keyId ?? null }), after: JSON.stringify({ key: key.id }) }
    return { ok: true as const, head: await appendAudit(transaction, { ...deed, ...values }, files, { key }) }
  })
  return rotated.head
}

/** What a table's hashes are made of; another version of the program may prove more of it. */
function provedAs(table: string): string {
  const columns =
    table === RECORDS ? TABLE_KEYS.map((key) => [key, storedColumns(key).map((column) => column.key)]) : (KEPT_TABLES[table]?.columns ?? [])
  return `${table}/${hashOf(columns).slice(0, 8)}`
}

const PROVED = [...Object.keys(KEPT_TABLES), RECORDS]

async function sealAll(
  transaction: WriteTransaction,
  files: TrailFiles,
  seal: SealTrail & { readonly reason?: string },
): Promise<TrailHead> {
  const { entries, lastHash, firstBreak } = await verifyTrail(transaction, { files, withContents: false })
  const key = trailKeys(files).at(-1) ?? makeTrailKey(files)
  const found = firstBreak && firstBreak.kind !== 'unsealed' ? { firstBreak } : {}
  return sealTables(transaction, files, { ...seal, key, after: { entries, lastHash, ...found }, tables: PROVED })
}

/** A table that an earlier version of the program did not prove is sealed by the first start of the one that does. */
async function sealWhatIsNew(transaction: WriteTransaction, files: TrailFiles, seal: SealTrail): Promise<void> {
  const seals = await transaction.all('SELECT after FROM audit_entries WHERE action = $1 AND key_id IS NOT NULL', [SEAL])
  const known = new Set(seals.flatMap(([after]) => (JSON.parse(String(after)) as { proves?: string[] }).proves ?? []))
  const tables = PROVED.filter((table) => !known.has(provedAs(table)))
  if (tables.length > 0) await sealTables(transaction, files, { ...seal, after: {}, tables })
}

const HASHES_AN_ENTRY = 10_000

async function sealTables(
  transaction: WriteTransaction,
  files: TrailFiles,
  {
    author,
    documents = {},
    reason,
    key,
    after,
    tables,
  }: SealTrail & {
    readonly reason?: string | undefined
    readonly key?: ReturnType<typeof makeTrailKey>
    readonly after: object
    readonly tables: readonly string[]
  },
): Promise<TrailHead> {
  const deed = { ...author, action: SEAL, subject: 'trail', period: null, before: null, reason: reason ?? null }
  const hashes = [...Object.entries(documents), ...(await contentsOf(transaction, tables))]
  let first = 0
  for (;;) {
    const contents = Object.fromEntries(hashes.slice(first, first + HASHES_AN_ENTRY))
    first += HASHES_AN_ENTRY
    const isLast = first >= hashes.length
    const said = isLast ? { ...after, proves: tables.map(provedAs) } : after
    const head = await appendAudit(transaction, { ...deed, after: JSON.stringify(said) }, files, { contents, ...(key ? { key } : {}) })
    if (isLast) return head
  }
}

async function contentsOf(reader: Reader, tables: readonly string[]): Promise<[string, string][]> {
  const contents: [string, string][] = []
  for (const table of tables.filter((each) => each !== RECORDS)) {
    for await (const [key, hash] of rowHashes(reader, table)) contents.push([`${table} ${key}`, hash])
  }
  if (tables.includes(RECORDS)) {
    const { hashes } = await allRecordHashes(reader)
    for (const [change, hash] of hashes) contents.push([`${RECORDS} ${change}`, hash])
  }
  return contents
}
