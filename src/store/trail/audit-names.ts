import type { Reader } from '../database/connection.ts'

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
  const places = ids.map((_, index) => `$${index + 1}`).join(', ')
  const company = `(SELECT id FROM books WHERE sha256 = 'company')`
  const rows = await reader.all(
    `SELECT id, name, NULL, 0 FROM api_tokens WHERE id IN (${places})
     UNION ALL SELECT id, file_name, NULL, 0 FROM uploads WHERE id IN (${places})
     UNION ALL SELECT id, period, NULL, 0 FROM runs WHERE id IN (${places})
     UNION ALL SELECT code, name, NULL, 0 FROM regions WHERE book = ${company} AND code IN (${places})
     UNION ALL SELECT username, name, username, 1 FROM accounts WHERE username IN (${places})
     UNION ALL SELECT id, name, username, 1 FROM accounts WHERE id IN (${places})
     UNION ALL SELECT number, name, number, 0 FROM employees WHERE book = ${company} AND number IN (${places})`,
    ids,
  )
  return new Map(
    rows.map(([id, name, code, isAccount]) => [
      String(id),
      { name: String(name), code: code === null ? undefined : String(code), isAccount: isAccount === 1n },
    ]),
  )
}
