import { sql } from 'kysely'
import type { Reader } from '../database/connection.ts'
import { among, countOf, firstOf, rowsOf, tables } from '../database/query.ts'

/** Somebody to be told: an open account, with the address for mail. */
export interface Recipient {
  readonly account: string
  readonly name: string
  readonly email: string
  readonly employee: string | undefined
}

const recipients = tables
  .selectFrom('accounts')
  .select(['id as account', 'name', 'email', 'employee'])
  .where('closedAt', 'is', null)
  .orderBy('id')

/** The open accounts of people by employee number. */
export async function accountsOfEmployees(reader: Reader, employees: readonly string[]): Promise<Recipient[]> {
  return rowsOf(reader, recipients.where(among('employee', employees)))
}

/** The open accounts of a position. */
export async function accountsOfPosition(reader: Reader, position: string): Promise<Recipient[]> {
  return rowsOf(reader, recipients.where('positions', 'like', `%"${position}"%`))
}

/** The numbers of those who appear in a run and have neither confirmed their own sheet nor objected to it. */
function unconfirmed(period: string, run: string) {
  return sql<string>`(SELECT DISTINCT people.employee FROM run_people AS people WHERE people.run = ${run} AND NOT EXISTS (
    SELECT 1 FROM confirmations WHERE confirmations.period = ${period} AND confirmations.employee = people.employee
      AND confirmations.kind = people.kind AND confirmations.role = 'person' AND confirmations.state IN ('confirmed', 'objected')))`
}

export async function unconfirmedCount(reader: Reader, period: string, run: string): Promise<number> {
  return countOf(reader, tables.selectFrom(unconfirmed(period, run).as('people')))
}

/** The open accounts of those people. */
export async function unconfirmedAccounts(reader: Reader, period: string, run: string): Promise<Recipient[]> {
  return rowsOf(reader, recipients.where('employee', 'in', unconfirmed(period, run)))
}

export async function recipientOf(reader: Reader, account: string): Promise<Recipient | undefined> {
  return firstOf(reader, recipients.where('id', '=', account))
}
