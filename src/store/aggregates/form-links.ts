import type { Day } from '../../base/day.ts'
import type { Condition } from '../company-book/find-records.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { LAST_NUMBER } from '../database/record-columns.ts'
import type { WriteTransaction } from '../trail/write.ts'

export const FORM_KINDS = ['feedback', 'followup'] as const
/** 客服反馈表, 后期反馈. */
export type FormKind = (typeof FORM_KINDS)[number]
export const FORM_ENTRIES = ['held', 'entered', 'dismissed'] as const
/** What became of an answer: it waits for HR 待处理, is a record 已入账, or counts for nothing 不计入. */
export type FormEntry = (typeof FORM_ENTRIES)[number]
export const FORM_STATES = ['open', 'answered', 'expired', 'revoked'] as const
/** 待填写, 已填写, 已过期, 已作废. */
export type FormState = (typeof FORM_STATES)[number]

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

const NAMES = [
  ...['token_sha256', 'kind', 'number', 'engineer', 'client', 'client_name', 'day', 'note', 'created_at', 'created_by', 'created_from'],
  ...['expires_at', 'id', 'revoked_at', 'answered_at', 'answered_from', 'answer', 'entry', 'problems', 'change', 'settled_at'],
  ...['settled_by', 'settled_reason', 'doubts'],
]
const SELECT = `SELECT ${NAMES.map((name) => `form_links.${name}`).join(', ')}, person.name
  FROM form_links LEFT JOIN employees AS person
    ON person.book = (SELECT id FROM books WHERE sha256 = 'company') AND person.number = form_links.engineer`

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
  return Number(await transaction.insert('form_links', values, 'id'))
}

export async function formLinkByToken(reader: Reader, sha256: string): Promise<FormLink | undefined> {
  const [row] = await reader.all(`${SELECT} WHERE form_links.token_sha256 = $1`, [sha256])
  return row && linkFrom(row)
}

export async function formLinkById(reader: Reader, id: number): Promise<FormLink | undefined> {
  if (id > LAST_NUMBER) return undefined
  const [row] = await reader.all(`${SELECT} WHERE form_links.id = $1`, [id])
  return row && linkFrom(row)
}

export interface FormLinkFilter {
  /** Conditions on the column `engineer` and others of the links. */
  readonly conditions: readonly Condition[]
  readonly first?: number | undefined
  readonly last?: number | undefined
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
  const parameters: Parameter[] = []
  const given = (value: Parameter) => `$${parameters.push(value)}`
  const parts = ['1 = 1']
  for (const condition of filter.conditions) {
    const { sql, parameters: more } = condition(parameters.length + 1)
    parts.push(`(${sql})`)
    parameters.push(...more)
  }
  if (filter.first !== undefined) parts.push(`day >= ${given(filter.first)}`)
  if (filter.last !== undefined) parts.push(`day <= ${given(filter.last)}`)
  if (filter.kind !== undefined) parts.push(`kind = ${given(filter.kind)}`)
  if (filter.engineer !== undefined) parts.push(`engineer = ${given(filter.engineer)}`)
  if (filter.entry !== undefined) parts.push(`entry = ${given(filter.entry)}`)
  if (filter.state !== undefined) parts.push(stateCondition(filter.state, () => given(filter.at)))
  if (filter.before !== undefined) parts.push(`id < ${given(Math.min(filter.before, LAST_NUMBER))}`)
  const ids = `SELECT id FROM form_links WHERE ${parts.join(' AND ')} ORDER BY id DESC LIMIT ${Math.trunc(filter.limit)}`
  const rows = await reader.all(`${SELECT} WHERE form_links.id IN (${ids}) ORDER BY form_links.id DESC`, parameters)
  return rows.map(linkFrom)
}

function stateCondition(state: FormState, at: () => string): string {
  if (state === 'answered') return 'answered_at IS NOT NULL'
  if (state === 'revoked') return 'revoked_at IS NOT NULL'
  const unanswered = 'answered_at IS NULL AND revoked_at IS NULL'
  return state === 'open' ? `${unanswered} AND expires_at > ${at()}` : `${unanswered} AND expires_at <= ${at()}`
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
  const rows = await transaction.all(
    `UPDATE form_links SET answer = $1, answered_at = $2, answered_from = $3, entry = 'held', doubts = $5
     WHERE id = $4 AND answered_at IS NULL AND revoked_at IS NULL AND expires_at > $2 RETURNING 1`,
    [answer, at, from ?? null, id, doubts],
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
  const rows = await reader.all(
    `${SELECT} WHERE form_links.engineer = $1 AND form_links.day = $2 AND form_links.kind = $3 AND form_links.id <> $4
       AND (form_links.entry = 'entered' OR form_links.entry = 'held' AND (form_links.answered_at < $5
         OR form_links.answered_at = $5 AND form_links.id < $4)) ORDER BY form_links.id`,
    [engineer, day, kind, id, answeredAt ?? ''],
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
  const company = `(SELECT id FROM books WHERE sha256 = 'company')`
  const rows = await reader.all(
    `SELECT record.number, record.client, client.name FROM ${table} AS record
       LEFT JOIN clients AS client ON client.book = record.book AND client.code = record.client
     WHERE record.book = ${company} AND record.date = $1 AND record.engineer = $2
       AND NOT EXISTS (SELECT 1 FROM form_links WHERE form_links.number = record.number) ORDER BY record.number`,
    [day, engineer],
  )
  const text = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : undefined)
  return rows.map(([number, client, name]) => ({ number: String(number), client: text(client), clientName: text(name) }))
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
  const values = { entry: 'dismissed', settled_at: settled.at, settled_by: settled.by, settled_reason: settled.reason }
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
  const [row] = await reader.all(`SELECT count(*) FROM form_links WHERE entry = 'held'`)
  return Number(row?.[0] ?? 0n)
}

function linkFrom(cells: readonly Cell[]): FormLink {
  const text = (name: string) => {
    const cell = cells[NAMES.indexOf(name)]
    return cell === null || cell === undefined ? undefined : String(cell)
  }
  const change = text('change')
  const name = cells[NAMES.length]
  const entry = text('entry')
  return {
    id: Number(text('id')),
    sha256: text('token_sha256') ?? '',
    kind: text('kind') === 'followup' ? 'followup' : 'feedback',
    number: text('number') ?? '',
    engineer: text('engineer') ?? '',
    engineerName: typeof name === 'string' ? name : (text('engineer') ?? ''),
    client: text('client'),
    clientName: text('client_name'),
    day: Number(text('day')) as Day,
    note: text('note'),
    createdAt: text('created_at') ?? '',
    createdBy: text('created_by') ?? '',
    createdFrom: text('created_from'),
    expiresAt: text('expires_at') ?? '',
    revokedAt: text('revoked_at'),
    answeredAt: text('answered_at'),
    answeredFrom: text('answered_from'),
    answer: text('answer'),
    entry: FORM_ENTRIES.find((each) => each === entry),
    doubts: text('doubts') ?? '[]',
    problems: text('problems') ?? '[]',
    change: change === undefined ? undefined : Number(change),
    settledAt: text('settled_at'),
    settledBy: text('settled_by'),
    settledReason: text('settled_reason'),
  }
}
