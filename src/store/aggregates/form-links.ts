import { type Expression, type SqlBool, sql } from 'kysely'
import type { Day } from '../../base/day.ts'
import type { FormEntry, FormState } from '../../domain/states.ts'
import type { Condition } from '../company-book/find-records.ts'
import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { asked, countOf, firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import { LAST_NUMBER } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'

const FORM_KINDS = ['feedback', 'followup'] as const
/** 客服反馈表, 后期反馈. */
export type FormKind = (typeof FORM_KINDS)[number]

export interface NewFormLink {
  readonly sha256: string
  readonly kind: FormKind
  /** The number of the record that the answer becomes. */
  readonly number: string
  readonly engineer: string
  readonly client: string | undefined
  /** The client as the form names it. */
  readonly clientName: string | undefined
  /** The day of the service job. */
  readonly day: Day
  readonly note: string | undefined
  readonly createdAt: string
  readonly createdBy: string
  readonly createdFrom: string | undefined
  readonly expiresAt: string
}

/** A link to a form 反馈表链接 that a client answers once, without signing in. */
export interface FormLink extends NewFormLink {
  readonly id: number
  /** Of the employees table; the number where that has nobody any more. */
  readonly engineerName: string
  readonly revokedAt: string | undefined
  readonly answeredAt: string | undefined
  readonly answeredFrom: string | undefined
  /** JSON: what the client said. */
  readonly answer: string | undefined
  readonly entry: FormEntry | undefined
  /** JSON list of problems: why HR has to accept the answer before it counts. */
  readonly doubts: string
  /** JSON list of problems: why the answer is held. */
  readonly problems: string
  readonly change: number | undefined
  readonly settledAt: string | undefined
  readonly settledBy: string | undefined
  readonly settledReason: string | undefined
}

const links = tables
  .selectFrom('form_links')
  .leftJoin('employees as person', (join) => join.onRef('person.number', '=', 'form_links.engineer').on('person.book', '=', COMPANY_BOOK))
  .select(['form_links.id', 'token_sha256 as sha256', 'kind', 'form_links.number', 'engineer', 'person.name as engineerName', 'client'])
  .select(['client_name as clientName', 'day', 'note', 'created_at as createdAt', 'created_by as createdBy'])
  .select(['created_from as createdFrom', 'expires_at as expiresAt', 'revoked_at as revokedAt', 'answered_at as answeredAt'])
  .select(['answered_from as answeredFrom', 'answer', 'entry', 'doubts', 'problems', 'change', 'settled_at as settledAt'])
  .select(['settled_by as settledBy', 'settled_reason as settledReason'])

/** Writes a link; answers its id. */
export async function insertFormLink(transaction: WriteTransaction, link: NewFormLink): Promise<number> {
  const values = {
    token_sha256: link.sha256,
    kind: link.kind,
    number: link.number,
    engineer: link.engineer,
    client: link.client ?? null,
    client_name: link.clientName ?? null,
    day: link.day,
    note: link.note ?? null,
    created_at: link.createdAt,
    created_by: link.createdBy,
    created_from: link.createdFrom ?? null,
    expires_at: link.expiresAt,
  }
  return transaction.insert('form_links', values, 'id')
}

export async function formLinkByToken(reader: Reader, sha256: string): Promise<FormLink | undefined> {
  const row = await firstOf(reader, links.where('token_sha256', '=', sha256))
  return row && linkFrom(row)
}

export async function formLinkById(reader: Reader, id: number): Promise<FormLink | undefined> {
  if (id > LAST_NUMBER) return undefined
  const row = await firstOf(reader, links.where('form_links.id', '=', id))
  return row && linkFrom(row)
}

export interface FormLinkFilter {
  /** Conditions on the column `engineer` and others of the links. */
  readonly conditions: readonly Condition[]
  readonly first?: Day | undefined
  readonly last?: Day | undefined
  readonly kind?: FormKind | undefined
  readonly engineer?: string | undefined
  readonly entry?: FormEntry | undefined
  /** The state at the time `at`. */
  readonly state?: FormState | undefined
  readonly at: string
  readonly before?: number | undefined
  readonly limit: number
}

/** Links, newest first. */
export async function listFormLinks(reader: Reader, filter: FormLinkFilter): Promise<FormLink[]> {
  const { conditions, first, last, kind, engineer, entry, state, at, before, limit } = filter
  const ids = tables
    .selectFrom('form_links')
    .select('id')
    .where((eb) =>
      eb.and([
        ...conditions,
        ...asked(first, (day) => eb('day', '>=', day)),
        ...asked(last, (day) => eb('day', '<=', day)),
        ...asked(kind, (each) => eb('kind', '=', each)),
        ...asked(engineer, (each) => eb('engineer', '=', each)),
        ...asked(entry, (each) => eb('entry', '=', each)),
        ...asked(state, (each) => inState(each, at)),
        ...asked(before, (id) => eb('id', '<', Math.min(id, LAST_NUMBER))),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(limit)
  const rows = await rowsOf(reader, links.where('form_links.id', 'in', ids).orderBy('form_links.id', 'desc'))
  return rows.map(linkFrom)
}

function inState(state: FormState, at: string): Expression<SqlBool> {
  if (state === 'answered') return sql`answered_at IS NOT NULL`
  if (state === 'revoked') return sql`revoked_at IS NOT NULL`
  const unanswered = sql`answered_at IS NULL AND revoked_at IS NULL`
  return state === 'open' ? sql`(${unanswered} AND expires_at > ${at})` : sql`(${unanswered} AND expires_at <= ${at})`
}

/** The state that a link is in at a time. */
export function stateOfLink(link: Pick<FormLink, 'answeredAt' | 'revokedAt' | 'expiresAt'>, at: string): FormState {
  if (link.answeredAt !== undefined) return 'answered'
  if (link.revokedAt !== undefined) return 'revoked'
  return link.expiresAt > at ? 'open' : 'expired'
}

/** Takes a link for its one answer; false when another answer was faster, or it is not open any more. */
export async function takeAnswer(
  transaction: WriteTransaction,
  id: number,
  {
    answer,
    at,
    from,
    doubts,
  }: { readonly answer: string; readonly at: string; readonly from: string | undefined; readonly doubts: string },
): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    tables
      .updateTable('form_links')
      .set({ answer, answered_at: at, answered_from: from ?? null, entry: 'held', doubts })
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', at)
      .returning('id'),
  )
  return rows.length === 1
}

/** Says that an answer became a record, by that change; false when it was settled otherwise meanwhile. */
export async function markEntered(
  transaction: WriteTransaction,
  id: number,
  change: number,
  accepted: { readonly at: string; readonly by: string; readonly reason: string } | undefined,
): Promise<boolean> {
  const settled = accepted && { settled_at: accepted.at, settled_by: accepted.by, settled_reason: accepted.reason }
  return (await transaction.update('form_links', { entry: 'entered', change, problems: '[]', ...settled }, { id, entry: 'held' })) === 1
}

/**
 * The other links to the same kind of form about the same engineer and day whose answers count, or wait and came before: of
 * two that come at once one counts.
 */
export async function othersOfTheDay(reader: Reader, { id, kind, engineer, day, answeredAt }: FormLink): Promise<FormLink[]> {
  const earlier = answeredAt ?? ''
  const rows = await rowsOf(
    reader,
    links
      .where((eb) => eb.and({ engineer, day, kind }))
      .where('form_links.id', '<>', id)
      .where((eb) =>
        eb.or([
          eb('entry', '=', 'entered'),
          eb.and([eb('entry', '=', 'held'), eb(eb.refTuple('answered_at', 'form_links.id'), '<', eb.tuple(earlier, id))]),
        ]),
      )
      .orderBy('form_links.id'),
  )
  return rows.map(linkFrom)
}

/** Who the client of a form or a record was: by code, by name, by both or not said. */
export interface ClientOfForm {
  readonly client: string | undefined
  readonly clientName: string | undefined
}

/** A record about an engineer's job that came otherwise than by a link. */
export interface JobRecord extends ClientOfForm {
  readonly number: string
}

/** The records of a day about an engineer, in a table of the company book, that no link brought. */
export async function recordsOfTheDay(reader: Reader, table: 'feedback' | 'followups', engineer: string, day: Day): Promise<JobRecord[]> {
  return rowsOf(
    reader,
    sql<{
      number: string
      client: string | null
      clientName: string | null
    }>`SELECT record.number, record.client, client.name AS "clientName"
     FROM ${sql.table(table)} AS record
       LEFT JOIN clients AS client ON client.book = record.book AND client.code = record.client
     WHERE record.book = ${COMPANY_BOOK} AND record.date = ${day} AND record.engineer = ${engineer} AND record.status = 'audited'
       AND NOT EXISTS (SELECT 1 FROM form_links WHERE form_links.number = record.number) ORDER BY record.number`,
  )
}

/** Says why an answer is held; false when it was settled meanwhile. */
export async function markHeld(transaction: WriteTransaction, id: number, problems: string): Promise<boolean> {
  return (await transaction.update('form_links', { problems }, { id, entry: 'held' })) === 1
}

/** Says that a held answer counts for nothing. */
export async function markDismissed(
  transaction: WriteTransaction,
  id: number,
  settled: { readonly at: string; readonly by: string; readonly reason: string },
): Promise<boolean> {
  const values = { entry: 'dismissed' as const, settled_at: settled.at, settled_by: settled.by, settled_reason: settled.reason }
  return (await transaction.update('form_links', values, { id, entry: 'held' })) === 1
}

export async function revokeFormLink(transaction: WriteTransaction, id: number, at: string, by: string): Promise<void> {
  await transaction.update('form_links', { revoked_at: at, revoked_by: by }, { id })
}

/** Gives a link another token and another last moment; the former token is void. */
export async function renewFormLink(transaction: WriteTransaction, id: number, sha256: string, expiresAt: string): Promise<void> {
  await transaction.update('form_links', { token_sha256: sha256, expires_at: expiresAt }, { id })
}

/** How many answers wait for HR. */
export async function heldAnswers(reader: Reader): Promise<number> {
  return countOf(reader, tables.selectFrom('form_links').where('entry', '=', 'held'))
}

function linkFrom({ engineerName, doubts, ...row }: RowOf<typeof links>): FormLink {
  return { ...row, engineerName: engineerName ?? row.engineer, doubts: doubts ?? '[]' }
}
