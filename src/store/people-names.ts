import type { Reader } from './connection.ts'

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

/** Names of people by the numbers of the employees table; `managersOnly` leaves everybody else out. */
export async function employeeNames(
  reader: Reader,
  numbers: readonly string[],
  managersOnly: boolean,
): Promise<ReadonlyMap<string, string>> {
  const position = managersOnly ? `AND position IN ('regional_manager', 'rd_manager')` : ''
  return named(
    reader,
    numbers,
    (places) =>
      `SELECT number, name FROM employees
       WHERE book = (SELECT id FROM books WHERE sha256 = 'company') AND number IN (${places}) ${position}`,
  )
}

async function named(reader: Reader, keys: readonly string[], sql: (places: string) => string): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await reader.all(sql(keys.map((_, index) => `$${index + 1}`).join(', ')), keys)
  return new Map(rows.map(([key, name]) => [String(key), String(name)]))
}
