import type { Answer } from '../../base/answer.ts'
import { dayText } from '../../base/day.ts'
import { yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { byCodePoint } from '../../base/text-order.ts'
import type { PaymentState } from '../../domain/states.ts'
import type { StandingMark } from '../../store/aggregates/payments.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { closedPayables } from './closed-payables.ts'
import { type Payable, payableKey } from './payables.ts'
import type { paymentSchema } from './payment-schema.ts'

export interface ListPayments {
  readonly period: Period
  readonly region?: string | undefined
  readonly state?: PaymentState | undefined
  readonly after?: { readonly region: string; readonly employee: string } | undefined
  readonly limit: number
}

/** What a region pays a person, and whether it is marked as paid. Money in yuan. */
export type PaymentView = ShapeOf<typeof paymentSchema>

/**
 * What a closed period pays and what of it is paid, within the actor's reach, by region and employee number; one more than the
 * limit where there are more. Before the period is closed nothing is final, and the list is empty. Problems: period_must_exist.
 */
export const listPayments = useCase(
  'payment.read',
  async (
    service,
    actor,
    { period, region, state, after, limit }: ListPayments,
  ): Promise<Answer<{ readonly ok: true; readonly payments: readonly PaymentView[] }>> => {
    const opened = await findPeriod(service.store, period.text)
    if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    if (opened.state !== 'closed') return { ok: true, payments: [] }
    const closed = await closedPayables(service.store, period.text)
    if (!closed.ok) return closed
    const wide = await reachOf(service, actor, period)
    const own = (employee: string) => employee === actor.employee && actor.positions.includes('staff')
    const seen = closed.payables.filter((payable) => reaches(wide, payable) || own(payable.employee))
    const payments = seen
      .filter((payable) => region === undefined || payable.region === region)
      .map((payable) => paymentView(payable, closed.marks.get(payableKey(payable))))
      .filter((payment) => state === undefined || payment.state === state)
      .filter((payment) => !after || (byCodePoint(payment.region, after.region) || byCodePoint(payment.employee, after.employee)) > 0)
      .slice(0, limit + 1)
    if (payments.some(({ employee }) => employee !== actor.employee)) {
      const subject = `payments ${period.text}`
      await recordReading(service, actor, { action: 'payment.list', subject, period: period.text, asked: { region, state, after } })
    }
    return { ok: true, payments }
  },
)

function paymentState({ amount }: Pick<Payable, 'amount'>, mark: StandingMark | undefined): PaymentState {
  if (mark) return 'paid'
  return amount === 0n ? 'nothing_due' : 'unpaid'
}

export function paymentView(payable: Payable, mark: StandingMark | undefined): PaymentView {
  const { region, regionName, employee, name, share, adjustment, amount, carried, balance } = payable
  return {
    ...{ region, regionName, employee, name },
    ...{ share: yuanText(share), adjustment: yuanText(adjustment), amount: yuanText(amount) },
    state: paymentState(payable, mark),
    paidOn: mark ? dayText(mark.paidOn) : null,
    reference: mark?.reference ?? null,
    markedBy: mark?.byName ?? null,
    markedAt: mark?.at ?? null,
    carried: yuanText(carried),
    balance: yuanText(balance),
  }
}
