import type { Answer } from '../../base/answer.ts'
import type { Day } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import type { AccountPosition } from '../../domain/people/account-position.ts'
import type { AccountLink } from '../../store/aggregates/account-links.ts'
import type { Store } from '../../store/open-store.ts'
import { appendAudit } from '../../store/trail/audit.ts'
import type { Contents } from '../../store/trail/trail-contents.ts'
import type { TrailAnchor, TrailFiles } from '../../store/trail/trail-files.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Permission, type Scope, scopeOf } from './access.ts'
import { isDutyRefusal } from './duty-problems.ts'
import type { RunStarter } from './run-starter.ts'

/** What every use case of the server works with. */
export interface Service {
  readonly store: Store
  /** The rules that settings on the server go over. */
  readonly rulesFolder: string
  /** Where uploaded files are kept. */
  readonly dataFolder: string
  /** What of the audit trail is kept outside of the database: its key, and what was written down of it. */
  readonly trail: TrailFiles
  /** The time; an argument, so that a test can be in any month. */
  readonly now: () => Date
  /** Where messages go as this server is set up, for those who watch it; people read them in the product in any case. */
  readonly channels?: ReadonlySet<'product' | 'mail' | 'webhook'> | undefined
  /** Has something done once the command that is being carried out is in force, where that is not so yet when a use case is done. */
  readonly afterCommit?: ((action: () => void) => void) | undefined
  /** Who begins runs and knows when they are over, in a thread of the process that computes them. */
  readonly runs?: RunStarter | undefined
  /** Told when the newest entry of the audit trail was written down outside, for the log. */
  readonly onAnchor?: ((anchor: TrailAnchor) => void) | undefined
}

/** Who asks: a person by their session, another system by its token, or the server itself. */
export interface Actor {
  readonly kind: 'account' | 'token' | 'system'
  /** Account id, "token:ID" or "system", as the audit trail names it. */
  readonly id: string
  readonly name: string
  readonly positions: readonly AccountPosition[]
  /** The person's number in the employees table. */
  readonly employee: string | undefined
  /** Where the request came from. */
  readonly address: string | undefined
  /** What a token is limited to; undefined is no limit beyond the positions. */
  readonly scopes: readonly Permission[] | undefined
  /** Everybody of the employees table whom the account, or whoever made the token, is linked to or was. */
  readonly persons?: readonly LinkedPerson[] | undefined
  /** The managers for whom the person is a deputy 代理 today. */
  readonly actsFor?: readonly ActsFor[] | undefined
}

/** A person of the employees table whom an account is or was linked to. */
export interface LinkedPerson extends AccountLink {
  /** The company's day on which the link ended; undefined while it stands. */
  readonly lastDay: Day | undefined
}

/** A manager whom somebody acts for, and as what. */
export interface ActsFor {
  readonly employee: string
  readonly position: 'regional_manager' | 'rd_manager'
}

export const SYSTEM: Actor = {
  kind: 'system',
  id: 'system',
  name: 'system',
  positions: [],
  employee: undefined,
  address: undefined,
  scopes: undefined,
}

/** The scope that an actor has for a permission, as a deputy too; undefined when they may not at all. */
export function actorScope(actor: Actor, permission: Permission): Scope | undefined {
  if (actor.scopes && !actor.scopes.includes(permission)) return undefined
  return scopeOf(positionsActedIn(actor), permission)
}

/** The positions that an actor has today: their own and those of the managers they act for. */
export function positionsActedIn(actor: Actor): AccountPosition[] {
  return [...actor.positions, ...(actor.actsFor ?? []).map(({ position }) => position)]
}

/** What is said of a change in the audit trail. */
export interface Deed {
  /** Such as "period.open". */
  readonly action: string
  /** Such as "period 2026-10". */
  readonly subject: string
  readonly period?: string | undefined
  readonly reason?: string | undefined
}

/** What a change answers; `before` and `after` go into the audit trail as JSON. */
export type Changed<T> =
  | {
      readonly ok: true
      readonly value: T
      readonly before?: unknown
      readonly after?: unknown
      /** What the same transaction writes about its entry, once it is there. */
      readonly onNoted?: (() => Promise<void>) | undefined
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Makes one change in one transaction together with its audit entry: both are there, or neither. What separated duties refuse is an
 * entry too.
 */
export async function changing<T>(
  service: Service,
  actor: Actor,
  deed: Deed,
  use: (transaction: WriteTransaction) => Promise<Changed<T>>,
): Promise<Answer<{ readonly ok: true; readonly value: T }>> {
  const answer = await service.store.write(async (transaction) => {
    const changed = await use(transaction)
    if (!changed.ok) return changed
    await noteDeed(service, actor, deed, transaction, changed)
    await changed.onNoted?.()
    return { ok: true as const, value: changed.value }
  })
  if (!answer.ok) await noteRefusal(service, actor, deed, answer.problems)
  return answer
}

/** Writes into the audit trail that separated duties 职责分离 refused a deed; other problems are no entry. */
export async function noteRefusal(service: Service, actor: Actor, deed: Deed, problems: readonly Problem[]): Promise<void> {
  const codes = problems.filter(isDutyRefusal).map(({ code }) => code)
  if (codes.length === 0) return
  await service.store.write(async (transaction) => {
    const refused = { ...deed, action: 'duty.refuse' }
    await noteDeed(service, actor, refused, transaction, { after: { action: deed.action, problems: [...new Set(codes)] } })
    return { ok: true }
  })
}

/**
 * Writes a change's audit entry in its own transaction, where that is not begun by `changing`. `contents` are hashes of what no
 * table holds.
 */
export async function noteDeed(
  service: Pick<Service, 'now' | 'trail'>,
  actor: Actor,
  deed: Deed,
  transaction: WriteTransaction,
  { before, after }: { readonly before?: unknown; readonly after?: unknown },
  contents?: Contents,
): Promise<void> {
  const content = {
    at: service.now().toISOString(),
    actor: actor.id,
    actorName: actor.name,
    address: actor.address ?? null,
    action: deed.action,
    subject: deed.subject,
    period: deed.period ?? null,
    before: jsonText(before),
    after: jsonText(after),
    reason: deed.reason ?? null,
  }
  await appendAudit(transaction, content, service.trail, contents ? { contents } : {})
}

function jsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? each.toString() : each))
}
