import { columnIndex, TABLES, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList } from '../database/record-columns.ts'
import type { RepeatedGroup, StoredRecord } from './book.ts'

/** Records of one identity where a book has more than one, by identity, then row. */
export async function repeatedGroups(
  connection: Reader,
  book: number,
  table: TableKey,
  identity: readonly string[],
): Promise<RepeatedGroup[]> {
  const { columns } = TABLES[table]
  const same = identity.map((key) => `records.${quoted(key)} IS NOT DISTINCT FROM repeated.${quoted(key)}`).join(' AND ')
  const found = await connection.all(
    `SELECT records.id, records."row", ${quotedList(
      columns.map((column) => column.key),
      'records',
    )}
     FROM (SELECT ${quotedList(identity)} FROM ${quoted(table)} WHERE book = $1
           GROUP BY ${quotedList(identity)} HAVING count(*) > 1) AS repeated
     JOIN ${quoted(table)} AS records ON records.book = $1 AND ${same}
     ORDER BY ${quotedList(identity, 'records')}, records."row", records.id`,
    [book],
  )
  const places = identity.map((key) => columnIndex(table, key))
  const groups: { identity: string; records: StoredRecord[] }[] = []
  for (const line of found) {
    const record = storedRecord(line)
    const identityText = JSON.stringify(places.map((place) => record.values[place]))
    const last = groups.at(-1)
    if (last?.identity === identityText) last.records.push(record)
    else groups.push({ identity: identityText, records: [record] })
  }
  return groups.map(({ records }) => ({ records }))
}

/** How many identities one statement asks for. */
const MOST_AT_ONCE = 200

/** The records of a book that have one of the identities; each identity is looked up in the index of the table. */
export async function recordsWithIdentities(
  reader: Reader,
  book: number,
  table: TableKey,
  identity: readonly string[],
  wanted: readonly (readonly Value[])[],
): Promise<StoredRecord[]> {
  const columns = quotedList(TABLES[table].columns.map((column) => column.key))
  const records: StoredRecord[] = []
  for (let first = 0; first < wanted.length; first += MOST_AT_ONCE) {
    const parameters: Parameter[] = [book]
    const conditions = wanted.slice(first, first + MOST_AT_ONCE).map((values) =>
      identity
        .map((key, index) => {
          const value = values[index] ?? null
          return value === null ? `${quoted(key)} IS NULL` : `${quoted(key)} = $${parameters.push(value)}`
        })
        .join(' AND '),
    )
    const found = await reader.all(
      `SELECT id, "row", ${columns} FROM ${quoted(table)} WHERE book = $1 AND (${conditions.map((each) => `(${each})`).join(' OR ')})`,
      parameters,
    )
    records.push(...found.map(storedRecord))
  }
  return records
}

/** Some records without a line 行号 of documents that have records with one, by number, then row. */
export async function recordsWithoutLine(reader: Reader, book: number, table: TableKey): Promise<StoredRecord[]> {
  const columns = quotedList(TABLES[table].columns.map((column) => column.key))
  const found = await reader.all(
    `SELECT id, "row", ${columns} FROM ${quoted(table)} WHERE book = $1 AND line IS NULL AND EXISTS (
       SELECT 1 FROM ${quoted(table)} AS lined WHERE lined.book = $1 AND lined."number" = ${quoted(table)}."number" AND lined.line IS NOT NULL)
     ORDER BY "number", "row" LIMIT ${MOST_AT_ONCE}`,
    [book],
  )
  return found.map(storedRecord)
}

function storedRecord([id, row, ...cells]: readonly Cell[]): StoredRecord {
  return { id: Number(id), row: Number(row), values: cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)) }
}
