import { randomUUID } from 'node:crypto'
import type { Problem } from '../../base/problem.ts'
import type { AccountPosition } from '../../domain/people/account-position.ts'
import { accountByEmail, accountByUsername, accountOfEmployee, insertAccount } from '../../store/aggregates/accounts.ts'
import { personOfCompany } from '../../store/aggregates/people.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { type Account, addressOf, normalUsername } from './account.ts'
import { accountProblem } from './account-problems.ts'

export interface NewAccountInput {
  readonly username: string
  readonly name: string
  readonly positions: readonly AccountPosition[]
  readonly employee?: string | undefined
  readonly email?: string | undefined
}

/** Writes an account inside a transaction; the problems are username_must_be_free and those of identityProblems. */
export async function writeAccount(
  transaction: WriteTransaction,
  input: NewAccountInput,
  password: { readonly hash: string; readonly mustChange: boolean },
  at: string,
): Promise<{ readonly ok: true; readonly account: Account } | { readonly ok: false; readonly problems: readonly Problem[] }> {
  const username = normalUsername(input.username)
  const taken = await accountByUsername(transaction, username)
  const problems = [
    ...(taken ? [accountProblem('username_must_be_free', { username })] : []),
    ...(await identityProblems(transaction, input)),
  ]
  if (problems.length > 0) return { ok: false, problems }
  const id = randomUUID()
  await insertAccount(transaction, {
    id,
    username,
    displayUsername: input.username.trim(),
    name: input.name,
    email: addressOf(input.email, id),
    positions: input.positions,
    employee: input.employee,
    mustChange: password.mustChange,
    passwordHash: password.hash,
    at,
  })
  return {
    ok: true,
    account: {
      id,
      username,
      name: input.name,
      email: input.email?.toLowerCase() ?? null,
      positions: input.positions,
      employee: input.employee ?? null,
      mustChangePassword: password.mustChange,
      closedAt: null,
      lockedUntil: null,
      secondFactor: false,
    },
  }
}

/** An employee number is that of a person in the employees table and of one open account; an e-mail address belongs to one account. */
export async function identityProblems(
  transaction: WriteTransaction,
  input: Pick<NewAccountInput, 'employee' | 'email'>,
  self = '',
): Promise<Problem[]> {
  const problems: Problem[] = []
  if (input.employee !== undefined) {
    if (!(await personOfCompany(transaction, input.employee))) {
      problems.push(accountProblem('account_must_be_of_an_employee', { employee: input.employee }))
    }
    const holder = await accountOfEmployee(transaction, input.employee)
    if (holder && holder.id !== self) {
      problems.push(accountProblem('employee_must_have_one_account', { employee: input.employee, username: holder.username }))
    }
  }
  if (input.email !== undefined) {
    const holder = await accountByEmail(transaction, input.email.toLowerCase())
    if (holder && holder.id !== self) problems.push(accountProblem('email_must_be_free', { email: input.email }))
  }
  return problems
}
