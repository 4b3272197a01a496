import type { Answer } from '../../base/answer.ts'
import { type Day, dayText } from '../../base/day.ts'
import type { Problem } from '../../base/problem.ts'
import { type AccountRow, accountById } from '../../store/aggregates/accounts.ts'
import { type Deputyship, deputyships, insertDeputy } from '../../store/aggregates/deputies.ts'
import { writeMessages } from '../../store/aggregates/messages.ts'
import { personOfCompany, positionOn } from '../../store/aggregates/people.ts'
import { positionsOf } from '../accounts/account.ts'
import { isOfTheLine } from '../kernel/access.ts'
import { companyToday } from '../kernel/company-day.ts'
import { dutyProblem } from '../kernel/duty-problems.ts'
import { type Actor, changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { deputyProblem } from './deputy-problems.ts'
import { type DeputyView, deputyView } from './deputy-view.ts'

export interface NameDeputy {
  /** The manager's employee number. */
  readonly manager: string
  /** The deputy's account id. */
  readonly account: string
  /** Both counted. */
  readonly first: Day
  readonly last: Day
  readonly reason: string
}

/**
 * Names an account as a manager's deputy 代理 from one day to another. On those days, and no others, it sees and marks that
 * manager's engineers; the marks count for the manager, and say who gave them. The deputy is told.
 *
 * Problems: thing_must_exist for the account, deputy_must_act_for_a_manager, deputy_must_be_another_person,
 * deputy_must_have_an_open_account, deputy_must_end_after_it_begins, deputy_must_not_be_over, deputy_must_not_be_named_twice,
 * deputy_must_be_of_the_same_line, deputy_must_be_named_by_another, reason_must_be_given.
 */
export const nameDeputy = useCase(
  'deputy.write',
  async (service, actor, input: NameDeputy): Promise<Answer<{ readonly ok: true; readonly deputy: DeputyView }>> => {
    const subject = `deputy of ${input.manager}`
    const named = await changing(service, actor, { action: 'deputy.name', subject, reason: input.reason }, async (transaction) => {
      const account = await accountById(transaction, input.account)
      if (account === undefined) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `account ${input.account}` })] }
      const person = await personOfCompany(transaction, input.manager)
      const today = await companyToday(service, transaction)
      const position = await positionOn(transaction, input.manager, today)
      const problems = [
        ...dayProblems(input, today),
        ...personProblems(input, position, account),
        ...lineProblems(actor, input, position, account),
        ...twiceProblems(input, await deputyships(transaction, { account: input.account, manager: input.manager })),
      ]
      if (problems.length > 0) return { ok: false, problems }
      const at = service.now().toISOString()
      const { manager, first, last, reason } = input
      const id = await insertDeputy(transaction, { manager, account: input.account, first, last, reason, by: actor.id, at })
      const manages = person?.employee.name ?? manager
      const values = { manager: manages, first: dayText(first), last: dayText(last) }
      await writeMessages(transaction, [deputyMessage(account.id, values)], at)
      const [deputy] = await deputyships(transaction, { id })
      if (deputy === undefined) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `deputy ${id}` })] }
      const value = deputyView(deputy, today)
      return { ok: true, value, after: value }
    })
    return named.ok ? { ok: true, deputy: named.value } : named
  },
)

function dayProblems({ first, last, reason }: NameDeputy, today: Day): Problem[] {
  const problems: Problem[] = []
  if (reason.trim() === '') problems.push(serviceProblem('reason_must_be_given'))
  if (last < first) {
    problems.push(deputyProblem('deputy_must_end_after_it_begins', { first: dayText(first), last: dayText(last) }))
  } else if (last < today) problems.push(deputyProblem('deputy_must_not_be_over', { last: dayText(last) }))
  return problems
}

function personProblems(
  { manager }: NameDeputy,
  position: string | undefined,
  account: { readonly username: string; readonly employee: string | undefined; readonly closedAt: string | undefined },
): Problem[] {
  const problems: Problem[] = []
  if (position !== 'regional_manager' && position !== 'rd_manager') {
    problems.push(deputyProblem('deputy_must_act_for_a_manager', { manager }))
  }
  if (account.employee === manager) problems.push(deputyProblem('deputy_must_be_another_person', { account: account.username, manager }))
  if (account.closedAt !== undefined) problems.push(deputyProblem('deputy_must_have_an_open_account', { account: account.username }))
  return problems
}

/** Nobody takes up a manager's work by naming themselves, and nobody who is no manager. */
function lineProblems(actor: Actor, { manager }: NameDeputy, position: string | undefined, account: AccountRow): Problem[] {
  const problems: Problem[] = []
  if (account.id === actor.id) problems.push(dutyProblem('deputy_must_be_named_by_another'))
  if (position !== 'regional_manager' && position !== 'rd_manager') return problems
  if (!isOfTheLine(positionsOf(account), position)) {
    problems.push(dutyProblem('deputy_must_be_of_the_same_line', { account: account.username, manager }))
  }
  return problems
}

function twiceProblems({ manager, first, last }: NameDeputy, standing: readonly Deputyship[]): Problem[] {
  const overlapping = standing.find((each) => each.endedAt === undefined && each.first <= last && each.last >= first)
  if (overlapping === undefined) return []
  const values = { account: overlapping.accountName, manager, first: dayText(overlapping.first), last: dayText(overlapping.last) }
  return [deputyProblem('deputy_must_not_be_named_twice', values)]
}

function deputyMessage(account: string, values: Readonly<Record<string, string>>) {
  const { manager, first, last } = values
  const payload = {
    zh: `您被指定为 ${manager} 的评分代理：${first} 至 ${last}。`,
    en: `You are the deputy of ${manager} for marking from ${first} to ${last}.`,
    values,
  }
  return { account, channel: 'product' as const, kind: 'deputy.named', period: undefined, payload }
}
