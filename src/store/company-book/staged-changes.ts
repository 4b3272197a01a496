import { columnIndex, type RecordValues, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { Pair } from './pair.ts'
import { differs, sameIdentity } from './record-sql.ts'

/** A staged record that would change the company book, beside the version that is in force. */
export interface StagedChange {
  /** The row of the user's file; 0 of what no file has, such as the dated rows of a staff list. */
  readonly row: number
  readonly staged: RecordValues
  /** Undefined for a new one. */
  readonly kept: RecordValues | undefined
}

export interface StagedChangesPage {
  readonly state: 'new' | 'changed'
  /** The place of the record after which the page begins; see `placeOfStaged`. */
  readonly after?: readonly (string | number)[] | undefined
  readonly limit: number
}

/**
 * Staged records of a table that are new, or that differ from the version in force, by what identifies them: along the index by identity of
 * both, so that a page costs what it shows, however many there are.
 */
export async function stagedChanges(
  reader: Reader,
  table: TableKey,
  { company, staging }: Pair,
  { state, after, limit }: StagedChangesPage,
): Promise<StagedChange[]> {
  const columns = TABLES[table].columns.map(({ key }) => key)
  const order = TABLES[table].identity.map((key) => {
    const isRequired = TABLES[table].columns[columnIndex(table, key)]?.required
    return isRequired ? `staged.${quoted(key)}` : `coalesce(staged.${quoted(key)}, '')`
  })
  const join = `LEFT JOIN ${quoted(table)} AS kept ON kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}`
  const conditions = [
    `staged.book = ${Math.trunc(staging)}`,
    state === 'new' ? 'kept.id IS NULL' : `kept.id IS NOT NULL AND ${differs(table, 'staged', 'kept')}`,
  ]
  const parameters: Parameter[] = [...(after ?? [])]
  // The first of them alone is what an index can begin at.
  if (after) conditions.push(`${order[0]} >= $1`, `(${order.join(', ')}) > (${after.map((_, index) => `$${index + 1}`).join(', ')})`)
  const rows = await reader.all(
    `SELECT staged."row", kept.id, ${quotedList(columns, 'staged')}, ${quotedList(columns, 'kept')} FROM ${quoted(table)} AS staged ${join}
     WHERE ${conditions.join(' AND ')} ORDER BY ${order.join(', ')} LIMIT ${Math.trunc(limit)}`,
    parameters,
  )
  return rows.map(([row, kept, ...cells]) => {
    const values = cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))
    const staged = values.slice(0, columns.length)
    return { row: Number(row), staged, kept: kept === null ? undefined : values.slice(columns.length) }
  })
}

/** The place of a staged record in the order of its list. */
export function placeOfStaged(table: TableKey, { staged }: StagedChange): (string | number)[] {
  return TABLES[table].identity.map((key) => staged[columnIndex(table, key)] ?? '')
}

/** Whether a place is one of the table's list: as many parts, numbers where it has numbers. */
export function isStagedPlace(table: TableKey, place: readonly (string | number)[]): boolean {
  const { identity, columns } = TABLES[table]
  return (
    place.length === identity.length &&
    identity.every((key, index) => (typeof place[index] === 'number') === (columns[columnIndex(table, key)]?.type === 'day'))
  )
}
