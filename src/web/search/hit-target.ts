import type { Permission, Scope } from '../../server/kernel/access-types.ts'
import type { Hit } from './search-data.ts'

interface Seeker {
  readonly scopeOf: (permission: Permission) => Scope | undefined
  readonly employee: string | null
  /** The period that screens are about. */
  readonly period: string | undefined
}

/** The screen that shows a hit to who found it. */
export function hitTarget({ kind, key, table, values }: Hit, { scopeOf, employee, period }: Seeker): string {
  const named = encodeURIComponent(key)
  switch (kind) {
    case 'period':
      if (scopeOf('outstanding.read') !== undefined) return `/periods/${key}`
      return scopeOf('result.read') === 'own' ? `/periods/${key}/my-sheet` : `/periods/${key}/results`
    case 'person':
      if (key === employee && period !== undefined && scopeOf('result.read') === 'own') return `/periods/${period}/my-sheet`
      return scopeOf('record.read') === 'own' ? `/records/employees/${named}` : `/people/${named}`
    case 'client':
      return `/records/clients/${named}`
    case 'region':
      return period !== undefined && scopeOf('result.read') !== undefined
        ? `/periods/${period}/bonus/${named}`
        : `/records/regions/${named}`
    case 'record':
      return `/records/${table}/${named}`
    case 'account':
      return `/accounts?search=${encodeURIComponent(values.username ?? key)}`
  }
}
