import { setImmediate as nextTurn } from 'node:timers/promises'
import { present } from '../../base/assert.ts'
import type { Cell, Parameter, Reader } from '../database/connection.ts'
import { touchRows } from '../trail/trail-contents.ts'
import type { WriteTransaction } from '../trail/write.ts'

/** An account 账号 as the database holds it. */
export interface AccountRow {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly email: string
  readonly positions: readonly string[]
  readonly employee: string | undefined
  readonly mustChange: boolean
  readonly closedAt: string | undefined
  readonly lockedUntil: string | undefined
  readonly failedSignIns: number
  readonly hasSecondFactor: boolean
}

const COLUMNS = `accounts.id, accounts.username, accounts.name, accounts.email, accounts.positions, accounts.employee,
  accounts."mustChange", accounts."closedAt", accounts."lockedUntil", accounts."failedSignIns",
  (SELECT count(*) FROM second_factors WHERE second_factors.account = accounts.id)`

export async function accountById(reader: Reader, id: string): Promise<AccountRow | undefined> {
  return first(reader, 'id = $1', id)
}

/** The account of a user name in its normal form. */
export async function accountByUsername(reader: Reader, username: string): Promise<AccountRow | undefined> {
  return first(reader, 'username = $1', username)
}

/** The account of an e-mail address in small letters. */
export async function accountByEmail(reader: Reader, email: string): Promise<AccountRow | undefined> {
  return first(reader, 'email = $1', email)
}

/** The open account of a person of the employees table. */
export async function accountOfEmployee(reader: Reader, employee: string): Promise<AccountRow | undefined> {
  return first(reader, 'employee = $1 AND "closedAt" IS NULL', employee)
}

export interface AccountFilter {
  /** Only accounts whose user name comes after this one. */
  readonly after?: string | undefined
  /** Part of the user name, the name or the employee number. */
  readonly search?: string | undefined
  readonly position?: string | undefined
  readonly closed?: boolean | undefined
  readonly limit: number
}

