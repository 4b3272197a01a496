import type { Answer } from '../../base/answer.ts'
import type { Store } from '../../store/open-store.ts'
import { TRAIL_BREAKS, type TrailVerified } from '../../store/trail/verify-trail.ts'
import type { Service } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { proveInThread } from './prove-worker.ts'

/** The kinds of places at which a trail may not hold. */
export const PROOF_BREAKS = TRAIL_BREAKS

/** What a walk over the whole trail found, and when it was made. */
export interface AuditProof extends TrailVerified {
  readonly at: string
}

/** The walk reads every entry; whoever only wants to know how things stand gets the last one for so long. */
const HOLDS_MS = 15 * 60_000

const latest = new WeakMap<Store['key'], AuditProof>()
/** The last that compared what the entries say too, however long ago. */
const latestFull = new WeakMap<Store['key'], AuditProof>()

/**
 * Proves the whole trail now, and that results, documents, payments and records stand as it says, or names the first place where
 * they do not.
 */
export const proveAudit = useCase(
  'audit.read',
  async (service): Promise<Answer<{ readonly ok: true } & AuditProof>> => ({ ok: true, ...(await proofNow(service, true)) }),
)

/** The last proof of this process while it is fresh, else a new one of the entries alone: comparing all they say takes longer. */
export async function recentProof(service: Service): Promise<AuditProof> {
  const known = latest.get(service.store.key)
  const age = known === undefined ? HOLDS_MS : Math.abs(service.now().getTime() - Date.parse(known.at))
  return known !== undefined && age < HOLDS_MS ? known : proofNow(service, false)
}

/** The last proof of this process that compared results, documents, payments and records with the trail; undefined when there was none. */
export function lastFullProof({ store }: Service): AuditProof | undefined {
  return latestFull.get(store.key)
}

async function proofNow({ store, trail, dataFolder, now }: Service, withContents: boolean): Promise<AuditProof> {
  const at = now().toISOString()
  const proof = { ...(await proveInThread({ address: store.address, trail, dataFolder, withContents })), at }
  latest.set(store.key, proof)
  if (withContents) latestFull.set(store.key, proof)
  return proof
}
