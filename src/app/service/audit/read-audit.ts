import { type AuditVerified, verifyAudit } from '../../../store/audit.ts'
import { type AuditEntry, type AuditFilter, auditEntries } from '../../../store/audit-entries.ts'
import type { Answer } from '../../appraise.ts'
import { type Actor, allowed, type Service } from '../service.ts'

/** Entries of the audit trail, newest first, by period, actor, action or subject. */
export async function readAudit(
  service: Service,
  actor: Actor,
  filter: AuditFilter,
): Promise<Answer<{ readonly ok: true; readonly entries: readonly AuditEntry[] }>> {
  const permitted = allowed(actor, 'audit.read')
  return permitted.ok ? { ok: true, entries: await auditEntries(service.store, filter) } : permitted
}

/** Proves the chain of hashes of the whole trail, or names the first entry at which it breaks. */
export async function proveAudit(service: Service, actor: Actor): Promise<Answer<{ readonly ok: true } & AuditVerified>> {
  const permitted = allowed(actor, 'audit.read')
  return permitted.ok ? { ok: true, ...(await verifyAudit(service.store)) } : permitted
}
