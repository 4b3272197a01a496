import { createHash } from 'node:crypto'
import type { Reader } from './connection.ts'
import type { WriteTransaction } from './write.ts'

/** What is written into the audit trail 审计日志 of one change or one recorded reading. */
export interface AuditContent {
  /** UTC, as 2026-11-03T08:15:00.000Z. */
  readonly at: string
  /** Account id, "token:ID" or "system". */
  readonly actor: string
  readonly actorName: string
  readonly address: string | null
  /** Such as "period.publish". */
  readonly action: string
  /** Such as "period 2026-10". */
  readonly subject: string
  readonly period: string | null
  /** What was and what is, as JSON text. */
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
}

/** The hash before the first entry. */
const BEGINNING = '0'.repeat(64)

/** Appends an entry whose hash covers its content and the hash before it. Writers are one at a time, so the chain has no fork. */
export async function appendAudit(transaction: WriteTransaction, content: AuditContent): Promise<void> {
  const last = await transaction.first('SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1')
  const sequence = Number(last?.[0] ?? 0n) + 1
  const previous = typeof last?.[1] === 'string' ? last[1] : BEGINNING
  await transaction.insert('audit_entries', {
    sequence,
    at: content.at,
    actor: content.actor,
    actor_name: content.actorName,
    address: content.address,
    action: content.action,
    subject: content.subject,
    period: content.period,
    before: content.before,
    after: content.after,
    reason: content.reason,
    previous_hash: previous,
    hash: entryHash(sequence, content, previous),
  })
}

export interface AuditBreak {
  readonly sequence: number
  /** missing: a number of the sequence is not there; changed: content or hash is not what was written; unlinked: the hash before is another. */
  readonly kind: 'missing' | 'changed' | 'unlinked'
}

export interface AuditVerified {
  readonly entries: number
  readonly lastHash: string
  readonly firstBreak: AuditBreak | undefined
}

const PAGE = 1000

/** Walks the whole trail and names the first entry at which the chain does not hold. */
export async function verifyAudit(reader: Reader): Promise<AuditVerified> {
  let previous = BEGINNING
  let sequence = 0
  for (;;) {
    const page = await reader.all(
      `SELECT sequence, at, actor, actor_name, address, action, subject, period, before, after, reason, previous_hash, hash
       FROM audit_entries WHERE sequence > $1 ORDER BY sequence LIMIT ${PAGE}`,
      [sequence],
    )
    for (const [number, ...cells] of page) {
      const [at, actor, actorName, address, action, subject, period, before, after, reason, linked, hash] = cells.map((cell) =>
        cell === null ? null : String(cell),
      )
      const broken = (kind: AuditBreak['kind'], at = Number(number)) => ({
        entries: sequence,
        lastHash: previous,
        firstBreak: { sequence: at, kind },
      })
      if (Number(number) !== sequence + 1) return broken('missing', sequence + 1)
      if (linked !== previous) return broken('unlinked')
      const content: AuditContent = {
        at: at ?? '',
        actor: actor ?? '',
        actorName: actorName ?? '',
        address: address ?? null,
        action: action ?? '',
        subject: subject ?? '',
        period: period ?? null,
        before: before ?? null,
        after: after ?? null,
        reason: reason ?? null,
      }
      if (hash !== entryHash(Number(number), content, previous)) return broken('changed')
      previous = hash
      sequence = Number(number)
    }
    if (page.length < PAGE) return { entries: sequence, lastHash: previous, firstBreak: undefined }
  }
}

function entryHash(sequence: number, content: AuditContent, previous: string): string {
  const { at, actor, actorName, address, action, subject, period, before, after, reason } = content
  return createHash('sha256')
    .update(JSON.stringify([sequence, previous, at, actor, actorName, address, action, subject, period, before, after, reason]))
    .digest('hex')
}
