import type { Reader } from '../database/connection.ts'

/** Somebody to be told: an open account, with the address for mail. */
export interface Recipient {
  readonly account: string
  readonly name: string
  readonly email: string
  readonly employee: string | undefined
}

const COLUMNS = 'accounts.id, accounts.name, accounts.email, accounts.employee'

/** The open accounts of people by employee number. */
export async function accountsOfEmployees(reader: Reader, employees: readonly string[]): Promise<Recipient[]> {
  if (employees.length === 0) return []
  const places = employees.map((_, index) => `$${index + 1}`).join(', ')
  const sql = `SELECT ${COLUMNS} FROM accounts WHERE employee IN (${places}) AND "closedAt" IS NULL ORDER BY id`
  return (await reader.all(sql, employees)).map(recipient)
}

/** The open accounts of a position. */
export async function accountsOfPosition(reader: Reader, position: string): Promise<Recipient[]> {
  const sql = `SELECT ${COLUMNS} FROM accounts WHERE positions LIKE $1 AND "closedAt" IS NULL ORDER BY id`
  return (await reader.all(sql, [`%"${position}"%`])).map(recipient)
}

/** Who appears in a run and has neither confirmed their own sheet nor objected to it. */
const UNCONFIRMED = `FROM run_people WHERE run_people.run = $1 AND NOT EXISTS (
  SELECT 1 FROM confirmations WHERE confirmations.period = $2 AND confirmations.employee = run_people.employee
    AND confirmations.kind = run_people.kind AND confirmations.role = 'person' AND confirmations.state IN ('confirmed', 'objected'))`

export async function unconfirmedCount(reader: Reader, period: string, run: string): Promise<number> {
  const [row] = await reader.all(`SELECT count(DISTINCT run_people.employee) ${UNCONFIRMED}`, [run, period])
  return Number(row?.[0] ?? 0n)
}

/** The open accounts of those people. */
export async function unconfirmedAccounts(reader: Reader, period: string, run: string): Promise<Recipient[]> {
  const sql = `SELECT ${COLUMNS} FROM accounts WHERE "closedAt" IS NULL AND employee IN (SELECT run_people.employee ${UNCONFIRMED}) ORDER BY id`
  return (await reader.all(sql, [run, period])).map(recipient)
}

export async function recipientOf(reader: Reader, account: string): Promise<Recipient | undefined> {
  const [row] = await reader.all(`SELECT ${COLUMNS} FROM accounts WHERE id = $1 AND "closedAt" IS NULL`, [account])
  return row && recipient(row)
}

function recipient([account, name, email, employee]: readonly (bigint | string | null)[]): Recipient {
  return {
    account: String(account),
    name: String(name),
    email: String(email),
    employee: employee === null || employee === undefined ? undefined : String(employee),
  }
}
