import type { Answer } from '../../base/answer.ts'
import type { Period } from '../../base/period.ts'
import type { BalanceState } from '../../domain/states.ts'
import { companyToday } from '../kernel/company-day.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { useCase } from '../kernel/use-case.ts'
import { type BalanceView, balanceViews } from './balance-view.ts'

export interface ListBalances {
  readonly state?: BalanceState | undefined
  readonly employee?: string | undefined
  /** The period that they arose in. */
  readonly period?: Period | undefined
  readonly after?: number | undefined
  readonly limit: number
}

/** Balances 待扣余额 with their ledgers in the order in which they arose, one more than the limit where there are more. */
export const listBalances = useCase(
  'adjustment.read',
  async (
    service,
    actor,
    { state, employee, period, after = 0, limit }: ListBalances,
  ): Promise<Answer<{ readonly ok: true; readonly balances: readonly BalanceView[] }>> => {
    const all = await balanceViews(service.store, await companyToday(service))
    const wanted = all.filter(
      (balance) =>
        balance.id > after &&
        (state === undefined || balance.state === state) &&
        (employee === undefined || balance.employee === employee) &&
        (period === undefined || balance.period === period.text),
    )
    const asked = { state, employee, after }
    await recordReading(service, actor, { action: 'balance.list', subject: 'balances', period: period?.text ?? '', asked })
    return { ok: true, balances: wanted.slice(0, limit + 1) }
  },
)
