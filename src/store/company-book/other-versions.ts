import { TABLE_KEYS, type TableKey } from '../../domain/dataset/tables.ts'
import type { Reader } from '../database/connection.ts'
import { quoted } from '../database/record-columns.ts'

const RECORD_TABLES: ReadonlySet<string> = new Set(TABLE_KEYS)

/**
 * A reader on which every measure, record list and hash runs unchanged, and sees other records: each record table that a statement reads is
 * put before it under its own name, holding what `versions` selects; undefined leaves a table as it is. The databases search that by the
 * statement's own conditions, along the same indexes. Within `versions` a table itself is the dialect's `ownTable`.
 */
export function otherVersions(reader: Reader, versions: (table: TableKey) => string | undefined): Reader {
  const then = (sql: string) => withVersions(sql, versions)
  return {
    dialect: reader.dialect,
    all: (sql, parameters) => reader.all(then(sql), parameters),
    rows: (sql, parameters) => reader.rows(then(sql), parameters),
  }
}

function withVersions(sql: string, versions: (table: TableKey) => string | undefined): string {
  const named = new Set([...sql.matchAll(/\b(?:FROM|JOIN)\s+"?(\w+)"?/gi)].map(([, name]) => name ?? ''))
  const tables = [...named].filter((name): name is TableKey => RECORD_TABLES.has(name)).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
  const given = tables.flatMap((table) => {
    const selected = versions(table)
    return selected === undefined ? [] : [`${quoted(table)} AS (${selected})`]
  })
  if (given.length === 0) return sql
  const before = `WITH ${given.join(', ')}`
  const rest = sql.trimStart()
  return /^WITH\s/i.test(rest) ? `${before}, ${rest.slice('WITH'.length)}` : `${before} ${rest}`
}

/** What is worked out from other tables stands before them: PostgreSQL takes a name for what was put under it further up. */
const ORDER: readonly TableKey[] = ['collections', ...TABLE_KEYS]
