import { sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { firstOf, type RowOf, rowsOf, tables } from '../database/query.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** Whose session 会话 a token is, as every request asks. */
export interface SessionRow {
  readonly id: string
  readonly account: string
  /** When somebody last did something in it, to the minute; when it began until then. */
  readonly seen: string
  /** How it began: "password" or "single sign-on". */
  readonly way: string
}

/** The session of a token that has not run out by `at`; undefined when there is none. */
export async function sessionOfToken(reader: Reader, token: string, at: Date): Promise<SessionRow | undefined> {
  const standing = sessions.where('token', '=', token).where('expiresAt', '>', storedTime(at))
  const row = await firstOf(reader, standing)
  return row && { id: row.id, account: row.account, seen: seenIn(row), way: row.way }
}

const sessions = tables
  .selectFrom('sessions')
  .leftJoin('session_activity', 'session_activity.session', 'sessions.id')
  .select(['sessions.id', 'userId as account', 'ipAddress as address', 'userAgent as program', 'createdAt as begun'])
  .select(['expiresAt as ends', 'seen_at as seen', 'way'])

function seenIn({ begun, seen }: RowOf<typeof sessions>): string {
  return seen ?? utcText(begun)
}

/** A session as it is begun; see SessionRow. */
export interface NewSession {
  readonly id: string
  readonly token: string
  readonly account: string
  readonly way: 'password' | 'single sign-on'
  readonly address: string
  readonly program: string
  readonly begun: Date
  readonly ends: Date
}

export async function insertSession(transaction: WriteTransaction, session: NewSession): Promise<void> {
  const { id, token, account, way, address, program, begun, ends } = session
  const at = storedTime(begun)
  const times = { createdAt: at, updatedAt: at, expiresAt: storedTime(ends) }
  await transaction.insert('sessions', { id, token, userId: account, way, ipAddress: address, userAgent: program, ...times })
}

/** Notes that somebody did something in a session, as long as there is such a session. */
export async function noteActivity(transaction: WriteTransaction, session: string, at: string): Promise<void> {
  await rowsOf(
    transaction,
    sql`INSERT INTO session_activity (session, account, seen_at) SELECT id, "userId", ${at} FROM sessions WHERE id = ${session}
     ON CONFLICT (session) DO UPDATE SET seen_at = excluded.seen_at`,
  )
}

export interface SessionListed {
  readonly id: string
  readonly address: string | undefined
  readonly program: string | undefined
  readonly begun: string
  /** As in SessionRow. */
  readonly seen: string
  readonly ends: string
}

/** The sessions of an account that have not run out, newest first. */
export async function sessionsOf(reader: Reader, account: string, at: Date): Promise<SessionListed[]> {
  const own = sessions.where('userId', '=', account).where('expiresAt', '>', storedTime(at))
  const rows = await rowsOf(reader, own.orderBy('createdAt', 'desc').orderBy('sessions.id'))
  return rows.map((row) => ({
    id: row.id,
    address: row.address || undefined,
    program: row.program || undefined,
    begun: utcText(row.begun),
    seen: seenIn(row),
    ends: utcText(row.ends),
  }))
}

/** Ends one session of an account; answers whether there was one. */
export async function endSession(transaction: WriteTransaction, account: string, id: string): Promise<boolean> {
  return (await rowsOf(transaction, ended.where('userId', '=', account).where('id', '=', id))).length > 0
}

/** Ends every session of an account but one; answers how many there were. */
export async function endSessions(transaction: WriteTransaction, account: string, except = ''): Promise<number> {
  return (await rowsOf(transaction, ended.where('userId', '=', account).where('id', '<>', except))).length
}

const ended = tables.deleteFrom('sessions').returning('id')

/** Removes the sessions that have run out; nobody asks for them any more. */
export async function removeRunOut(transaction: WriteTransaction, at: Date): Promise<void> {
  await rowsOf(transaction, tables.deleteFrom('sessions').where('expiresAt', '<=', storedTime(at)))
  const standing = tables.selectFrom('sessions').select('id')
  await rowsOf(transaction, tables.deleteFrom('session_activity').where('session', 'not in', standing))
}

/** The sign-in library reads sessions through Prisma, which writes times like this; as text they compare only with their like. */
function storedTime(at: Date): string {
  return at.toISOString().replace('Z', '+00:00')
}

/** PostgreSQL answers "2026-11-03 08:15:00.123", SQLite what was stored; both are UTC. */
function utcText(stored: string): string {
  const text = stored.replace(' ', 'T').replace(/(Z|[+-]00(:?00)?)$/, '')
  return new Date(`${text}Z`).toISOString()
}
