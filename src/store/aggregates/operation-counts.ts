import type { Reader } from '../database/connection.ts'

/** How many rows of a kind there are in a state. */
export interface StateCount {
  readonly state: string
  readonly count: number
}

/** Runs by state, as the runs table keeps them over restarts. */
export async function runsByState(reader: Reader): Promise<StateCount[]> {
  return counted(await reader.all('SELECT state, count(*) FROM runs GROUP BY state ORDER BY state'))
}

/** Uploads by state. */
export async function uploadsByState(reader: Reader): Promise<StateCount[]> {
  return counted(await reader.all('SELECT state, count(*) FROM uploads GROUP BY state ORDER BY state'))
}

/** Whether the database answers at all. */
export async function databaseAnswers(reader: Reader): Promise<boolean> {
  const [row] = await reader.all('SELECT 1')
  return row !== undefined
}

/** Periods by state. */
export async function periodsByState(reader: Reader): Promise<StateCount[]> {
  return counted(await reader.all('SELECT state, count(*) FROM appraisal_periods GROUP BY state ORDER BY state'))
}

/** Runs that ended because the server stopped, and when the last of them was found. */
export async function interruptedRuns(reader: Reader): Promise<{ readonly count: number; readonly lastAt: string | undefined }> {
  const [row] = await reader.all(`SELECT count(*), max(finished_at) FROM runs WHERE error = 'run_was_interrupted'`)
  return { count: Number(row?.[0] ?? 0n), lastAt: typeof row?.[1] === 'string' ? row[1] : undefined }
}

/** What one channel of messages has sent and still has to send. */
export interface ChannelCount {
  readonly channel: string
  readonly sent: number
  readonly waiting: number
  /** Tried and not taken; they are tried again. */
  readonly failing: number
  readonly lastSentAt: string | undefined
}

export async function messagesByChannel(reader: Reader): Promise<ChannelCount[]> {
  const rows = await reader.all(
    `SELECT channel, count(*) FILTER (WHERE sent_at IS NOT NULL), count(*) FILTER (WHERE sent_at IS NULL AND last_error IS NULL),
            count(*) FILTER (WHERE sent_at IS NULL AND last_error IS NOT NULL), max(sent_at)
     FROM messages GROUP BY channel ORDER BY channel`,
  )
  return rows.map(([channel, sent, waiting, failing, lastSentAt]) => ({
    channel: String(channel),
    sent: Number(sent),
    waiting: Number(waiting),
    failing: Number(failing),
    lastSentAt: typeof lastSentAt === 'string' ? lastSentAt : undefined,
  }))
}

/** How many there are of what a company keeps. */
export interface ThingCounts {
  readonly accountsOpen: number
  readonly accountsClosed: number
  /** API tokens that still open something at a moment. */
  readonly tokens: number
  readonly employees: number
  readonly changes: number
  readonly settingChanges: number
}

export async function countThings(reader: Reader, now: string): Promise<ThingCounts> {
  const [row] = await reader.all(
    `SELECT (SELECT count(*) FROM accounts WHERE "closedAt" IS NULL), (SELECT count(*) FROM accounts WHERE "closedAt" IS NOT NULL),
            (SELECT count(*) FROM api_tokens WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $1)),
            (SELECT count(*) FROM employees WHERE book = (SELECT id FROM books WHERE sha256 = 'company')),
            (SELECT count(*) FROM changes), (SELECT count(*) FROM setting_changes)`,
    [now],
  )
  const [accountsOpen = 0, accountsClosed = 0, tokens = 0, employees = 0, changes = 0, settingChanges = 0] = (row ?? []).map(Number)
  return { accountsOpen, accountsClosed, tokens, employees, changes, settingChanges }
}

/** The database itself: its program's version, its size, and the steps of the schema that were applied. */
export interface DatabaseFacts {
  readonly kind: 'sqlite' | 'postgresql'
  readonly version: string
  readonly bytes: number
  readonly migrations: readonly string[]
}

export async function databaseFacts(reader: Reader): Promise<DatabaseFacts> {
  const [row] = await reader.all(reader.dialect.databaseFacts)
  const applied = await reader.all(
    `SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  )
  return {
    kind: reader.dialect.name,
    version: String(row?.[0] ?? ''),
    bytes: Number(row?.[1] ?? 0n),
    migrations: applied.map(([name]) => String(name)),
  }
}

function counted(rows: readonly (readonly unknown[])[]): StateCount[] {
  return rows.map(([state, count]) => ({ state: String(state), count: Number(count) }))
}
