import type { Answer } from '../../base/answer.ts'
import type { RetentionHold, RetentionLine } from '../../store/aggregates/retention.ts'
import { ALWAYS_KEPT, KIND_TABLES, RETENTION_KINDS, type RetentionKind } from '../../store/aggregates/retention-kinds.ts'
import { type Removal, removals, retentionHolds, retentionRules } from '../../store/aggregates/retention-log.ts'
import { useCase } from '../kernel/use-case.ts'
import { lastDayRemoved, planRemoval } from './plan-removal.ts'

/** The tables of which something can be removed, as requests name them. */
export const REMOVABLE = RETENTION_KINDS

export interface RetentionState {
  readonly ok: true
  readonly kinds: readonly {
    readonly kind: RetentionKind
    /** Null is for ever. */
    readonly years: number | null
    readonly least: number
    readonly proposed: number
    readonly by: string | null
    readonly at: string | null
    readonly reason: string | null
  }[]
  readonly alwaysKept: readonly { readonly kind: string; readonly why: string }[]
  readonly holds: readonly RetentionHold[]
}

/** For how many years each table is kept, what is kept in any case and why, and what is held back. */
export const readRetention = useCase('retention.read', async (service, _): Promise<Answer<RetentionState>> => {
  const rules = await retentionRules(service.store)
  const kinds = RETENTION_KINDS.map((kind) => {
    const rule = rules.get(kind)
    const { least, proposed } = KIND_TABLES[kind].years
    const { years, by, at, reason } = rule ?? {}
    return { kind, years: years ?? null, least, proposed, by: by ?? null, at: at ?? null, reason: reason ?? null }
  })
  const alwaysKept = Object.entries(ALWAYS_KEPT).map(([kind, why]) => ({ kind, why }))
  return { ok: true, kinds, alwaysKept, holds: await retentionHolds(service.store) }
})

export interface RemovalPreview {
  readonly ok: true
  readonly plan: string
  readonly lines: readonly (RetentionLine & { readonly neededFor: string | null })[]
  readonly kinds: readonly { readonly kind: RetentionKind; readonly until: string; readonly keptFor: string | null }[]
}

/** What would be removed today: how many rows of which table and month, and what holds and open work keep of it. */
export const previewRemoval = useCase('retention.read', async (service, _): Promise<Answer<RemovalPreview>> => {
  const { plan, lines, kinds } = await planRemoval(service, service.store)
  return {
    ok: true,
    plan,
    lines: lines.map((line) => ({ ...line, neededFor: line.needed === 0 ? null : (KIND_TABLES[line.kind].needed?.why ?? null) })),
    kinds: kinds.map((each) => ({ kind: each.kind, until: lastDayRemoved(each), keptFor: each.keptFor ?? null })),
  }
})

/** What was removed, newest first, one more than the limit where there is more. */
export const listRemovals = useCase(
  'retention.read',
  async (
    service,
    _,
    { before, limit }: { readonly before: number | undefined; readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly removals: readonly Removal[] }>> => {
    return { ok: true, removals: await removals(service.store, limit + 1, before) }
  },
)
