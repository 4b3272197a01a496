import type { TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quotedList, storedColumns } from '../database/record-columns.ts'
import { otherVersions } from './other-versions.ts'

/**
 * A reader that sees the company book as it stood after a change: each record table holds the versions of that time, those in
 * force that were there already, and those taken out since. Other books and other tables are read as they are.
 */
export function asOfReader(reader: Reader, company: number, change: number): Reader {
  return otherVersions(reader, (table) => versionsAsOf(reader, table, company, change))
}

function versionsAsOf({ dialect }: Reader, table: TableKey, company: number, change: number): string {
  const columns = `"row", ${quotedList(storedColumns(table).map(({ key }) => key))}, added`
  const [book, then] = [Math.trunc(company), Math.trunc(change)]
  return `SELECT id, book, ${columns}, retired FROM ${dialect.ownTable(table)} WHERE (book <> ${-book} AND (book <> ${book} OR added <= ${then}))
    UNION ALL SELECT id, ${book}, ${columns}, retired FROM ${dialect.ownTable(table)} WHERE book = ${-book} AND added <= ${then} AND retired > ${then}`
}