/** Accounts by user name, in code point order. */
export async function listAccounts(reader: Reader, filter: AccountFilter): Promise<AccountRow[]> {
  const parameters: Parameter[] = []
  const conditions: string[] = []
  const given = (value: Parameter) => `$${parameters.push(value)}`
  if (filter.after !== undefined) conditions.push(`username > ${given(filter.after)}`)
  if (filter.position !== undefined) conditions.push(`positions LIKE ${given(`%"${filter.position}"%`)}`)
  if (filter.closed !== undefined) conditions.push(`"closedAt" IS ${filter.closed ? 'NOT NULL' : 'NULL'}`)
  if (filter.search !== undefined) {
    const part = given(`%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`)
    conditions.push(
      `(username LIKE ${part} ESCAPE '\\' OR lower(name) LIKE ${part} ESCAPE '\\' OR lower(employee) LIKE ${part} ESCAPE '\\')`,
    )
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  const rows = await reader.all(`SELECT ${COLUMNS} FROM accounts ${where} ORDER BY username LIMIT ${given(filter.limit)}`, parameters)
  return rows.map(accountOf)
}

/** Every employee number that has an open account. */
export async function employeesWithAccount(reader: Reader): Promise<ReadonlySet<string>> {
  const rows = await reader.all('SELECT employee FROM accounts WHERE employee IS NOT NULL AND "closedAt" IS NULL')
  return new Set(rows.map(([employee]) => String(employee)))
}

export async function countAccounts(reader: Reader): Promise<number> {
  const [row] = await reader.all('SELECT count(*) FROM accounts')
  return Number(row?.[0] ?? 0n)
}

/** How many open administrators there are besides one account. */
export async function otherAdministrators(reader: Reader, id: string): Promise<number> {
  const [row] = await reader.all(
    `SELECT count(*) FROM accounts WHERE positions LIKE '%"administrator"%' AND "closedAt" IS NULL AND id <> $1`,
    [id],
  )
  return Number(row?.[0] ?? 0n)
}

export interface NewAccount {
  readonly id: string
  readonly username: string
  /** The user name as it was written. */
  readonly displayUsername: string
  readonly name: string
  readonly email: string
  readonly positions: readonly string[]
  readonly employee: string | undefined
  readonly mustChange: boolean
  readonly passwordHash: string
  readonly at: string
}

/** Writes an account with its password. */
export async function insertAccount(transaction: WriteTransaction, account: NewAccount): Promise<void> {
  const { id, username, displayUsername, name, email, positions, employee, mustChange, passwordHash, at } = account
  await transaction.insert('accounts', {
    id,
    username,
    displayUsername,
    name,
    email,
    positions: JSON.stringify(positions),
    employee: employee ?? null,
    mustChange: mustChange ? 1 : 0,
    createdAt: at,
    updatedAt: at,
  })
  await insertPassword(transaction, id, passwordHash, at)
  if (employee !== undefined) await transaction.insert('account_links', { account: id, employee, from: at })
}

const ROWS_AT_ONCE = 100

/** Writes many accounts with their passwords and links; between its statements other requests are answered. */
export async function insertAccounts(transaction: WriteTransaction, accounts: readonly NewAccount[]): Promise<void> {
  for (let first = 0; first < accounts.length; first += ROWS_AT_ONCE) {
    const some = accounts.slice(first, first + ROWS_AT_ONCE)
    await insertRows(
      transaction,
      'accounts (id, username, "displayUsername", name, email, positions, employee, "mustChange", "createdAt", "updatedAt")',
      some.map((each) => [
        ...[each.id, each.username, each.displayUsername, each.name, each.email, JSON.stringify(each.positions), each.employee ?? null],
        ...[each.mustChange ? 1 : 0, each.at, each.at],
      ]),
    )
    touchRows(
      transaction,
      'accounts',
      some.map(({ id }) => id),
    )
    await insertRows(
      transaction,
      'credentials (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")',
      some.map(({ id, passwordHash, at }) => [`password-${id}`, id, 'credential', id, passwordHash, at, at]),
    )
    await insertRows(
      transaction,
      'account_links (account, employee, "from")',
      some.flatMap(({ id, employee, at }) => (employee === undefined ? [] : [[id, employee, at]])),
    )
    await nextTurn()
  }
}

async function insertRows(transaction: WriteTransaction, into: string, rows: readonly (readonly Parameter[])[]): Promise<void> {
  if (rows.length === 0) return
  let place = 0
  const values = rows.map((row) => `(${row.map(() => `$${++place}`).join(', ')})`).join(', ')
  await transaction.all(`INSERT INTO ${into} VALUES ${values}`, rows.flat())
}

/** Every user name there is. */
export async function allUsernames(reader: Reader): Promise<string[]> {
  return (await reader.all('SELECT username FROM accounts')).map(([username]) => String(username))
}

/** Gives an account a password, in place of the one it has. */
export async function setPassword(transaction: WriteTransaction, account: string, passwordHash: string, at: string): Promise<void> {
  const changed = await transaction.update(
    'credentials',
    { password: passwordHash, updatedAt: at },
    { userId: account, providerId: 'credential' },
  )
  if (changed === 0) await insertPassword(transaction, account, passwordHash, at)
}

async function insertPassword(transaction: WriteTransaction, account: string, passwordHash: string, at: string): Promise<void> {
  await transaction.insert('credentials', {
    id: `password-${account}`,
    accountId: account,
    providerId: 'credential',
    userId: account,
    password: passwordHash,
    createdAt: at,
    updatedAt: at,
  })
}

/** The hash of an account's password; undefined when it has none. */
export async function passwordHashOf(reader: Reader, account: string): Promise<string | undefined> {
  const [row] = await reader.all(`SELECT password FROM credentials WHERE "userId" = $1 AND "providerId" = 'credential'`, [account])
  return typeof row?.[0] === 'string' ? row[0] : undefined
}

async function first(reader: Reader, condition: string, value: string): Promise<AccountRow | undefined> {
  const [row] = await reader.all(`SELECT ${COLUMNS} FROM accounts WHERE ${condition} ORDER BY id LIMIT 1`, [value])
  return row && accountOf(row)
}

function accountOf(cells: readonly Cell[]): AccountRow {
  const text = (index: number) => (cells[index] === null || cells[index] === undefined ? undefined : String(cells[index]))
  const needed = (index: number) => present(text(index), 'An account has an id, a name and an e-mail address.')
  return {
    id: needed(0),
    username: text(1) ?? needed(0),
    name: needed(2),
    email: needed(3),
    positions: positionsIn(needed(4)),
    employee: text(5),
    mustChange: cells[6] === 1n,
    closedAt: text(7),
    lockedUntil: text(8),
    failedSignIns: Number(cells[9] ?? 0n),
    hasSecondFactor: Number(cells[10]) > 0,
  }
}

function positionsIn(json: string): string[] {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}
