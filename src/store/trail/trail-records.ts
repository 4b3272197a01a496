import { hash as hashed } from 'node:crypto'
import type { Column } from '../../domain/dataset/table.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Cell, Reader } from '../database/connection.ts'
import { quoted, quotedList, storedColumns } from '../database/record-columns.ts'

/** What a change did to one table: records put into force, between two ids, or the ids of those that it took out. */
export type RecordPiece =
  | { readonly table: TableKey; readonly first: number; readonly last: number }
  | { readonly table: TableKey; readonly retired: readonly number[] }

/** A hash over rows in their order, which can be continued by the next. */
interface Chain {
  readonly rows: number
  readonly hash: string
}

const EMPTY: Chain = { rows: 0, hash: '' }
const ROWS_AT_ONCE = 2000

/** The hash of the records that a change put into force and of those it took out, by the pieces that it touched. */
export async function recordsHash(reader: Reader, change: number, pieces: readonly RecordPiece[]): Promise<string> {
  const chains = new Map<string, Chain>()
  for (const table of TABLE_KEYS) {
    const own = pieces.filter((piece) => piece.table === table)
    const retired = own.flatMap((piece) => ('retired' in piece ? piece.retired : []))
    for (const id of [...new Set(retired)].sort((a, b) => a - b)) continued(chains, `${table} retired`, String(id))
    const ranges = own.flatMap((piece) => ('retired' in piece ? [] : [piece]))
    if (ranges.length === 0) continue
    const first = Math.min(...ranges.map((range) => range.first))
    const last = Math.max(...ranges.map((range) => range.last))
    for await (const { added, line } of versions(reader, table, first, last)) {
      if (added === change) continued(chains, `${table} added`, line)
    }
  }
  return endOf(chains)
}

/** A record that is not where its versions say: in force and taken out at once, or neither. */
export interface MisplacedRecord {
  readonly table: TableKey
  readonly id: number
}

/** The hash of the records of every change of the company book, in one walk over its tables. */
export async function allRecordHashes(
  reader: Reader,
): Promise<{ readonly hashes: ReadonlyMap<number, string>; readonly misplaced: readonly MisplacedRecord[] }> {
  const changes = new Map<number, Map<string, Chain>>()
  const misplaced: MisplacedRecord[] = []
  const chainsOf = (change: number) => {
    const known = changes.get(change) ?? new Map<string, Chain>()
    changes.set(change, known)
    return known
  }
  for (const table of TABLE_KEYS) {
    for await (const { id, added, retired, inForce, line } of versions(reader, table)) {
      continued(chainsOf(added), `${table} added`, line)
      if (retired !== undefined) continued(chainsOf(retired), `${table} retired`, String(id))
      if (inForce === (retired !== undefined)) misplaced.push({ table, id })
    }
  }
  return { hashes: new Map([...changes].map(([change, chains]) => [change, endOf(chains)])), misplaced }
}

interface Version {
  readonly id: number
  readonly added: number
  readonly retired: number | undefined
  readonly inForce: boolean
  readonly line: string
}

/** Every version of a table's records in the company book in the order of their ids, between two of them where told. */
async function* versions(reader: Reader, table: TableKey, first = 0, last?: number): AsyncGenerator<Version> {
  const [company] = await reader.all(`SELECT id FROM books WHERE sha256 = 'company'`)
  if (!company) return
  const book = Math.trunc(Number(company[0]))
  const until = last === undefined ? '' : ` AND id <= ${Math.trunc(last)}`
  const added = TABLES[table].columns.filter((column) => column.added)
  const older = ['row', ...storedColumns(table).map(({ key }) => key)].filter((key) => !added.some((column) => column.key === key))
  const columns = [...older, ...added.map(({ key }) => key)]
  const select = `SELECT id, book, added, retired, ${quotedList(columns)} FROM ${reader.dialect.ownTable(table)}`
  let after = Math.trunc(first) - 1
  for (;;) {
    const page = await reader.all(`${select} WHERE id > ${after}${until} AND book IN (${book}, ${-book}) ORDER BY id LIMIT ${ROWS_AT_ONCE}`)
    for (const row of page) yield versionFrom(row, added)
    if (page.length < ROWS_AT_ONCE) return
    after = Number(page.at(-1)?.[0])
  }
}

/** Columns that were added to a table later stand behind the others by their names, and only where the record states something. */
function versionFrom([id, book, added, retired, ...cells]: readonly Cell[], addedColumns: readonly Column[]): Version {
  const older = cells.slice(0, cells.length - addedColumns.length)
  const stated = addedColumns.flatMap(({ key, blank }, at) => {
    const cell = cells[older.length + at] ?? null
    return cell === null || String(cell) === String(blank) ? [] : [`+${key}`, cell]
  })
  return {
    id: Number(id),
    added: Number(added),
    retired: retired === null || retired === undefined ? undefined : Number(retired),
    inForce: Number(book) > 0,
    line: JSON.stringify([id, ...older, ...stated].map((cell) => (cell === null || cell === undefined ? null : String(cell)))),
  }
}

function continued(chains: Map<string, Chain>, key: string, line: string): void {
  const { rows, hash } = chains.get(key) ?? EMPTY
  chains.set(key, { rows: rows + 1, hash: hashed('sha256', `${hash}${line}`, 'base64') })
}

function endOf(chains: ReadonlyMap<string, Chain>): string {
  const all = [...chains].map(([key, { rows, hash }]) => [key, rows, hash]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return hashed('sha256', JSON.stringify(all), 'hex')
}

/** The first and last id of the records of a book in a table; undefined where it has none. */
export async function idsOfBook(
  reader: Reader,
  table: TableKey,
  book: number,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const [row] = await reader.all(`SELECT min(id), max(id) FROM ${quoted(table)} WHERE book = ${Math.trunc(book)}`)
  return row?.[0] === null || row === undefined ? undefined : { first: Number(row[0]), last: Number(row[1]) }
}
