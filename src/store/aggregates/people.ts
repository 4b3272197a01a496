import type { Day } from '../../base/day.ts'
import type { Employee, Position, Posting } from '../../domain/people/employee.ts'
import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'

/** One person of the company book with their moves; undefined when nobody has the number. */
export async function personOfCompany(
  reader: Reader,
  number: string,
): Promise<{ readonly employee: Employee; readonly postings: readonly Posting[] } | undefined> {
  const person = await firstOf(
    reader,
    tables
      .selectFrom('employees')
      .select(['number', 'name', 'position', 'region', 'hired_on as hiredOn', 'left_on as leftOn'])
      .where('book', '=', COMPANY_BOOK)
      .where('number', '=', number),
  )
  if (!person) return undefined
  const postings = await rowsOf(
    reader,
    tables
      .selectFrom('postings')
      .select(['employee', 'region', 'from'])
      .where('book', '=', COMPANY_BOOK)
      .where('employee', '=', number)
      .orderBy('from'),
  )
  return { employee: person, postings }
}

/** Everybody in the employees table, by number; nobody when there is no such table yet. */
export async function peopleOfCompany(reader: Reader): Promise<readonly Pick<Employee, 'number' | 'name' | 'position' | 'leftOn'>[]> {
  return rowsOf(
    reader,
    tables
      .selectFrom('employees')
      .select(['number', 'name', 'position', 'left_on as leftOn'])
      .where('book', '=', COMPANY_BOOK)
      .orderBy('number'),
  )
}

/** The managers whom an account is a deputy for on a day, with their positions in the employees table. */
export async function managersActedFor(
  reader: Reader,
  account: string,
  today: Day,
): Promise<readonly { readonly employee: string; readonly position: Position }[]> {
  return rowsOf(
    reader,
    tables
      .selectFrom('deputies')
      .innerJoin('employees', 'employees.number', 'deputies.manager')
      .select(['deputies.manager as employee', 'employees.position'])
      .distinct()
      .where('employees.book', '=', COMPANY_BOOK)
      .where('deputies.account', '=', account)
      .where('deputies.first', '<=', today)
      .where('deputies.last', '>=', today)
      .where('deputies.ended_at', 'is', null)
      .orderBy('deputies.manager'),
  )
}
