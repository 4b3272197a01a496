import type { Reader } from '../database/connection.ts'

/** Names of accounts 账号 by their ids; ids that nobody has are left out. Closed accounts keep their name. */
export async function accountNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return named(reader, ids, (places) => `SELECT id, name FROM accounts WHERE id IN (${places})`)
}

/** Names of API tokens 访问令牌 by their ids. */
export async function tokenNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return named(reader, ids, (places) => `SELECT id, name FROM api_tokens WHERE id IN (${places})`)
}

/** Numbers of the forms 反馈表 that clients filled in, by the ids of their links. */
export async function formNumbers(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const numbers = ids.filter((id) => /^[1-9]\d{0,14}$/.test(id))
  return named(reader, numbers, (places) => `SELECT CAST(id AS TEXT), number FROM form_links WHERE CAST(id AS TEXT) IN (${places})`)
}

/** Names of people by the numbers of the employees table; only of people of some positions where told. */
export async function employeeNames(
  reader: Reader,
  numbers: readonly string[],
  positions: readonly string[] | undefined,
): Promise<ReadonlyMap<string, string>> {
  const position =
    positions === undefined ? '' : `AND position IN (${positions.map((_, index) => `$${numbers.length + index + 1}`).join(', ')})`
  return named(
    reader,
    numbers,
    (places) =>
      `SELECT number, name FROM employees
       WHERE book = (SELECT id FROM books WHERE sha256 = 'company') AND number IN (${places}) ${position}`,
    positions,
  )
}

async function named(
  reader: Reader,
  keys: readonly string[],
  sql: (places: string) => string,
  more: readonly string[] = [],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await reader.all(sql(keys.map((_, index) => `$${index + 1}`).join(', ')), [...keys, ...more])
  return new Map(rows.map(([key, name]) => [String(key), String(name)]))
}
