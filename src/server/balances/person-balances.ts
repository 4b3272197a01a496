import type { Answer } from '../../base/answer.ts'
import { companyPeriod } from '../kernel/company-calendar.ts'
import { companyToday } from '../kernel/company-day.ts'
import { reaches, reachOf } from '../kernel/reach.ts'
import { recordReading } from '../kernel/record-reading.ts'
import { useCase } from '../kernel/use-case.ts'
import { type BalanceView, balanceViews } from './balance-view.ts'

/** The balances 待扣余额 of one person within the caller's reach, as what they are paid is: one's own, or those of one's region then. */
export const personBalances = useCase(
  'payment.read',
  async (service, actor, employee: string): Promise<Answer<{ readonly ok: true; readonly balances: readonly BalanceView[] }>> => {
    const isOwn = employee === actor.employee
    const seen: BalanceView[] = []
    for (const balance of await balanceViews(service.store, await companyToday(service), employee)) {
      const period = await companyPeriod(service.store, balance.period)
      if (isOwn || (period && reaches(await reachOf(service, actor, period), balance))) seen.push(balance)
    }
    if (!isOwn) {
      await recordReading(service, actor, { action: 'balance.list', subject: `balances of ${employee}`, period: '', asked: { employee } })
    }
    return { ok: true, balances: seen }
  },
)
