import type { Answer } from '../../base/answer.ts'
import { type Day, dayText } from '../../base/day.ts'
import { type Fen, fen, yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import type { Problem } from '../../base/problem.ts'
import { type NewMessage, writeMessages } from '../../store/aggregates/messages.ts'
import { accountsPaid, insertPayment } from '../../store/aggregates/payments.ts'
import type { WriteTransaction } from '../../store/trail/write.ts'
import { companyToday } from '../kernel/company-day.ts'
import { ownCaseProblems } from '../kernel/oneself.ts'
import { changing } from '../kernel/service.ts'
import { type Permitted, useCase } from '../kernel/use-case.ts'
import { chosenPayables, closedPayables, type PaymentsChosen } from './closed-payables.ts'
import type { Payable } from './payables.ts'
import { paymentProblem } from './payment-problems.ts'

export interface MarkPaid extends PaymentsChosen {
  readonly period: Period
  readonly paidOn: Day
  /** What the bank or the books know the payment by. */
  readonly reference: string
}

/** What an entry of the trail came to. */
export interface PaymentMade {
  readonly id: number
  readonly people: number
  /** In yuan. */
  readonly amount: string
}

/**
 * Finance marks the bonuses of regions or single people of a closed period as paid 发放标记: the published shares and the
 * adjustments settled with them. Of a region whoever is not marked yet. The people are told.
 *
 * Problems: period_must_exist, payments_must_be_of_a_closed_period, payment_must_name_somebody, thing_must_exist,
 * payment_must_be_of_people_who_are_due, payment_must_be_marked_once, payment_must_have_somebody_left, payment_day_must_have_come,
 * payment_day_must_be_after_the_period_began, own_case_must_be_decided_by_another.
 */
export const markPaid = useCase(
  'payment.write',
  async (
    service,
    actor,
    { period, paidOn, reference, ...chosen }: MarkPaid,
  ): Promise<Answer<{ readonly ok: true; readonly value: PaymentMade }>> => {
    const today = await companyToday(service)
    if (paidOn > today) {
      return { ok: false, problems: [paymentProblem('payment_day_must_have_come', { day: dayText(paidOn), today: dayText(today) })] }
    }
    if (paidOn < period.first) {
      const values = { day: dayText(paidOn), first: dayText(period.first) }
      return { ok: false, problems: [paymentProblem('payment_day_must_be_after_the_period_began', values)] }
    }
    const deed = { action: 'payment.mark', subject: `payments ${period.text}`, period: period.text }
    return changing(service, actor, deed, async (transaction) => {
      const closed = await closedPayables(transaction, period.text)
      if (!closed.ok) return closed
      const found = chosenPayables(closed, chosen, false, (people) => paymentProblem('payment_must_be_marked_once', { people }))
      if (!found.ok) return found
      if (found.chosen.length === 0) return { ok: false, problems: [paymentProblem('payment_must_have_somebody_left')] }
      const own = ownPayments(actor, period, found.chosen)
      if (own.length > 0) return { ok: false, problems: own }
      const at = service.now().toISOString()
      const who = { by: actor.id, byName: actor.name, at }
      const id = await insertPayment(
        transaction,
        { period: period.text, kind: 'paid', paidOn, reference, reason: undefined, ...who },
        found.chosen,
      )
      await tell(transaction, id, at, (account, amount) => paidMessage(account, amount, { id, period: period.text, paidOn }))
      const value = { id, people: new Set(found.chosen.map(({ employee }) => employee)).size, amount: total(found.chosen) }
      return { ok: true, value, after: { ...value, paidOn: dayText(paidOn), reference, ...(chosen satisfies PaymentsChosen) } }
    })
  },
)

/** Nobody marks a payment to themselves, and nobody takes such a mark back: a region with oneself in it is another person's to mark. */
export function ownPayments(actor: Permitted<'payment.write'>, period: Period, chosen: readonly Payable[]): Problem[] {
  return ownCaseProblems(
    actor,
    chosen.map(({ employee }) => employee),
    period,
  )
}

/** What several payables come to, in yuan. */
export function total(payables: readonly Pick<Payable, 'amount'>[]): string {
  return yuanText(fen(payables.reduce((sum, { amount }) => sum + amount, 0n)))
}

/** Tells everybody of an entry who has an account. */
export async function tell(
  transaction: WriteTransaction,
  payment: number,
  at: string,
  message: (account: string, amount: Fen) => NewMessage,
): Promise<void> {
  const people = await accountsPaid(transaction, payment)
  await writeMessages(
    transaction,
    people.map(({ account, amount }) => message(account, amount)),
    at,
  )
}

function paidMessage(
  account: string,
  amount: Fen,
  { id, period, paidOn }: { readonly id: number; readonly period: string; readonly paidOn: Day },
): NewMessage {
  const [yuan, day] = [yuanText(amount), dayText(paidOn)]
  const payload = {
    zh: `${period} 的奖金 ${yuan} 元已于 ${day} 发放。`,
    en: `Your bonus of ${period}, ${yuan} yuan, was paid on ${day}.`,
    values: { period, amount: yuan, day },
  }
  return { account, channel: 'product', kind: 'payment.marked', period, payload, onceKey: `payment.marked ${id} ${account}` }
}
