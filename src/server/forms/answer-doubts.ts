import { type Day, dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { accountById, accountOfEmployee } from '../../store/aggregates/accounts.ts'
import { type FormLink, othersOfTheDay, recordsOfTheDay } from '../../store/aggregates/form-links.ts'
import { allPeriods } from '../../store/aggregates/periods.ts'
import { usersOfDevice } from '../../store/aggregates/staff-devices.ts'
import type { Reader } from '../../store/database/connection.ts'
import { isSameClient } from '../records/same-client.ts'
import { formProblem } from './form-problems.ts'

/** Where an answer came from. */
export interface AnsweredBy {
  readonly address: string | undefined
  /** The account or token that the request was signed in with. */
  readonly account: string | undefined
  /** The browser, where somebody of the company was ever signed in on it. */
  readonly device: string | undefined
}

/**
 * Why it is doubtful that a client gave an answer: it came from the device, or under the session, of who made the link, of the
 * engineer it is about, or of anybody else of the company. Where it came from on the network says nothing: engineers use
 * the networks of their clients.
 */
export async function doubtsOfSender(reader: Reader, link: FormLink, { account, device }: AnsweredBy): Promise<Problem[]> {
  const users = device === undefined ? [] : await usersOfDevice(reader, device)
  const signedIn = account === undefined || users.some((user) => user.account === account) ? undefined : account
  const row = signedIn === undefined ? undefined : await accountById(reader, signedIn)
  if (signedIn !== undefined) users.push({ account: signedIn, name: row?.name ?? signedIn, employee: row?.employee })
  if (users.length === 0) return []
  const values = { who: users.map(({ name }) => name).join(', ') }
  if (users.some((user) => user.account === link.createdBy)) return [formProblem('form_must_be_answered_away_from_its_maker', values)]
  if (users.some(({ employee }) => employee === link.engineer)) return [formProblem('form_must_be_answered_away_from_the_engineer', values)]
  return [formProblem('form_must_be_answered_away_from_staff', values)]
}

/**
 * Why it is doubtful that an answer is to count beside what is there: another form about the same engineer, client and day
 * counts or waits, or the engineer themselves made the link to a form for a month that has been closed since.
 */
export async function doubtsOfJob(reader: Reader, link: FormLink, recordDay: Day): Promise<Problem[]> {
  const doubts: Problem[] = []
  const table = link.kind === 'feedback' ? 'feedback' : 'followups'
  const others = [...(await othersOfTheDay(reader, link)), ...(await recordsOfTheDay(reader, table, link.engineer, recordDay))]
  const same = others.filter((other) => isSameClient(link, other))
  if (same.length > 0) {
    const values = { day: dayText(link.day), numbers: same.map(({ number }) => number).join(', ') }
    doubts.push(formProblem('form_must_be_the_only_one_of_the_job', values))
  }
  const closed = await closedPeriodOf(reader, recordDay)
  if (closed !== undefined && (await accountOfEmployee(reader, link.engineer))?.id === link.createdBy) {
    doubts.push(formProblem('form_for_a_closed_period_must_be_accepted', { period: closed }))
  }
  return doubts
}

/** A closed period that a day lies in. */
export async function closedPeriodOf(reader: Reader, day: Day): Promise<string | undefined> {
  return (await allPeriods(reader)).find(({ state, first, last }) => state === 'closed' && first <= day && day <= last)?.text
}
