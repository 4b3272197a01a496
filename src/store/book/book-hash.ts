import { createHash } from 'node:crypto'
import type { Column } from '../../domain/dataset/table.ts'
import { TABLE_KEYS, TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import type { Parameter, Reader } from '../database/connection.ts'
import { quoted, quotedList, storageOf } from '../database/record-columns.ts'
import type { HeldContent } from './held-content.ts'

const ROWS_A_CHUNK = 2000
const NOTHING_HELD = { linesOf: () => undefined, isOrdered: () => false }

/**
 * SHA-256 over the content of a book: its tables in the order of TABLE_KEYS, each as a line with its name and columns, then
 * its records in the order of their identity by code point, one line each. Rows of the user's files, ids and derived
 * columns are not in it. What `content` does not hold is put together by the database, some thousands of records at a time, so
 * that a million records cost about a second and no memory; it is the same on both databases.
 */
export async function bookHash(
  reader: Reader,
  book: number,
  tables: ReadonlySet<TableKey>,
  content: Pick<HeldContent, 'linesOf' | 'isOrdered'> = NOTHING_HELD,
): Promise<string> {
  const hash = createHash('sha256')
  for (const table of TABLE_KEYS) {
    if (!tables.has(table)) continue
    hash.update(`${table}(${TABLES[table].columns.flatMap(({ key, added }) => (added ? [] : [key])).join(',')})\n`)
    const lines = content.linesOf(table)
    if (lines) for (const piece of lines) hash.update(piece)
    else for await (const chunk of tableText(reader, book, table, content.isOrdered(table))) hash.update(chunk)
  }
  return hash.digest('hex')
}

/** Records that were loaded in the order of their identity are walked as they were loaded; others along the index of their identity. */
async function* tableText(reader: Reader, book: number, table: TableKey, isOrdered: boolean): AsyncGenerator<string> {
  const keys = isOrdered ? ['id'] : sortKeys(table)
  const key = `(${keys.join(', ')})`
  const order = keys.join(', ')
  let low: Parameter[] | undefined
  for (;;) {
    const after = low ? ` AND ${key} > (${places(2, keys.length)})` : ''
    const [last] = await reader.all(
      `SELECT ${keys.join(', ')} FROM ${quoted(table)} WHERE book = $1${after} ORDER BY ${order} LIMIT 1 OFFSET ${ROWS_A_CHUNK - 1}`,
      [book, ...(low ?? [])],
    )
    // Up to and with the last key: records that share it are never split, so none is left out.
    const high = last?.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))
    const until = high ? ` AND ${key} <= (${places(2 + (low?.length ?? 0), keys.length)})` : ''
    const [text] = await reader.all(
      `SELECT ${reader.dialect.joined('record_text', order)} FROM (
         SELECT ${recordLine(table)} AS record_text, ${isOrdered ? 'id' : quotedList(keyColumns(table))}
         FROM ${quoted(table)} WHERE book = $1${after}${until} ORDER BY ${order}
       ) AS records`,
      [book, ...(low ?? []), ...(high ?? [])],
    )
    if (typeof text?.[0] === 'string') yield text[0]
    if (!high) return
    low = high
  }
}

/** The identity; where one person's events of a day may repeat, the count too, so that equal keys are equal lines. */
function keyColumns(table: TableKey): readonly string[] {
  return TABLES[table].repeated === 'largest' ? [...TABLES[table].identity, 'count'] : TABLES[table].identity
}

/** A blank sorts as the empty text; databases disagree on where NULL goes. */
function sortKeys(table: TableKey): string[] {
  return keyColumns(table).map((key) => {
    const column = TABLES[table].columns.find((each) => each.key === key)
    return column && isNullable(column) ? `coalesce(${quoted(key)}, '')` : quoted(key)
  })
}

/**
 * Columns that were added later stand behind the others under their names, and only where a record states something: data
 * without them have the hash that they had before there were such columns.
 *
 * Text with its length before it, so that no content can be mistaken for other content: 0 stands alone for empty text, -1
 * for a blank; a blank number is a hyphen. One call of concat_ws, which both databases have: a chain of || takes twice
 * as long in SQLite. It leaves out NULL, and in SQLite before 3.47 empty text too, hence the nullif.
 */
function recordLine(table: TableKey): string {
  const parts = TABLES[table].columns.flatMap((column) => {
    const name = quoted(column.key)
    const isText = storageOf(column.type) === 'text'
    if (column.added) {
      const told = isText ? `length(${name}), nullif(${name}, '')` : name
      return [`CASE WHEN ${name} IS DISTINCT FROM ${blankText(column)} THEN concat_ws(';', '+${column.key}', ${told}) END`]
    }
    if (!isText) return isNullable(column) ? [`coalesce(CAST(${name} AS TEXT), '-')`] : [name]
    return [isNullable(column) ? `coalesce(length(${name}), -1)` : `length(${name})`, `nullif(${name}, '')`]
  })
  return `concat_ws(';', ${parts.join(', ')}, '\n')`
}

/** What a blank is stored as, as SQL writes it. */
function blankText({ blank }: Column): string {
  return typeof blank === 'string' ? `'${blank}'` : String(blank ?? 'NULL')
}

function isNullable(column: Column): boolean {
  return column.required !== true && column.blank === undefined
}

function places(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ')
}
