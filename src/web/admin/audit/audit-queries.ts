import { queryOptions } from '@tanstack/react-query'
import type { AUDIT_ROUTES } from '../../../server/audit/audit-routes.ts'
import { API, answer, resource } from '../../api/resource.ts'
import { language } from '../../words/language.ts'
import { AUDIT_FILTERS, type AuditSearch } from './audit-filter-names.ts'

const api = resource<typeof AUDIT_ROUTES>().audit

export type AuditEntry = Awaited<ReturnType<typeof readAudit>>['items'][number]
export type Deed = Awaited<ReturnType<typeof readDeeds>>['items'][number]
export type Proof = Awaited<ReturnType<typeof proveAudit>>

export function readAudit(search: AuditSearch, cursor: string | undefined) {
  return answer(api.$get({ query: { ...search, cursor, limit: 50 } }))
}

function readDeeds() {
  return answer(api.deeds.$get())
}

export const deedsQuery = queryOptions({ queryKey: ['audit', 'deeds'], queryFn: readDeeds, staleTime: Number.POSITIVE_INFINITY })

/** Walks the whole trail. */
export function proveAudit() {
  return answer(api.proof.$get())
}

/** Where the same entries are to be had as CSV: a plain link, since it can be long. */
export function exportAddress(search: AuditSearch): string {
  const query = new URLSearchParams({ language: language() })
  for (const name of AUDIT_FILTERS) if (search[name] !== undefined) query.set(name, search[name])
  return `${API}/audit/export?${query}`
}
