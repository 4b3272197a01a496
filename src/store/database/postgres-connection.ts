import pg from 'pg'
import { assert, BrokenInvariant } from '../../base/assert.ts'
import { isFullDisk } from '../../base/full-disk.ts'
import type { TableKey, Value } from '../../domain/dataset/tables.ts'
import type { Cell, Connection, Loader, Parameter, WritingConnection } from './connection.ts'
import { POSTGRESQL } from './dialect.ts'
import { namedRows } from './named-rows.ts'
import { PATIENCE_MS } from './patience.ts'
import { quoted, quotedList, storageOf, storedColumns } from './record-columns.ts'
import { StoreError } from './store-error.ts'

export interface PostgresOptions {
  readonly url: string
  /** The address as errors show it. */
  readonly shownUrl: string
  /** How long a statement waits for another's lock, and for a connection. */
  readonly patienceMs?: number | undefined
}

/** How every connection of the program waits: for no lock without end, nor for a server that is gone. */
export function configOf({ url, patienceMs = PATIENCE_MS }: PostgresOptions): pg.PoolConfig {
  return { connectionString: url, lock_timeout: patienceMs, connectionTimeoutMillis: patienceMs, keepAlive: true }
}

/** Outside of a transaction that was begun for it the server refuses to write, as SQLite does: a forgotten one is found. */
const READ_ONLY = '-c default_transaction_read_only=on'

/** Opens a pool for reading: several statements run side by side. Rejects with a StoreError when there is no server or no entry. */
export async function openPostgresPool(options: PostgresOptions): Promise<Connection> {
  const pool = new pg.Pool({ ...configOf(options), options: READ_ONLY, max: 4 })
  // A connection that breaks while it waits is replaced at the next statement; unheard, the event would end the program.
  pool.on('error', () => undefined)
  await reached(options.shownUrl, async () => (await pool.connect()).release())
  return { ...statementsOf(pool, options.shownUrl), close: () => pool.end() }
}

/** Opens one session for writing. */
export async function openPostgres(options: PostgresOptions): Promise<WritingConnection> {
  const client = new pg.Client({ ...configOf(options), options: READ_ONLY })
  client.on('error', () => undefined)
  await reached(options.shownUrl, () => client.connect())
  const statements = statementsOf(client, options.shownUrl)
  return {
    ...statements,
    // One writer at a time, loads and migrations alike, held until the transaction ends; the number is the one that
    // Prisma's own engine locks with. The server lets waiting writers in as they came.
    async begin() {
      await inWords(options.shownUrl, () => client.query('BEGIN READ WRITE; SELECT pg_advisory_xact_lock(72707369)'))
    },
    loader: (table, book) => loaderOf(client, table, book, options.shownUrl),
    close: () => client.end(),
  }
}

function statementsOf(client: pg.Pool | pg.Client, shownUrl: string): Connection {
  const answer = (sql: string, parameters: readonly Parameter[]) => {
    const query = { text: sql, values: [...parameters], rowMode: 'array' as const, types: EXACT }
    return inWords(shownUrl, () => withinTransaction(client.query<Cell[]>(query)))
  }
  return {
    dialect: POSTGRESQL,
    async all(sql, parameters = []) {
      return (await answer(sql, parameters)).rows
    },
    async rows(sql, parameters = []) {
      const { fields, rows } = await answer(sql, parameters)
      // What is computed belongs to no table, and is BigInt whatever its width, as in SQLite.
      const isInt = ({ dataTypeID, tableID }: pg.FieldDef) => dataTypeID === pg.types.builtins.INT4 && tableID !== 0
      return namedRows(
        fields.map((field) => ({ name: field.name, isInt: isInt(field) })),
        rows,
      )
    },
    async run(script) {
      await inWords(shownUrl, () => withinTransaction(client.query(script)))
    },
    async close() {},
  }
}

async function withinTransaction<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const isForbidden = error instanceof pg.DatabaseError && error.code === '25006'
    assert(!isForbidden, 'A database is written inside of a transaction that was begun for it.')
    throw error
  }
}

const WHOLE_NUMBERS = new Set([
  pg.types.builtins.INT2,
  pg.types.builtins.INT4,
  pg.types.builtins.INT8,
  pg.types.builtins.NUMERIC,
] as number[])

/** Whole numbers, sums of them (numeric) included, come as BigInt; the rest as the text that the server sends. */
const EXACT: pg.CustomTypesConfig = {
  getTypeParser: (type: number) => (WHOLE_NUMBERS.has(type) ? (text: string) => BigInt(text) : (text: string) => text),
}

const ROWS_A_STATEMENT = 5000

/** Rows go in as one array a column, some thousands a statement. */
function loaderOf(client: pg.Client, table: TableKey, book: number, shownUrl: string): Loader {
  const columns = [{ key: 'row', storage: 'int4' }, ...storedColumns(table).map(({ key, type }) => ({ key, storage: storageOf(type) }))]
  const arrays = columns.map(({ storage }, index) => `$${index + 1}::${storage}[]`).join(', ')
  const text = `INSERT INTO ${quoted(table)} (book, ${quotedList(columns.map((column) => column.key))})
    SELECT ${book}, * FROM unnest(${arrays})`
  const name = `load ${table} ${book}`

  return async (records, rows, derived) => {
    for (let first = 0; first < records.length; first += ROWS_A_STATEMENT) {
      const last = Math.min(first + ROWS_A_STATEMENT, records.length)
      const values = columns.map((): Value[] => [])
      for (let index = first; index < last; index++) {
        const cells = [rows[index] ?? 0, ...(records[index] ?? []), ...(derived?.[index] ?? [])]
        assert(cells.length === values.length, 'A record has a value for every column of its table.')
        for (let column = 0; column < cells.length; column++) values[column]?.push(cells[column] ?? null)
      }
      await inWords(shownUrl, () => client.query({ name, text, values }))
    }
  }
}

async function reached<T>(shownUrl: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw new StoreError('database_must_be_reachable', { url: shownUrl, detail: messageOf(error) }, error)
  }
}

async function inWords<T>(shownUrl: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof BrokenInvariant) throw error
    throw failureOf(error, error instanceof pg.DatabaseError ? (error.code ?? '') : undefined, shownUrl)
  }
}

/**
 * What the server, the network or the data did becomes a problem; a mistake in our own SQL stays what it is. `code` is what
 * the server says; without one the connection failed.
 */
export function failureOf(error: unknown, code: string | undefined, shownUrl: string): unknown {
  if (error instanceof StoreError) return error
  const values = { url: shownUrl, detail: messageOf(error) }
  if (isFullDisk(error) || code === '53100') return new StoreError('database_must_have_room', values, error)
  if (code !== undefined && /^(55P03|40P01)$/.test(code)) return new StoreError('database_must_not_be_busy', values, error)
  if (code !== undefined && !/^(08|22|25006|40|42501|53|54|55|57|58|XX)/.test(code)) return error
  return new StoreError('database_must_answer', values, error)
}

/** Node joins the failures of several addresses (::1, 127.0.0.1) in one error without words of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
