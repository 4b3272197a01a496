import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { withStore } from '../../appraisal/appraise.ts'
import type { Answer } from '../../base/answer.ts'
import type { Problem } from '../../base/problem.ts'
import { backup, restore } from '../../store/backup.ts'
import { StoreError } from '../../store/database/store-error.ts'
import { appendAudit, COPY, RESTORE } from '../../store/trail/audit.ts'
import { lastEntry } from '../../store/trail/trail-end.ts'
import { type TrailAnchor, trailKeys } from '../../store/trail/trail-files.ts'
import { type TrailVerified, verifyTrail, verifyTrailAt } from '../../store/trail/verify-trail.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { commandLine, rotateKey, sealTrail, writeAnchor } from '../audit/keep-trail.ts'
import { withDocuments } from '../audit/trail-documents.ts'
import { noteDeed } from '../kernel/service.ts'
import { backupDoubt } from './backup-doubt.ts'
import type { ServerPlace } from './server-place.ts'

/** What relative database addresses resolve against: the folder the user stands in. */
function folder(): string {
  return process.env.INIT_CWD ?? process.cwd()
}

const now = () => new Date()

type Done<T> = Answer<{ readonly ok: true } & T>

/**
 * Copies the database into a file; answers what stood in the way. The copy's trail ends with an entry that only it has, so that
 * a copy with entries cut off is known. Afterwards the trail of the database says that there is a backup, and of when, which the
 * page of system health shows; the newest entry is written down in the data folder and answered.
 */
export async function backupDatabase(place: ServerPlace, file: string): Promise<Done<{ readonly anchor: TrailAnchor | undefined }>> {
  const actor = commandLine()
  const subject = `backup ${basename(file)}`
  return inWords(async () => {
    await backup(place.database, folder(), file, async (transaction) => {
      const last = await lastEntry(transaction)
      if (last?.keyId != null) await noteCopy(transaction, place, { action: COPY, subject }, { entries: last.entry })
    })
    const { size } = await stat(file)
    return withStore(place.database, async (store) => {
      await store.write(async (transaction) => {
        const deed = { action: 'database.backup', subject }
        await noteDeed({ now, trail: place.trail }, actor, deed, transaction, { after: { bytes: size } })
        return { ok: true as const }
      })
      return { ok: true, anchor: await writeAnchor({ store, trail: place.trail, now }, subject) }
    })
  })
}

/** An entry of a copy: it is no news of the server's own trail, so nothing is written down of it. */
async function noteCopy(
  transaction: WriteTransaction,
  { trail }: ServerPlace,
  deed: { readonly action: string; readonly subject: string },
  after: object,
): Promise<void> {
  const { id, name } = commandLine()
  const author = { at: now().toISOString(), actor: id, actorName: name, address: null }
  const rest = { period: null, before: null, after: JSON.stringify(after), reason: null }
  await appendAudit(transaction, { ...author, ...deed, ...rest }, trail)
}

/** What a restore found of the trail that it brought back. */
export interface Restored {
  readonly verified: TrailVerified
}

/**
 * Brings a backup into an empty database; answers what stood in the way. The trail of the backup must hold to its last entry, and
 * everything that it proves must stand as it says. `unproved` restores also what cannot be proved: a backup of a version that had
 * no key, or one whose key is lost; never one that is broken.
 */
export async function restoreDatabase(file: string, place: ServerPlace, unproved = false): Promise<Done<Restored>> {
  return inWords(async () => {
    let found: TrailVerified | undefined
    await restore(file, place.database, folder(), async (transaction) => {
      const verified = await verifyTrail(transaction, { files: place.trail, mayEndEarlier: true })
      const last = await lastEntry(transaction)
      const doubt = backupDoubt(file, verified, last, trailKeys(place.trail).length > 0, unproved)
      if (doubt) throw doubt
      found = verified
      // Where the key is lost nothing can be written; `audit seal` begins anew.
      if (verified.missingKeys.length === 0) {
        await noteCopy(transaction, place, { action: RESTORE, subject: `backup ${basename(file)}` }, { entries: verified.entries })
      }
    })
    return found ? { ok: true, verified: found } : { ok: false, problems: [] }
  })
}

/** Walks the audit trail of a database that is there; an address that names no file is a mistake, not an empty trail. */
export async function verifyAuditTrail(place: ServerPlace, expected: readonly string[]): Promise<Done<TrailVerified>> {
  return withStore(
    place.database,
    async (store) => {
      const verified = await verifyTrailAt(store.address, { files: place.trail, expected })
      return { ok: true, ...(await withDocuments(verified, place.dataFolder)) }
    },
    { mustExist: true },
  )
}

/** Brings a new key for the audit trail into use. */
export async function rotateTrailKey({ database, dataFolder, trail }: ServerPlace): Promise<Done<{ readonly anchor: TrailAnchor }>> {
  return withStore(database, async (store) => ({ ok: true, anchor: await rotateKey({ store, trail, now, dataFolder }) }), {
    mustExist: true,
  })
}

/** Seals the audit trail as it stands; for whoever looked into what is wrong with it. */
export async function sealAuditTrail(
  { database, dataFolder, trail }: ServerPlace,
  reason: string,
): Promise<Done<{ readonly anchor: TrailAnchor }>> {
  return withStore(database, async (store) => ({ ok: true, anchor: await sealTrail({ store, trail, now, dataFolder }, reason) }), {
    mustExist: true,
  })
}

async function inWords<T extends { readonly ok: boolean }>(
  use: () => Promise<T>,
): Promise<T | { readonly ok: false; readonly problems: readonly Problem[] }> {
  try {
    return await use()
  } catch (failure) {
    if (failure instanceof StoreError) return { ok: false, problems: [failure.problem] }
    throw failure
  }
}
