import { sql } from 'kysely'
import type { Day } from '../../base/day.ts'
import { type Employee, type Position, type Posting, spellsOf } from '../../domain/people/employee.ts'
import { COMPANY_BOOK } from '../database/company.ts'
import type { Reader } from '../database/connection.ts'
import { firstOf, rowsOf, tables } from '../database/query.ts'
import { peopleOn } from './people-on-day.ts'

/** One person of the company book with their moves; undefined when nobody has the number. */
export async function personOfCompany(
  reader: Reader,
  number: string,
): Promise<{ readonly employee: Employee; readonly postings: readonly Posting[] } | undefined> {
  const person = await firstOf(
    reader,
    tables
      .selectFrom('employees')
      .select(['number', 'name', 'position', 'region', 'hired_on as from', 'left_on as to'])
      .where('book', '=', COMPANY_BOOK)
      .where('number', '=', number),
  )
  if (!person) return undefined
  const own = { book: COMPANY_BOOK, employee: number }
  const stated = await rowsOf(
    reader,
    tables.selectFrom('spells').select(['from', 'to']).where('book', '=', own.book).where('employee', '=', own.employee),
  )
  const postings = await rowsOf(
    reader,
    tables
      .selectFrom('postings')
      .select(['employee', 'region', 'position', 'from'])
      .where('book', '=', own.book)
      .where('employee', '=', own.employee)
      .orderBy('from'),
  )
  const { from, to, ...employee } = person
  return { employee: { ...employee, spells: spellsOf({ from, to }, stated) }, postings }
}

/** The position 岗位 of somebody on a day; undefined when nobody has the number. */
export async function positionOn(reader: Reader, number: string, day: Day): Promise<Position | undefined> {
  const person = await firstOf(
    reader,
    sql<{ position: Position }>`SELECT position FROM (${peopleOn(day)}) AS people WHERE number = ${number}`,
  )
  return person?.position
}

/** Everybody in the employees table as they stand on a day, by number; nobody when there is no such table yet. */
export async function peopleOfCompany(
  reader: Reader,
  day: Day,
): Promise<readonly { readonly number: string; readonly name: string; readonly position: Position; readonly leftOn: Day | undefined }[]> {
  return rowsOf(
    reader,
    sql<{
      number: string
      name: string
      position: Position
      leftOn: Day | null
    }>`SELECT number, name, position, left_on AS "leftOn" FROM (${peopleOn(day)}) AS people ORDER BY number`,
  )
}

/** The managers whom an account is a deputy for on a day, with their positions on it. */
export async function managersActedFor(
  reader: Reader,
  account: string,
  today: Day,
): Promise<readonly { readonly employee: string; readonly position: Position }[]> {
  return rowsOf(
    reader,
    sql<{ employee: string; position: Position }>`SELECT number AS employee, position FROM (${peopleOn(today)}) AS people
     WHERE number IN (SELECT manager FROM deputies WHERE account = ${account} AND first <= ${today} AND last >= ${today} AND ended_at IS NULL)
     ORDER BY number`,
  )
}
