import { type Expression, type SqlBool, sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { asked, contains, firstOf, rowsOf, tables } from '../database/query.ts'
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
  const { period, actor, action, subject, person, since, until, search, before, limit } = filter
  const rows = await rowsOf(
    reader,
    tables
      .selectFrom('audit_entries')
      .select(['sequence', 'at', 'actor', 'actor_name as actorName', 'address', 'action', 'subject', 'period', 'before', 'after'])
      .select(['reason', 'hash'])
      .where((eb) =>
        eb.and([
          ...asked(before, (sequence) => eb('sequence', '<', Math.min(sequence, LAST_NUMBER))),
          ...asked(period, (each) => eb('period', '=', each)),
          ...asked(actor, (each) => eb('actor', '=', each)),
          ...asked(subject, (each) => eb('subject', '=', each)),
          ...asked(action, (each) => (each.endsWith('.') ? beginsWith('action', each) : eb('action', '=', each))),
          ...asked(since, (each) => eb('at', '>=', each)),
          ...asked(until, (each) => eb('at', '<', each)),
          ...asked(person, isAbout),
          ...asked(search, (part) => eb.or([contains('subject', part), contains('reason', part)])),
        ]),
      )
      .orderBy('sequence', 'desc')
      .limit(limit),
  )
  return rows.map(({ address = null, period: of = null, before: was = null, after = null, reason = null, ...entry }) => ({
    ...entry,
    ...{ address, period: of, before: was, after, reason },
  }))
}

/** Of a person, whose number stands in the subject as a word of its own, or of their account. */
function isAbout(employee: string): Expression<SqlBool> {
  return sql`((' ' || subject || ' ') LIKE ${`% ${employee.replace(/[\\%_]/g, '\\$&')} %`} ESCAPE '\\' OR subject IN (
    SELECT 'account ' || id FROM accounts WHERE employee = ${employee}
    UNION SELECT 'account ' || username FROM accounts WHERE employee = ${employee}))`
}

function beginsWith(column: string, text: string): Expression<SqlBool> {
  return sql`substr(${sql.ref(column)}, 1, ${text.length}) = ${text}`
}

/** How many entries the trail has, and when the last one was made. */
export async function auditExtent(reader: Reader): Promise<{ readonly entries: number; readonly lastAt: string | undefined }> {
  const extent = tables.selectFrom('audit_entries').select(({ fn }) => [fn.countAll<bigint>().as('entries'), fn.max('at').as('lastAt')])
  const row = await firstOf(reader, extent)
  return { entries: Number(row?.entries ?? 0), lastAt: row?.lastAt }
}
