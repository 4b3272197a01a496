import { type AuditVerified, verifyAudit } from '../../../store/audit.ts'
import type { Store } from '../../../store/open-store.ts'
import type { Answer } from '../../appraise.ts'
import { type Actor, allowed, type Service } from '../service.ts'

/** What a walk over the whole trail found, and when it was made. */
export interface AuditProof extends AuditVerified {
  readonly at: string
}

/** The walk reads every entry; whoever only wants to know how things stand gets the last one for so long. */
const HOLDS_MS = 15 * 60_000

const latest = new WeakMap<Store, AuditProof>()

/** Proves the chain of hashes of the whole trail now, or names the first entry at which it breaks. */
export async function proveAudit(service: Service, actor: Actor): Promise<Answer<{ readonly ok: true } & AuditProof>> {
  const permitted = allowed(actor, 'audit.read')
  return permitted.ok ? { ok: true, ...(await proofNow(service)) } : permitted
}

/** The last proof of this process while it is fresh, else a new one. */
export async function recentProof(service: Service): Promise<AuditProof> {
  const known = latest.get(service.store)
  const age = known === undefined ? HOLDS_MS : Math.abs(service.now().getTime() - Date.parse(known.at))
  return known !== undefined && age < HOLDS_MS ? known : proofNow(service)
}

async function proofNow({ store, now }: Service): Promise<AuditProof> {
  const at = now().toISOString()
  const proof = { ...(await verifyAudit(store)), at }
  latest.set(store, proof)
  return proof
}
