import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted, quotedList, storedColumns } from '../database/record-columns.ts'

/**
 * A reader that sees the company book as it stood after a change: every measure, record list and hash runs on it unchanged.
 * Each record table that a statement reads is put before it under its own name, holding the versions of that time: those in
 * force that were there already, and those taken out since. The databases search both parts by the statement's own conditions,
 * along the same indexes. Other books and other tables are read as they are.
 */
export function asOfReader(reader: Reader, company: number, change: number): Reader {
  const then = (sql: string) => asOfSql(sql, (table) => versionsAsOf(reader, table, company, change))
  return {
    dialect: reader.dialect,
    all: (sql, parameters) => reader.all(then(sql), parameters),
    rows: (sql, parameters) => reader.rows(then(sql), parameters),
  }
}

const RECORD_TABLES: ReadonlySet<string> = new Set(TABLE_KEYS)

function asOfSql(sql: string, versions: (table: TableKey) => string): string {
  const named = new Set([...sql.matchAll(/\b(?:FROM|JOIN)\s+"?(\w+)"?/gi)].map(([, name]) => name ?? ''))
  const tables = [...named].filter((name): name is TableKey => RECORD_TABLES.has(name))
  if (tables.length === 0) return sql
  const before = `WITH ${tables.map((table) => `${quoted(table)} AS (${versions(table)})`).join(', ')}`
  const rest = sql.trimStart()
  return /^WITH\s/i.test(rest) ? `${before}, ${rest.slice('WITH'.length)}` : `${before} ${rest}`
}

function versionsAsOf({ dialect }: Reader, table: TableKey, company: number, change: number): string {
  const columns = `"row", ${quotedList(storedColumns(table).map(({ key }) => key))}, added`
  const [book, then] = [Math.trunc(company), Math.trunc(change)]
  return `SELECT id, book, ${columns}, retired FROM ${dialect.ownTable(table)} WHERE (book <> ${-book} AND (book <> ${book} OR added <= ${then}))
    UNION ALL SELECT id, ${book}, ${columns}, retired FROM ${dialect.ownTable(table)} WHERE book = ${-book} AND added <= ${then} AND retired > ${then}`
}
