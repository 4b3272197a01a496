import { randomUUID } from 'node:crypto'
import type { Answer } from '../../base/answer.ts'
import type { AccountPosition } from '../../domain/people/account-position.ts'
import type { Position } from '../../domain/people/employee.ts'
import { allUsernames, employeesWithAccount, insertAccounts } from '../../store/aggregates/accounts.ts'
import { peopleOfCompany } from '../../store/aggregates/people.ts'
import { companyToday } from '../kernel/company-day.ts'
import { changing } from '../kernel/service.ts'
import { useCase } from '../kernel/use-case.ts'
import { addressOf, normalUsername } from './account.ts'
import { accountProblem } from './account-problems.ts'
import type { AccountWithPassword } from './create-account.ts'
import { hashedOneTime, oneTimePassword } from './password.ts'

export interface CreatedFromEmployees {
  readonly created: readonly AccountWithPassword[]
  /** People whose number is the user name of somebody else's account: theirs has to be created singly. */
  readonly skipped: readonly { readonly employee: string; readonly name: string; readonly username: string }[]
  /** How many people still have no account: call again until it is 0. */
  readonly remaining: number
}

/** What people of the employees table are on the server. */
const POSITION_OF: Readonly<Record<Position, AccountPosition>> = {
  sales_rep: 'staff',
  service_engineer: 'staff',
  regional_manager: 'regional_manager',
  rd_manager: 'rd_manager',
}

/**
 * Creates accounts for people of the employees table who have none and have not left, at most `limit` of them by number, all
 * or none, some hundred rows a statement. The user name is the employee number; the one-time passwords are answered
 * once. Everybody gets the position that goes with their post 岗位.
 */
export const createFromEmployees = useCase(
  'account.write',
  async (
    service,
    actor,
    input: { readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly value: CreatedFromEmployees }>> => {
    const today = await companyToday(service)
    const people = await peopleOfCompany(service.store, today)
    if (people.length === 0) return { ok: false, problems: [accountProblem('employees_must_be_there')] }
    const known = await employeesWithAccount(service.store)
    const lacking = people.filter(({ number, leftOn }) => !known.has(number) && (leftOn === undefined || leftOn >= today))
    const skipped: { employee: string; name: string; username: string }[] = []
    const chosen: (typeof lacking)[number][] = []
    const taken = new Set(await allUsernames(service.store))
    for (const person of lacking) {
      const username = normalUsername(person.number)
      if (taken.has(username)) skipped.push({ employee: person.number, name: person.name, username })
      else if (chosen.length < input.limit) {
        taken.add(username)
        chosen.push(person)
      }
    }
    const deed = { action: 'account.createFromEmployees', subject: 'accounts of employees' }
    return changing(service, actor, deed, async (transaction) => {
      const at = service.now().toISOString()
      // Somebody may have made one of them meanwhile: the whole is tried again, which makes the others.
      const nowTaken = new Set([...(await allUsernames(transaction))])
      const lost = chosen.find(({ number }) => nowTaken.has(normalUsername(number)))
      if (lost) return { ok: false, problems: [accountProblem('username_must_be_free', { username: normalUsername(lost.number) })] }
      const rows = chosen.map(({ number, name, position }) => ({ number, name, position, id: randomUUID(), password: oneTimePassword() }))
      await insertAccounts(
        transaction,
        rows.map(({ id, number, name, position, password }) => ({
          ...{ id, username: normalUsername(number), displayUsername: number, name, email: addressOf(undefined, id) },
          ...{ positions: [POSITION_OF[position]], employee: number, mustChange: true, passwordHash: hashedOneTime(password), at },
        })),
      )
      const created = rows.map(({ id, number, name, position, password }): AccountWithPassword => {
        const fields = { id, username: normalUsername(number), name, email: null, positions: [POSITION_OF[position]], employee: number }
        return {
          account: { ...fields, mustChangePassword: true, closedAt: null, lockedUntil: null, secondFactor: false },
          oneTimePassword: password,
        }
      })
      const remaining = lacking.length - skipped.length - created.length
      return { ok: true, value: { created, skipped, remaining }, after: created.map(({ account }) => account.username) }
    })
  },
)
