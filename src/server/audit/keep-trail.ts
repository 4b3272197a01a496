import { userInfo } from 'node:os'
import { beginTrail, rotateTrailKey, sealAnew, type TrailAuthor } from '../../store/seal-trail.ts'
import { lastEntry } from '../../store/trail/trail-end.ts'
import { appendAnchor, replaceHead, type TrailAnchor } from '../../store/trail/trail-files.ts'
import { type Actor, type Service, SYSTEM } from '../kernel/service.ts'
import { keepMissedClosings } from './anchor-closing.ts'
import { documentHashes } from './trail-documents.ts'

type Kept = Pick<Service, 'store' | 'trail' | 'now' | 'dataFolder' | 'onAnchor'>

/**
 * Makes the audit trail of a server ready to be written, before anything else is: with its key, which the first start makes,
 * and with everything sealed that an earlier version left. Rejects with a StoreError as beginTrail of the store.
 */
export async function startTrail(service: Kept): Promise<void> {
  await beginTrail(service.store, service.trail, {
    author: authorOf(service, SYSTEM),
    documents: await documentHashes(service.dataFolder),
  })
  await keepMissedClosings(service)
}

/** Seals the trail as it stands, whatever was wrong with it, and writes that down; for whoever looked into it. */
export async function sealTrail(service: Kept, reason: string): Promise<TrailAnchor> {
  const author = authorOf(service, commandLine())
  const head = await sealAnew(service.store, service.trail, { author, documents: await documentHashes(service.dataFolder), reason })
  replaceHead(service.trail, head)
  const anchor = { ...head, at: author.at, why: 'seal' }
  appendAnchor(service.trail, anchor)
  return anchor
}

/** Brings a new key into use, from the next entry on, for a running server too. */
export async function rotateKey(service: Kept): Promise<TrailAnchor> {
  const author = authorOf(service, commandLine())
  const anchor = { ...(await rotateTrailKey(service.store, service.trail, author)), at: author.at, why: 'rotate-key' }
  appendAnchor(service.trail, anchor)
  return anchor
}

/** Writes the number and hash of the newest entry down in the data folder; undefined where there is no keyed entry. */
export async function writeAnchor({ store, trail, now }: Omit<Kept, 'dataFolder'>, why: string): Promise<TrailAnchor | undefined> {
  const last = await lastEntry(store)
  if (last?.keyId == null) return undefined
  const anchor = { entry: last.entry, hash: last.hash, at: now().toISOString(), why }
  appendAnchor(trail, anchor)
  return anchor
}

/** Whoever gives a command on the server's machine. */
export function commandLine(): Actor {
  return { ...SYSTEM, name: `command line (${userInfo().username})` }
}

function authorOf({ now }: Pick<Kept, 'now'>, actor: Actor): TrailAuthor {
  return { at: now().toISOString(), actor: actor.id, actorName: actor.name, address: null }
}
