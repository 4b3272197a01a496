import { columnIndex, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import { sameIdentity } from './record-sql.ts'
import { type ChangeSpan, tablesChanged } from './runs-changes.ts'

/** Whom a record is about: the people and regions that any version of it names. */
export interface Named {
  readonly people: readonly string[]
  readonly regions: readonly string[]
}

/**
 * The records that changes of a span touched and that are something else at `now` than they were at its end, each with whom it
 * names. A collection is about the region it names, else about the representative it counts for.
 */
export async function changedAgain(
  reader: Reader,
  company: number,
  span: ChangeSpan,
  now: number,
  tables: ReadonlySet<TableKey>,
): Promise<Named[]> {
  const later = await tablesChanged(reader, { after: span.upTo, upTo: now })
  const found: Named[] = []
  for (const table of await tablesChanged(reader, span)) {
    if (!later.has(table) || !tables.has(table)) continue
    for (const versions of await versionsTouched(reader, company, table, span)) {
      const then = versions.find(({ added, retired }) => added <= span.upTo && retired > span.upTo)
      const standing = versions.find(({ added, retired }) => added <= now && retired > now)
      if (JSON.stringify(then?.values) !== JSON.stringify(standing?.values)) found.push(namedBy(table, versions))
    }
  }
  return found
}

interface Version {
  readonly added: number
  /** Infinity while it is in force. */
  readonly retired: number
  readonly values: RecordValues
  readonly creditedRep: string | undefined
}

/** Every version of each record that the span touched. */
async function versionsTouched(reader: Reader, company: number, table: TableKey, { after, upTo }: ChangeSpan): Promise<Version[][]> {
  const { columns, identity } = TABLES[table]
  const credited = table === 'collections' ? 'version.credited_rep' : 'NULL'
  const rows = await reader.all(
    `SELECT version.added, version.retired, ${credited}, ${quotedList(
      columns.map(({ key }) => key),
      'version',
    )}
     FROM (SELECT DISTINCT ${quotedList(identity)} FROM ${quoted(table)} WHERE book IN ($1, $2)
       AND ((added > $3 AND added <= $4) OR (retired > $3 AND retired <= $4))) AS touched CROSS JOIN ${quoted(table)} AS version
     WHERE version.book IN ($1, $2) AND ${sameIdentity(table, 'touched', 'version')} ORDER BY version.added, version.id`,
    [company, -company, after, upTo],
  )
  const records = new Map<string, Version[]>()
  for (const [added, retired, rep, ...cells] of rows) {
    const values = cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))
    const key = JSON.stringify(identity.map((each) => values[columnIndex(table, each)]))
    const version = { added: Number(added), retired: retired === null ? Infinity : Number(retired), values }
    records.set(key, [...(records.get(key) ?? []), { ...version, creditedRep: typeof rep === 'string' ? rep : undefined }])
  }
  return [...records.values()]
}

function namedBy(table: TableKey, versions: readonly Version[]): Named {
  const people = new Set<string>()
  const regions = new Set<string>()
  for (const { values, creditedRep } of versions) {
    const named = { employee: [] as string[], region: [] as string[] }
    for (const [index, { key, type }] of TABLES[table].columns.entries()) {
      const about = OF_DIRECTORIES[`${table} ${key}`] ?? type
      const value = values[index]
      if ((about === 'employee' || about === 'region') && typeof value === 'string') named[about].push(value)
    }
    if (table === 'collections') named.employee = named.region.length === 0 && creditedRep !== undefined ? [creditedRep] : []
    for (const person of named.employee) people.add(person)
    for (const region of named.region) regions.add(region)
  }
  return { people: [...people], regions: [...regions] }
}

/** Columns by which people and regions are themselves known. */
const OF_DIRECTORIES: Readonly<Record<string, 'employee' | 'region'>> = { 'employees number': 'employee', 'regions code': 'region' }
