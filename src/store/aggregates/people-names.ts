import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { among, asked, rowsOf, type Statement, tables } from '../database/query.ts'

/** Names of accounts 账号 by their ids; ids that nobody has are left out. Closed accounts keep their name. */
export async function accountNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return named(reader, tables.selectFrom('accounts').select(['id as key', 'name']).where(among('id', ids)))
}

/** Names of API tokens 访问令牌 by their ids. */
export async function tokenNames(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return named(reader, tables.selectFrom('api_tokens').select(['id as key', 'name']).where(among('id', ids)))
}

/** Numbers of the forms 反馈表 that clients filled in, by the ids of their links. */
export async function formNumbers(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const numbers = ids.filter((id) => /^[1-9]\d{0,14}$/.test(id)).map(Number)
  return named(reader, tables.selectFrom('form_links').select(['id as key', 'number as name']).where(among('id', numbers)))
}

/** Names of people by the numbers of the employees table; only of people of some positions where told. */
export async function employeeNames(
  reader: Reader,
  numbers: readonly string[],
  positions: readonly string[] | undefined,
): Promise<ReadonlyMap<string, string>> {
  const employees = tables.selectFrom('employees').select(['number as key', 'name']).where('book', '=', COMPANY_BOOK)
  return named(
    reader,
    employees.where((eb) => eb.and([among('number', numbers), ...asked(positions, (some) => among('position', some))])),
  )
}

async function named(
  reader: Reader,
  query: Statement<{ readonly key: string | number; readonly name: string }>,
): Promise<ReadonlyMap<string, string>> {
  return new Map((await rowsOf(reader, query)).map(({ key, name }) => [String(key), name]))
}
