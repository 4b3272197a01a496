import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted, quotedList, storedColumns } from '../database/record-columns.ts'
import { otherVersions } from './other-versions.ts'
import type { Pair } from './pair.ts'
import { sameIdentity } from './record-sql.ts'

/**
 * A reader that sees the company book as it would stand after its staged records were put into force, with nothing written: the staged ones
 * in place of what they replace, and collections with the rep and the internal clients that committing would work out (commitStaging). `tables`
 * are those that were in the upload. The staged ones stand under their own number too; other books and other tables are read as they are.
 */
export function afterCommitReader(reader: Reader, pair: Pair, tables: ReadonlySet<TableKey>): Reader {
  const isHandedOver = tables.has('clients') || tables.has('client_reps')
  return otherVersions(reader, (table) => {
    if (table === 'collections' && (isHandedOver || tables.has(table))) return collectionsAfter(reader, pair, isHandedOver)
    return tables.has(table) ? versionsAfter(reader, table, pair) : undefined
  })
}

/** The records of a table that would be in force, under the company's number. */
function versionsAfter(reader: Reader, table: TableKey, pair: Pair): string {
  const columns = storedColumns(table).map(({ key }) => key)
  return `SELECT id, book, "row", ${quotedList(columns)}, added, retired FROM ${reader.dialect.ownTable(table)} WHERE ${staying(reader, table, pair)}
    UNION ALL SELECT id, ${Math.trunc(pair.company)}, "row", ${quotedList(columns)}, added, retired FROM ${reader.dialect.ownTable(table)} WHERE book = ${Math.trunc(pair.staging)}`
}

/** What stays as it is: other books, and what is in force and not staged. */
function staying({ dialect }: Reader, table: TableKey, { company, staging }: Pair): string {
  const own = dialect.ownTable(table)
  const replaced = `SELECT kept.id FROM ${own} AS staged CROSS JOIN ${own} AS kept
    WHERE staged.book = ${Math.trunc(staging)} AND kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}`
  return dialect.notAmong(`${own}.id`, replaced)
}

/** The same of collections, each counted for the rep whose its client would be on its day. */
function collectionsAfter(reader: Reader, pair: Pair, isHandedOver: boolean): string {
  const own = reader.dialect.ownTable('collections')
  const { company, staging } = { company: Math.trunc(pair.company), staging: Math.trunc(pair.staging) }
  const plain = storedColumns('collections')
    .map(({ key }) => key)
    .filter((key) => key !== 'credited_rep' && key !== 'client_internal')
  const handed = `SELECT handed.rep FROM ${reader.dialect.ownTable('client_reps')} AS handed
    WHERE handed.book IN (${company}, ${staging}) AND handed.client = collection.client AND handed."from" <= collection.date
    ORDER BY handed."from" DESC, CASE WHEN handed.book = ${staging} THEN 0 ELSE 1 END LIMIT 1`
  const named = (column: string) => `SELECT named.${quoted(column)} FROM ${reader.dialect.ownTable('clients')} AS named
    WHERE named.book IN (${company}, ${staging}) AND named.code = collection.client ORDER BY CASE WHEN named.book = ${staging} THEN 0 ELSE 1 END LIMIT 1`
  const rep = `coalesce(collection.rep, (${handed}), (${named('rep')}))`
  const internal = `coalesce((${named('internal')}), 0)`
  const isTouched = `EXISTS (SELECT 1 FROM ${reader.dialect.ownTable('clients')} AS named WHERE named.book = ${staging} AND named.code = collection.client)
    OR EXISTS (SELECT 1 FROM ${reader.dialect.ownTable('client_reps')} AS handed WHERE handed.book = ${staging} AND handed.client = collection.client)`
  const isDerived = `collection.book = ${staging}${isHandedOver ? ` OR (collection.book = ${company} AND (${isTouched}))` : ''}`
  const derived = (column: string, value: string) => `CASE WHEN ${isDerived} THEN ${value} ELSE collection.${quoted(column)} END`
  const select = (book: string, credited: string, isInternal: string, condition: string) =>
    `SELECT collection.id, ${book} AS book, collection."row", ${quotedList(plain, 'collection')}, ${credited} AS credited_rep, ${isInternal} AS client_internal, collection.added, collection.retired
     FROM ${own} AS collection WHERE ${condition}`
  const stays = staying(reader, 'collections', pair).replaceAll(`${own}.id`, 'collection.id')
  return `${select('collection.book', derived('credited_rep', rep), derived('client_internal', internal), stays)}
    UNION ALL ${select(String(company), rep, internal, `collection.book = ${staging}`)}`
}
