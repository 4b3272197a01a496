import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { LAST_NUMBER } from '../database/record-columns.ts'
import type { AuditContent } from './audit.ts'

/** An entry of the audit trail 审计日志 as it is read. `before` and `after` are JSON text. */
export interface AuditEntry extends AuditContent {
  readonly sequence: number
  readonly hash: string
}

export interface AuditFilter {
  readonly period?: string | undefined
  readonly actor?: string | undefined
  /** An action, or the beginning of several: "period." */
  readonly action?: string | undefined
  readonly subject?: string | undefined
  /** The employee number of the person whom an entry is about: their marks, sheets, results and account. */
  readonly person?: string | undefined
  /** From this time on, and before that one, UTC. */
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** Text that stands in the reason or the subject. */
  readonly search?: string | undefined
  /** Only entries before this number. */
  readonly before?: number | undefined
  readonly limit: number
}

/** Entries newest first. */
export async function auditEntries(reader: Reader, filter: AuditFilter): Promise<AuditEntry[]> {
  const parameters: Parameter[] = [filter.before ?? LAST_NUMBER]
  const conditions = ['sequence < $1']
  const equals = (column: string, value: string | undefined) => {
    if (value !== undefined) conditions.push(`${column} = $${parameters.push(value)}`)
  }
  equals('period', filter.period)
  equals('actor', filter.actor)
  equals('subject', filter.subject)
  if (filter.action !== undefined) {
    const at = parameters.push(filter.action)
    conditions.push(`(action = $${at} OR substr(action, 1, length($${at})) = $${at} AND $${at} LIKE '%.')`)
  }
  if (filter.since !== undefined) conditions.push(`at >= $${parameters.push(filter.since)}`)
  if (filter.until !== undefined) conditions.push(`at < $${parameters.push(filter.until)}`)
  if (filter.person !== undefined) {
    const word = `$${parameters.push(`% ${likeText(filter.person)} %`)}`
    const number = `$${parameters.push(filter.person)}`
    const accounts = `SELECT 'account ' || id FROM accounts WHERE employee = ${number}
      UNION SELECT 'account ' || username FROM accounts WHERE employee = ${number}`
    conditions.push(`((' ' || subject || ' ') LIKE ${word} ESCAPE '\\' OR subject IN (${accounts}))`)
  }
  if (filter.search !== undefined) {
    const part = `$${parameters.push(`%${likeText(filter.search.toLowerCase())}%`)}`
    conditions.push(`(lower(subject) LIKE ${part} ESCAPE '\\' OR lower(coalesce(reason, '')) LIKE ${part} ESCAPE '\\')`)
  }
  const rows = await reader.all(
    `SELECT sequence, at, actor, actor_name, address, action, subject, period, before, after, reason, hash
     FROM audit_entries WHERE ${conditions.join(' AND ')} ORDER BY sequence DESC LIMIT ${Math.trunc(filter.limit)}`,
    parameters,
  )
  return rows.map(entryFrom)
}

/** How many entries the trail has, and when the last one was made. */
export async function auditExtent(reader: Reader): Promise<{ readonly entries: number; readonly lastAt: string | undefined }> {
  const [row] = await reader.all('SELECT count(*), max(at) FROM audit_entries')
  return { entries: Number(row?.[0] ?? 0n), lastAt: typeof row?.[1] === 'string' ? row[1] : undefined }
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

function entryFrom([
  sequence,
  at,
  actor,
  actorName,
  address,
  action,
  subject,
  period,
  before,
  after,
  reason,
  hash,
]: readonly Cell[]): AuditEntry {
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell))
  return {
    sequence: Number(sequence),
    at: String(at),
    actor: String(actor),
    actorName: String(actorName),
    address: text(address),
    action: String(action),
    subject: String(subject),
    period: text(period),
    before: text(before),
    after: text(after),
    reason: text(reason),
    hash: String(hash),
  }
}
