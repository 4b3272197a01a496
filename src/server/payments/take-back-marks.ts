import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { NewMessage } from '../../store/aggregates/messages.ts'
import { insertPayment } from '../../store/aggregates/payments.ts'
import { changing } from '../kernel/service.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import { useCase } from '../kernel/use-case.ts'
import { chosenPayables, closedPayables, type PaymentsChosen } from './closed-payables.ts'
import { ownPayments, type PaymentMade, tell, total } from './mark-paid.ts'
import { paymentProblem } from './payment-problems.ts'

export interface TakeBackMarks extends PaymentsChosen {
  readonly period: Period
  readonly reason: string
}

/**
 * Takes payment marks back 撤回, with a reason: what was written stays in the trail, and the people count as unpaid again.
 * Problems: period_must_exist, payments_must_be_of_a_closed_period, payment_must_name_somebody, thing_must_exist,
 * payment_must_be_of_people_who_are_due, payment_must_stand_to_be_taken_back,
 * own_case_must_be_decided_by_another, reason_must_be_given.
 */
export const takeBackMarks = useCase(
  'payment.write',
  async (
    service,
    actor,
    { period, reason, ...choice }: TakeBackMarks,
  ): Promise<Answer<{ readonly ok: true; readonly value: PaymentMade }>> => {
    if (reason.trim() === '') return { ok: false, problems: [serviceProblem('reason_must_be_given')] }
    const deed = { action: 'payment.take_back', subject: `payments ${period.text}`, period: period.text, reason }
    return changing(service, actor, deed, async (transaction) => {
      const closed = await closedPayables(transaction, period.text)
      if (!closed.ok) return closed
      const none = (people: string) => paymentProblem('payment_must_stand_to_be_taken_back', { people })
      const found = chosenPayables(closed, choice, true, none)
      if (!found.ok) return found
      if (found.chosen.length === 0) {
        const names = closed.payables.filter(({ region }) => choice.regions?.includes(region)).map(({ regionName }) => regionName)
        return { ok: false, problems: [none([...new Set(names)].join('、'))] }
      }
      const own = ownPayments(actor, period, found.chosen)
      if (own.length > 0) return { ok: false, problems: own }
      const at = service.now().toISOString()
      const who = { by: actor.id, byName: actor.name, at }
      const entry = { period: period.text, kind: 'taken_back', paidOn: undefined, reference: undefined, reason, ...who } as const
      const id = await insertPayment(transaction, entry, found.chosen)
      await tell(transaction, id, at, (account) => takenBackMessage(account, id, period.text, reason))
      const value = { id, people: new Set(found.chosen.map(({ employee }) => employee)).size, amount: total(found.chosen) }
      return { ok: true, value, after: { ...value, ...choice } }
    })
  },
)

function takenBackMessage(account: string, id: number, period: string, reason: string): NewMessage {
  const payload = {
    zh: `${period} 奖金的发放标记已撤回：${reason}`,
    en: `The mark that your bonus of ${period} was paid has been taken back: ${reason}`,
    values: { period, reason },
  }
  return { account, channel: 'product', kind: 'payment.taken_back', period, payload, onceKey: `payment.taken_back ${id} ${account}` }
}
