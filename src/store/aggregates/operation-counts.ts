import { sql } from 'kysely'
import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { countOf, firstOf, inNumbers, rowsOf, tables } from '../database/query.ts'

/** How many rows of a kind there are in a state. */
export interface StateCount {
  readonly state: string
  readonly count: number
}

/** Runs by state, as the runs table keeps them over restarts. */
export async function runsByState(reader: Reader): Promise<StateCount[]> {
  return byState(reader, 'runs')
}

/** Uploads by state. */
export async function uploadsByState(reader: Reader): Promise<StateCount[]> {
  return byState(reader, 'uploads')
}

/** Whether the database answers at all. */
export async function databaseAnswers(reader: Reader): Promise<boolean> {
  const [row] = await reader.all('SELECT 1')
  return row !== undefined
}

/** Periods by state. */
export async function periodsByState(reader: Reader): Promise<StateCount[]> {
  return byState(reader, 'appraisal_periods')
}

/** Runs that ended because the server stopped, and when the last of them was found. */
export async function interruptedRuns(reader: Reader): Promise<{ readonly count: number; readonly lastAt: string | undefined }> {
  const interrupted = tables.selectFrom('runs').where('error', '=', 'run_was_interrupted')
  const row = await firstOf(
    reader,
    interrupted.select(({ fn }) => [fn.countAll<bigint>().as('count'), fn.max('finished_at').as('lastAt')]),
  )
  return { count: Number(row?.count ?? 0), lastAt: row?.lastAt }
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
  const rows = await rowsOf(
    reader,
    sql<{ channel: string; sent: bigint; waiting: bigint; failing: bigint; lastSentAt: string | null }>`SELECT channel,
       count(*) FILTER (WHERE sent_at IS NOT NULL) AS sent, count(*) FILTER (WHERE sent_at IS NULL AND last_error IS NULL) AS waiting,
       count(*) FILTER (WHERE sent_at IS NULL AND last_error IS NOT NULL) AS failing, max(sent_at) AS "lastSentAt"
     FROM messages GROUP BY channel ORDER BY channel`,
  )
  return rows.map(({ channel, lastSentAt, ...counts }) => ({ channel, lastSentAt, ...inNumbers(counts) }))
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
  return {
    accountsOpen: await countOf(reader, tables.selectFrom('accounts').where('closedAt', 'is', null)),
    accountsClosed: await countOf(reader, tables.selectFrom('accounts').where('closedAt', 'is not', null)),
    tokens: await countOf(
      reader,
      tables
        .selectFrom('api_tokens')
        .where('revoked_at', 'is', null)
        .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)])),
    ),
    employees: await countOf(reader, tables.selectFrom('employees').where('book', '=', COMPANY_BOOK)),
    changes: await countOf(reader, tables.selectFrom('changes')),
    settingChanges: await countOf(reader, tables.selectFrom('setting_changes')),
  }
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

async function byState(reader: Reader, table: 'runs' | 'uploads' | 'appraisal_periods'): Promise<StateCount[]> {
  const states = tables.selectFrom(table).select(({ fn }) => ['state', fn.countAll<bigint>().as('count')])
  const rows = await rowsOf(reader, states.groupBy('state').orderBy('state'))
  return rows.map(({ state, count }) => ({ state, count: Number(count) }))
}
