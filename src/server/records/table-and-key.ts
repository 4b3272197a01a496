import type { Answer } from '../../base/answer.ts'
import { TABLE_KEYS, type TableKey, type Value } from '../../domain/dataset/tables.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { identityFrom } from './record-json.ts'

/** The table that a request names; thing_must_exist when there is none. */
export function tableFrom(text: string): Answer<{ readonly ok: true; readonly table: TableKey }> {
  const table = TABLE_KEYS.find((each) => each === text)
  if (!table) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: text })] }
  return { ok: true, table }
}

/** The table and the record's identity in it. */
export function recordFrom(
  tableText: string,
  key: string,
): Answer<{ readonly ok: true; readonly table: TableKey; readonly identity: readonly Value[]; readonly name: string }> {
  const named = tableFrom(tableText)
  if (!named.ok) return named
  const identity = identityFrom(named.table, key)
  const name = `${named.table} ${key}`
  if (!identity) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: name })] }
  return { ok: true, table: named.table, identity, name }
}
