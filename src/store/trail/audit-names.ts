import { sql } from 'kysely'
import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { among, rowsOf } from '../database/query.ts'

/** A name with the number people know it by, where it has one. */
export interface SubjectName {
  readonly name: string
  readonly code: string | undefined
  /** An account's, which is meant only where an account is spoken of: the user name "manager" is a module too. */
  readonly isAccount: boolean
}

/**
 * Names behind ids as they stand in the subjects of the audit trail: accounts by id or user name, people by number, tokens,
 * uploads by file name, runs by period, regions by code. An id that nothing has is left out.
 */
export async function namesOfSubjects(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, SubjectName>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf(
    reader,
    sql<{ id: string; name: string; code: string | null; isAccount: bigint }>`
     SELECT id, name, NULL AS code, 0 AS "isAccount" FROM api_tokens WHERE ${among('id', ids)}
     UNION ALL SELECT id, file_name, NULL, 0 FROM uploads WHERE ${among('id', ids)}
     UNION ALL SELECT id, period, NULL, 0 FROM runs WHERE ${among('id', ids)}
     UNION ALL SELECT code, name, NULL, 0 FROM regions WHERE book = ${COMPANY_BOOK} AND ${among('code', ids)}
     UNION ALL SELECT username, name, username, 1 FROM accounts WHERE ${among('username', ids)}
     UNION ALL SELECT id, name, username, 1 FROM accounts WHERE ${among('id', ids)}
     UNION ALL SELECT number, name, number, 0 FROM employees WHERE book = ${COMPANY_BOOK} AND ${among('number', ids)}`,
  )
  return new Map(rows.map(({ id, isAccount, ...named }) => [id, { ...named, isAccount: isAccount === 1n }]))
}
