import type { Column } from '../../domain/dataset/table.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'
import type { Pair } from './pair.ts'

/** The tables that others refer to, by the type of the column that does, with the column that identifies their records. */
export const DIRECTORIES = {
  employee: { table: 'employees', key: 'number' },
  client: { table: 'clients', key: 'code' },
  region: { table: 'regions', key: 'code' },
} as const satisfies Partial<Record<Column['type'], { readonly table: TableKey; readonly key: string }>>
export type ReferenceType = keyof typeof DIRECTORIES

export interface DirectoryRow {
  readonly code: string
  readonly name: string
  /** Of clients: from which day on they have a rep; 0 is ever, null never. */
  readonly repSince: number | null
}

/** Everybody, every client or every region in force; or only those with one of the codes or names, where told. */
export async function directoryRows(
  reader: Reader,
  company: number,
  type: ReferenceType,
  texts?: readonly string[],
): Promise<DirectoryRow[]> {
  const { table, key } = DIRECTORIES[type]
  if (texts?.length === 0) return []
  const listed = texts?.map((_, index) => `$${index + 2}`).join(', ')
  const since =
    type === 'client'
      ? 'CASE WHEN rep IS NOT NULL THEN 0 ELSE (SELECT min("from") FROM client_reps WHERE client_reps.book = $1 AND client_reps.client = code) END'
      : 'NULL'
  const rows = await reader.all(
    `SELECT ${quoted(key)}, name, ${since} FROM ${quoted(table)}
     WHERE book = $1${listed === undefined ? '' : ` AND (${quoted(key)} IN (${listed}) OR name IN (${listed}))`} ORDER BY ${quoted(key)}`,
    [company, ...(texts ?? [])],
  )
  return rows.map(([code, name, repSince]) => ({
    code: String(code),
    name: String(name),
    repSince: repSince === null || repSince === undefined ? null : Number(repSince),
  }))
}

/** The codes and names under which clients in force were registered once more. */
export async function aliasesInForce(
  reader: Reader,
  company: number,
): Promise<{ readonly alias: string; readonly client: string; readonly name: string | null }[]> {
  const rows = await reader.all('SELECT alias, client, name FROM client_aliases WHERE book = $1 ORDER BY alias', [company])
  return rows.map(([alias, client, name = null]) => ({
    alias: String(alias),
    client: String(client),
    name: name === null ? null : String(name),
  }))
}

/** A client whose code is another's alias. */
export interface AliasedClient {
  readonly code: string
  readonly client: string
}

/** Some clients of the books under a code that is an alias of another there: which of the two is meant could not be told. */
export async function aliasedClients(reader: Reader, books: readonly number[]): Promise<AliasedClient[]> {
  const listed = books.map(Math.trunc).join(', ')
  const rows = await reader.all(
    `SELECT DISTINCT named.code, also.client FROM client_aliases AS also CROSS JOIN clients AS named
     WHERE also.book IN (${listed}) AND named.book IN (${listed}) AND named.code = also.alias ORDER BY named.code LIMIT 20`,
  )
  return rows.map(([code, client]) => ({ code: String(code), client: String(client) }))
}

/** The names that people, clients or regions in force had before, each with its code. */
export async function formerNames(
  reader: Reader,
  company: number,
  type: ReferenceType,
): Promise<{ readonly code: string; readonly name: string }[]> {
  const { table, key } = DIRECTORIES[type]
  const rows = await reader.all(
    `SELECT DISTINCT before.${quoted(key)}, before.name FROM ${quoted(table)} AS before
     JOIN ${quoted(table)} AS standing ON standing.book = $1 AND standing.${quoted(key)} = before.${quoted(key)}
     WHERE before.book = $2 AND before.name <> standing.name ORDER BY 1, 2`,
    [company, -company],
  )
  return rows.map(([code, name]) => ({ code: String(code), name: String(name) }))
}

/** A reference without its record. */
export interface Dangling {
  readonly table: TableKey
  readonly column: string
  readonly type: ReferenceType
  readonly code: string
}

/** Some references of staged records to people, clients or regions that are neither in force nor staged, of the kinds that have a table. */
export async function danglingReferences(
  reader: Reader,
  { company, staging }: Pair,
  tables: Iterable<TableKey>,
  given: ReadonlySet<TableKey>,
): Promise<Dangling[]> {
  const found: Dangling[] = []
  for (const table of tables) {
    for (const { column, type } of referencesOf(table)) {
      const { table: directory, key } = DIRECTORIES[type]
      if (!given.has(directory)) continue
      const rows = await reader.all(
        `SELECT DISTINCT staged.${quoted(column)} FROM ${quoted(table)} AS staged
         WHERE staged.book = $1 AND staged.${quoted(column)} IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM ${quoted(directory)} AS named WHERE named.book IN ($1, $2) AND named.${quoted(key)} = staged.${quoted(column)})
         LIMIT 20`,
        [staging, company],
      )
      for (const [code] of rows) found.push({ table, column, type, code: String(code) })
    }
  }
  return found
}

/** A record in force that speaks of a person, client or region that a change took away. */
export interface LeftBehind extends Dangling {
  readonly count: number
}

/** The records in force that refer to people, clients or regions which this change took away. */
export async function leftBehind(reader: Reader, company: number, change: number): Promise<LeftBehind[]> {
  const found: LeftBehind[] = []
  for (const type of Object.keys(DIRECTORIES) as ReferenceType[]) {
    const { table: directory, key } = DIRECTORIES[type]
    const gone = `SELECT gone.${quoted(key)} FROM ${quoted(directory)} AS gone WHERE gone.book = $2 AND gone.retired = $3
      AND NOT EXISTS (SELECT 1 FROM ${quoted(directory)} AS named WHERE named.book = $1 AND named.${quoted(key)} = gone.${quoted(key)})`
    const removed = await reader.all(`${gone} LIMIT 1`, [company, -company, change])
    if (removed.length === 0) continue
    for (const table of TABLE_KEYS) {
      for (const { column } of referencesOf(table).filter((each) => each.type === type)) {
        const rows = await reader.all(
          `SELECT ${quoted(column)}, count(*) FROM ${quoted(table)} WHERE book = $1 AND ${quoted(column)} IN (${gone})
           GROUP BY ${quoted(column)} ORDER BY ${quoted(column)} LIMIT 20`,
          [company, -company, change],
        )
        for (const [code, count] of rows) found.push({ table, column, type, code: String(code), count: Number(count) })
      }
    }
  }
  return found
}

function referencesOf(table: TableKey): { readonly column: string; readonly type: ReferenceType }[] {
  return TABLES[table].columns.flatMap(({ key, type }) =>
    type === 'employee' || type === 'client' || type === 'region' ? [{ column: key, type }] : [],
  )
}
