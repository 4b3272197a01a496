import type { Cell, Parameter, Reader } from './connection.ts'
import { quoted, quotedList } from './record-columns.ts'

/** Tables whose rows are of the moment: who is signed in, links under way, which server runs. */
const PASSING = ['sessions', 'verifications', 'server_leases', '_prisma_migrations']
/** Tables that others refer to. */
const REFERRED_TO = ['books', 'accounts']
const ROWS_AT_ONCE = 200

interface CopiedColumn {
  readonly name: string
  readonly kind: 'flag' | 'time' | 'plain'
}

interface CopiedTable {
  readonly name: string
  readonly columns: readonly CopiedColumn[]
  /** Counts its own numbers upwards. */
  readonly numbered: boolean
}

/** Copies every lasting table from one database to another of the same schema, inside the transactions of both. */
export async function copyTables(source: Reader, target: Reader): Promise<void> {
  for (const table of await lastingTables(source)) {
    for await (const rows of rowsOf(source, table)) await insert(target, table, rows)
    if (target.dialect.name === 'postgresql' && table.numbered) await continueNumbers(target, table.name)
  }
}

/** Whether no lasting table has a row. */
export async function isEmpty(reader: Reader): Promise<boolean> {
  for (const { name } of await lastingTables(reader)) {
    if ((await reader.all(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)).length > 0) return false
  }
  return true
}

/** Tables in an order in which those that others refer to come first. */
async function lastingTables(reader: Reader): Promise<CopiedTable[]> {
  const found = await reader.all(
    reader.dialect.name === 'sqlite'
      ? `SELECT tables.name, columns.name, lower(columns.type) FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
         WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' ORDER BY tables.name, columns.cid`
      : `SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
         WHERE table_schema = current_schema() ORDER BY table_name::text COLLATE "C", ordinal_position`,
  )
  const tables = new Map<string, { columns: CopiedColumn[]; numbered: boolean }>()
  for (const [table, column, type] of found) {
    const known = tables.get(String(table)) ?? { columns: [], numbered: column === 'id' && /^int/.test(String(type)) }
    known.columns.push({ name: String(column), kind: kindOf(String(type)) })
    tables.set(String(table), known)
  }
  return [...tables]
    .filter(([name]) => !PASSING.includes(name))
    .map(([name, table]) => ({ name, ...table }))
    .sort((a, b) => Number(REFERRED_TO.includes(b.name)) - Number(REFERRED_TO.includes(a.name)))
}

function kindOf(type: string): CopiedColumn['kind'] {
  if (type === 'boolean') return 'flag'
  return type === 'datetime' || type.startsWith('timestamp') ? 'time' : 'plain'
}

/** A table's rows a chunk at a time: by a cursor where the database has one, else along the row ids. */
async function* rowsOf(source: Reader, { name, columns }: CopiedTable): AsyncGenerator<Cell[][]> {
  if (source.dialect.name === 'postgresql') {
    await source.all(`DECLARE copied NO SCROLL CURSOR FOR SELECT ${columns.map(readFromPostgres).join(', ')} FROM ${quoted(name)}`)
    for (;;) {
      const rows = await source.all(`FETCH ${ROWS_AT_ONCE} FROM copied`)
      if (rows.length === 0) break
      yield rows
    }
    await source.all('CLOSE copied')
    return
  }
  const names = quotedList(columns.map((column) => column.name))
  let last = 0n
  for (;;) {
    const rows = await source.all(`SELECT rowid, ${names} FROM ${quoted(name)} WHERE rowid > $1 ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`, [
      last.toString(),
    ])
    if (rows.length === 0) return
    const end = rows.at(-1)?.[0]
    if (typeof end === 'bigint') last = end
    yield rows.map((row) => row.slice(1))
  }
}

/** Flags as 1 and 0, times as the UTC text that SQLite keeps: 2026-11-03T08:15:00.000+00:00. */
function readFromPostgres({ name, kind }: CopiedColumn): string {
  if (kind === 'flag') return `${quoted(name)}::int`
  if (kind === 'time') return `to_char(${quoted(name)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"+00:00"')`
  return quoted(name)
}

async function insert(target: Reader, { name, columns }: CopiedTable, rows: readonly Cell[][]): Promise<void> {
  const parameters: Parameter[] = []
  const place = (cell: Cell | undefined, kind: CopiedColumn['kind']) => {
    const at = `$${parameters.push(typeof cell === 'bigint' ? cell.toString() : (cell ?? null))}`
    if (target.dialect.name === 'sqlite') return typeof cell === 'bigint' ? `CAST(${at} AS INTEGER)` : at
    return kind === 'flag' ? `${at}::int::boolean` : kind === 'time' ? `${at}::timestamptz AT TIME ZONE 'UTC'` : at
  }
  const values = rows.map((row) => `(${columns.map((column, index) => place(row[index], column.kind)).join(', ')})`)
  await target.all(
    `INSERT INTO ${quoted(name)} (${quotedList(columns.map((column) => column.name))}) VALUES ${values.join(', ')}`,
    parameters,
  )
}

/** The next number a table gives follows the largest that was copied. */
async function continueNumbers(target: Reader, table: string): Promise<void> {
  await target.all(`SELECT setval(pg_get_serial_sequence($1, 'id'), (SELECT coalesce(max(id), 0) + 1 FROM ${quoted(table)}), false)`, [
    quoted(table),
  ])
}
