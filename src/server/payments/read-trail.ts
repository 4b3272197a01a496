import type { Answer } from '../../base/answer.ts'
import { dayText } from '../../base/day.ts'
import { yuanText } from '../../base/money.ts'
import type { Period } from '../../base/period.ts'
import { linesOf, type PaymentLine, paymentsOf } from '../../store/aggregates/payments.ts'
import { findPeriod } from '../../store/aggregates/periods.ts'
import { snapshotRegions } from '../../store/aggregates/snapshots.ts'
import { serviceProblem } from '../kernel/service-problems.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import { useCase } from '../kernel/use-case.ts'
import { total } from './mark-paid.ts'
import type { entrySchema } from './payment-schema.ts'

/** An entry of the trail of payment marks, as the API shows it. Money in yuan. */
export type PaymentEntry = ShapeOf<typeof entrySchema>

const PEOPLE_SHOWN = 20

/** Who marked what as paid, and took it back, newest first; one more than the limit where there are more. Problems: period_must_exist. */
export const readPaymentTrail = useCase(
  'payment.trail',
  async (
    service,
    _,
    { period, before, limit }: { readonly period: Period; readonly before?: number | undefined; readonly limit: number },
  ): Promise<Answer<{ readonly ok: true; readonly entries: readonly PaymentEntry[] }>> => {
    const opened = await findPeriod(service.store, period.text)
    if (!opened) return { ok: false, problems: [serviceProblem('period_must_exist', { period: period.text })] }
    const regions = opened.publishedRun === undefined ? [] : await snapshotRegions(service.store, opened.publishedRun)
    const names = new Map(regions.map(({ region, name }) => [region, name]))
    const entries: PaymentEntry[] = []
    for (const payment of await paymentsOf(service.store, period.text, { before, limit: limit + 1 })) {
      const lines = await linesOf(service.store, payment.id)
      const { id, kind, paidOn, reference, reason, byName, at } = payment
      entries.push({
        ...{ id, kind, at, by: byName },
        ...{ paidOn: paidOn === undefined ? null : dayText(paidOn), reference: reference ?? null, reason: reason ?? null },
        amount: total(lines),
        regions: byRegion(lines, names),
        people: lines
          .slice(0, PEOPLE_SHOWN)
          .map(({ region, employee, name, amount }) => ({ region, employee, name, amount: yuanText(amount) })),
        more: Math.max(lines.length - PEOPLE_SHOWN, 0),
      })
    }
    return { ok: true, entries }
  },
)

function byRegion(lines: readonly PaymentLine[], names: ReadonlyMap<string, string>): PaymentEntry['regions'] {
  return [...new Set(lines.map(({ region }) => region))].map((region) => {
    const own = lines.filter((line) => line.region === region)
    return { region, name: names.get(region) ?? region, people: own.length, amount: total(own) }
  })
}
