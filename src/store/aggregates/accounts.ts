import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Reader } from '../database/connection.ts'
import { asked, contains, countOf, firstOf, type RowOf, rowsOf, tables, textsIn } from '../database/query.ts'
import type { NewRow } from '../database/tables.ts'
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

const accounts = tables
  .selectFrom('accounts')
  .leftJoin('second_factors', 'second_factors.account', 'accounts.id')
  .select(['id', 'username', 'name', 'email', 'positions', 'employee', 'mustChange', 'closedAt', 'lockedUntil', 'failedSignIns'])
  .select('second_factors.account as withSecondFactor')

export async function accountById(reader: Reader, id: string): Promise<AccountRow | undefined> {
  return first(reader, accounts.where('id', '=', id))
}

/** The account of a user name in its normal form. */
export async function accountByUsername(reader: Reader, username: string): Promise<AccountRow | undefined> {
  return first(reader, accounts.where('username', '=', username))
}

/** The account of an e-mail address in small letters. */
export async function accountByEmail(reader: Reader, email: string): Promise<AccountRow | undefined> {
  return first(reader, accounts.where('email', '=', email))
}

/** The open account of a person of the employees table. */
export async function accountOfEmployee(reader: Reader, employee: string): Promise<AccountRow | undefined> {
  return first(reader, accounts.where('employee', '=', employee).where('closedAt', 'is', null).orderBy('id').limit(1))
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
  const { after, search, position, closed, limit } = filter
  const rows = await rowsOf(
    reader,
    accounts
      .where((eb) =>
        eb.and([
          ...asked(after, (username) => eb('username', '>', username)),
          ...asked(position, (each) => eb('positions', 'like', `%"${each}"%`)),
          ...asked(closed, (isClosed) => eb('closedAt', isClosed ? 'is not' : 'is', null)),
          ...asked(search, (part) => eb.or([contains('username', part), contains('name', part), contains('employee', part)])),
        ]),
      )
      .orderBy('username')
      .limit(limit),
  )
  return rows.map(accountOf)
}

/** Every employee number that has an open account. */
export async function employeesWithAccount(reader: Reader): Promise<ReadonlySet<string>> {
  const open = tables.selectFrom('accounts').select('employee').where('closedAt', 'is', null).where('employee', 'is not', null)
  return new Set((await rowsOf(reader, open)).map(({ employee }) => employee ?? ''))
}

export async function countAccounts(reader: Reader): Promise<number> {
  return countOf(reader, tables.selectFrom('accounts'))
}

/** How many open administrators there are besides one account. */
export async function otherAdministrators(reader: Reader, id: string): Promise<number> {
  const administrators = tables.selectFrom('accounts').where('positions', 'like', '%"administrator"%')
  return countOf(reader, administrators.where('closedAt', 'is', null).where('id', '<>', id))
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
  await insertAccounts(transaction, [account])
}

const ROWS_AT_ONCE = 100

/** Writes accounts with their passwords and links; between the statements for many other requests are answered. */
export async function insertAccounts(transaction: WriteTransaction, given: readonly NewAccount[]): Promise<void> {
  for (let first = 0; first < given.length; first += ROWS_AT_ONCE) {
    const some = given.slice(first, first + ROWS_AT_ONCE)
    await transaction.insertAll(
      'accounts',
      some.map(({ passwordHash, positions, employee, mustChange, at, ...account }) => ({
        ...account,
        positions: JSON.stringify(positions),
        employee: employee ?? null,
        mustChange: mustChange ? 1 : 0,
        createdAt: at,
        updatedAt: at,
      })),
    )
    await transaction.insertAll(
      'credentials',
      some.map(({ id, passwordHash, at }) => passwordOf(id, passwordHash, at)),
    )
    await transaction.insertAll(
      'account_links',
      some.flatMap(({ id, employee, at }) => (employee === undefined ? [] : [{ account: id, employee, from: at }])),
    )
    if (first + ROWS_AT_ONCE < given.length) await nextTurn()
  }
}

/** Every user name there is. */
export async function allUsernames(reader: Reader): Promise<string[]> {
  return (await rowsOf(reader, tables.selectFrom('accounts').select('username'))).map(({ username }) => username ?? '')
}

/** Gives an account a password, in place of the one it has. */
export async function setPassword(transaction: WriteTransaction, account: string, passwordHash: string, at: string): Promise<void> {
  const changed = await transaction.update(
    'credentials',
    { password: passwordHash, updatedAt: at },
    { userId: account, providerId: 'credential' },
  )
  if (changed === 0) await transaction.insert('credentials', passwordOf(account, passwordHash, at))
}

function passwordOf(account: string, passwordHash: string, at: string): NewRow<'credentials'> {
  const identity = { id: `password-${account}`, accountId: account, providerId: 'credential', userId: account }
  return { ...identity, password: passwordHash, createdAt: at, updatedAt: at }
}

/** The hash of an account's password; undefined when it has none. */
export async function passwordHashOf(reader: Reader, account: string): Promise<string | undefined> {
  const credentials = tables.selectFrom('credentials').select('password').where('userId', '=', account)
  return (await firstOf(reader, credentials.where('providerId', '=', 'credential')))?.password
}

async function first(reader: Reader, query: typeof accounts): Promise<AccountRow | undefined> {
  const row = await firstOf(reader, query)
  return row && accountOf(row)
}

function accountOf({ username, positions, mustChange, withSecondFactor, ...row }: RowOf<typeof accounts>): AccountRow {
  return {
    ...row,
    username: username ?? row.id,
    positions: textsIn(positions),
    mustChange: mustChange === 1,
    hasSecondFactor: withSecondFactor !== undefined,
  }
}
