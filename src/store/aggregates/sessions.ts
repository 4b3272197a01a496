import type { Cell, Reader } from '../database/connection.ts'
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
  const [row] = await reader.all(
    `SELECT sessions.id, "userId", "createdAt", seen_at, way FROM ${SESSIONS} WHERE token = $1 AND "expiresAt" > $2`,
    [token, storedTime(at)],
  )
  return row ? { id: String(row[0]), account: String(row[1]), seen: seenIn(row[2], row[3]), way: String(row[4]) } : undefined
}

const SESSIONS = 'sessions LEFT JOIN session_activity ON session_activity.session = sessions.id'

function seenIn(begun: Cell | undefined, seen: Cell | undefined): string {
  return typeof seen === 'string' ? seen : utcText(String(begun))
}

/** Notes that somebody did something in a session, as long as there is such a session. */
export async function noteActivity(transaction: WriteTransaction, session: string, at: string): Promise<void> {
  await transaction.all(
    `INSERT INTO session_activity (session, account, seen_at) SELECT id, "userId", $2 FROM sessions WHERE id = $1
     ON CONFLICT (session) DO UPDATE SET seen_at = excluded.seen_at`,
    [session, at],
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
  const rows = await reader.all(
    `SELECT sessions.id, "ipAddress", "userAgent", "createdAt", "expiresAt", seen_at FROM ${SESSIONS}
     WHERE "userId" = $1 AND "expiresAt" > $2 ORDER BY "createdAt" DESC, sessions.id`,
    [account, storedTime(at)],
  )
  return rows.map(([id, address, program, begun, ends, seen]) => ({
    id: String(id),
    address: address ? String(address) : undefined,
    program: program ? String(program) : undefined,
    begun: utcText(String(begun)),
    seen: seenIn(begun, seen),
    ends: utcText(String(ends)),
  }))
}

/** Ends one session of an account; answers whether there was one. */
export async function endSession(transaction: WriteTransaction, account: string, id: string): Promise<boolean> {
  return (await transaction.all('DELETE FROM sessions WHERE "userId" = $1 AND id = $2 RETURNING id', [account, id])).length > 0
}

/** Ends every session of an account but one; answers how many there were. */
export async function endSessions(transaction: WriteTransaction, account: string, except = ''): Promise<number> {
  return (await transaction.all('DELETE FROM sessions WHERE "userId" = $1 AND id <> $2 RETURNING id', [account, except])).length
}

/** Removes the sessions that have run out; nobody asks for them any more. */
export async function removeRunOut(transaction: WriteTransaction, at: Date): Promise<void> {
  await transaction.all('DELETE FROM sessions WHERE "expiresAt" <= $1', [storedTime(at)])
  await transaction.all('DELETE FROM session_activity WHERE session NOT IN (SELECT id FROM sessions)')
}

/** Sessions are begun by better-auth through Prisma, which writes times like this; as text they compare only with their like. */
function storedTime(at: Date): string {
  return at.toISOString().replace('Z', '+00:00')
}

/** PostgreSQL answers "2026-11-03 08:15:00.123", SQLite what was stored; both are UTC. */
function utcText(stored: string): string {
  const text = stored.replace(' ', 'T').replace(/(Z|[+-]00(:?00)?)$/, '')
  return new Date(`${text}Z`).toISOString()
}
