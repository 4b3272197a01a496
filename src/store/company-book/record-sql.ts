import { TABLES, type TableKey } from '../../domain/dataset/tables.ts'
import { TIMELESS_TABLES } from '../../domain/dataset/timeless-tables.ts'
import { quoted } from '../database/record-columns.ts'

/** Joins two versions of one record by what identifies it. Only a column that may be blank pays for comparing blanks. */
export function sameIdentity(table: TableKey, a: string, b: string): string {
  return TABLES[table].identity
    .map((key) => {
      const required = TABLES[table].columns.some((column) => column.key === key && column.required)
      return `${a}.${quoted(key)} ${required ? '=' : 'IS NOT DISTINCT FROM'} ${b}.${quoted(key)}`
    })
    .join(' AND ')
}

/** Whether two versions differ in content. What loading derives, and the row of the user's file, are not content. */
export function differs(table: TableKey, a: string, b: string): string {
  const { columns, identity } = TABLES[table]
  const compared = columns.filter((column) => !identity.includes(column.key))
  return `(${compared.map(({ key }) => `${a}.${quoted(key)} IS DISTINCT FROM ${b}.${quoted(key)}`).join(' OR ')})`
}

/**
 * Records of a staging book beside the version that is in force under the same identity. Written so that both databases go
 * from the few that are new to the many that are kept, along the index by identity.
 */
export function stagedBesideKept(table: TableKey, staging: number, company: number): string {
  return `${quoted(table)} AS staged CROSS JOIN ${quoted(table)} AS kept
    WHERE staged.book = ${Math.trunc(staging)} AND kept.book = ${Math.trunc(company)} AND ${sameIdentity(table, 'staged', 'kept')}`
}

/** The column that says when a record is of: a day, or the period it is written for; undefined for people, clients, regions and the calendar. */
export function timeColumn(table: TableKey): { readonly kind: 'day' | 'period'; readonly key: string } | undefined {
  if (TIMELESS_TABLES.includes(table)) return undefined
  const { columns } = TABLES[table]
  const column = columns.find(({ type }) => type === 'period') ?? columns.find(({ type }) => type === 'day')
  return column && { kind: column.type === 'period' ? 'period' : 'day', key: column.key }
}
