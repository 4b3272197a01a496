/** What the trail is narrowed to, as the address says it. */
export interface AuditSearch {
  readonly action?: string | undefined
  readonly actor?: string | undefined
  readonly person?: string | undefined
  readonly period?: string | undefined
  readonly first?: string | undefined
  readonly last?: string | undefined
  readonly search?: string | undefined
}

export const AUDIT_FILTERS = ['action', 'actor', 'person', 'period', 'first', 'last', 'search'] as const
