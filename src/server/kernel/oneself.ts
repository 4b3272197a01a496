import type { Problem } from '../../base/problem.ts'
import { linksOf } from '../../store/aggregates/account-links.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { AboutOthersOnly } from './access.ts'
import { companyDayAt } from './company-day.ts'
import { dutyProblem } from './duty-problems.ts'
import type { Actor, LinkedPerson } from './service.ts'
import type { Permitted } from './use-case.ts'

/** Everybody whom an account was ever linked to, oldest first. */
export async function personsOf(reader: Reader, account: string): Promise<LinkedPerson[]> {
  const persons: LinkedPerson[] = []
  for (const link of await linksOf(reader, account)) {
    persons.push({ ...link, lastDay: link.until === undefined ? undefined : await companyDayAt(reader, new Date(link.until)) })
  }
  return persons
}

/** What of a period this asks: when it began. */
type Since = { readonly first: number } | undefined

/**
 * Whether an employee number is that of the person who acts: the account is linked to it, or was on a day of that period or
 * later. Without a period any link that there ever was counts. A token is whoever made it.
 */
export function isOneself(actor: Actor, employee: string, period: Since): boolean {
  if (actor.employee === employee) return true
  return (actor.persons ?? []).some(
    ({ employee: each, lastDay }) => each === employee && (lastDay === undefined || period === undefined || lastDay >= period.first),
  )
}

/** The problem that something is about whoever would do it, in a use case that nobody does about themselves. */
export function ownCaseProblems(actor: Permitted<AboutOthersOnly>, employees: Iterable<string>, period: Since): Problem[] {
  return aboutOneself(actor, employees, period)
}

/** The same of what several use cases come to. */
export function aboutOneself(actor: Actor, employees: Iterable<string>, period: Since): Problem[] {
  return [...new Set(employees)]
    .filter((employee) => isOneself(actor, employee, period))
    .map((employee) => dutyProblem('own_case_must_be_decided_by_another', { employee }))
}
