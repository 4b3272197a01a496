import type { Answer } from '../../base/answer.ts'
import { present } from '../../base/assert.ts'
import { type Day, dayText } from '../../base/day.ts'
import { type Fen, fen } from '../../base/money.ts'
import type { Problem } from '../../base/problem.ts'
import type { BalanceDecision } from '../../domain/states.ts'
import { type Balance, balancesOf, insertBalanceEntry, type NewBalanceEntry } from '../../store/aggregates/balances.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import { ownCaseProblems } from '../kernel/oneself.ts'
import { changing, type Service } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { balanceProblem } from './balance-problems.ts'
import { type BalanceView, balanceViews } from './balance-view.ts'

export interface DecideBalance {
  readonly balance: number
  readonly decision: BalanceDecision
  /** Of carrying: at most so much is deducted a month. */
  readonly monthly: Fen | undefined
  readonly reason: string
}

type Decided = Answer<{ readonly ok: true; readonly value: BalanceView }>

/**
 * Finance decides what is done about an open balance 待扣余额: it is carried and deducted from the next months, asked back, or
 * written off, all of it that is open. It can be decided anew while anything is open. Problems: thing_must_exist,
 * balance_must_be_open, balance_limit_must_be_for_carrying, own_case_must_be_decided_by_another, reason_must_be_given.
 */
export const decideBalance = useCase(
  'adjustment.decide',
  async (service, actor, { balance, decision, monthly, reason }: DecideBalance): Promise<Decided> => {
    if (monthly !== undefined && decision !== 'carry') {
      return { ok: false, problems: [balanceProblem('balance_limit_must_be_for_carrying')] }
    }
    return enter(service, actor, { action: 'balance.decide', balance, reason }, (found) => {
      if (found.open === 0n) return balanceProblem('balance_must_be_open', valuesOf(found))
      return { kind: decision, amount: decision === 'write_off' ? found.open : fen(0n), monthly }
    })
  },
)

export interface BalanceReceived {
  readonly balance: number
  readonly day: Day
  readonly reason: string
}

/**
 * Finance enters that what was open of a balance to reclaim was received. Problems: thing_must_exist, balance_must_be_reclaimed,
 * balance_day_must_have_come, own_case_must_be_decided_by_another, reason_must_be_given.
 */
export const receiveBalance = useCase(
  'adjustment.decide',
  async (service, actor, { balance, day, reason }: BalanceReceived): Promise<Decided> => {
    const today = await companyToday(service)
    if (day > today) {
      return { ok: false, problems: [balanceProblem('balance_day_must_have_come', { day: dayText(day), today: dayText(today) })] }
    }
    return enter(service, actor, { action: 'balance.receive', balance, reason }, (found) => {
      if (found.state !== 'reclaim') return balanceProblem('balance_must_be_reclaimed', valuesOf(found))
      return { kind: 'received', amount: found.open, day }
    })
  },
)

function valuesOf({ name, period, state }: Balance) {
  return { name, period, state }
}

/** Adds an entry to the ledger of a balance, or says what stands in the way. */
async function enter(
  service: Service,
  actor: Permitted<'adjustment.decide'>,
  { action, balance: id, reason }: { readonly action: string; readonly balance: number; readonly reason: string },
  entryOf: (found: Balance) => Problem | Pick<NewBalanceEntry, 'kind' | 'amount' | 'monthly' | 'day'>,
): Promise<Decided> {
  if (reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
  return changing(service, actor, { action, subject: `balance ${id}`, reason }, async (transaction) => {
    const found = (await balancesOf(transaction)).find((each) => each.id === id)
    if (!found) return { ok: false, problems: [serviceProblem('thing_must_exist', { thing: `balance ${id}` })] }
    const own = ownCaseProblems(actor, [found.employee], await companyPeriod(transaction, found.period))
    if (own.length > 0) return { ok: false, problems: own }
    const entry = entryOf(found)
    if ('code' in entry) return { ok: false, problems: [entry] }
    const { employee } = found
    await insertBalanceEntry(transaction, { ...entry, settlement: id, employee, reason, by: actor.id, at: service.now().toISOString() })
    const views = await balanceViews(transaction, await companyToday(service, transaction))
    const value = present(
      views.find((each) => each.id === id),
      'The balance was just decided.',
    )
    return { ok: true, value, before: { state: found.state }, after: value }
  })
}
