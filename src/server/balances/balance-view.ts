import { type Day, dayText } from '../../base/day.ts'
import { yuanText } from '../../base/money.ts'
import { type Balance, balancesOf } from '../../store/aggregates/balances.ts'
import { peopleOfCompany } from '../../store/aggregates/people.ts'
import type { Reader } from '../../store/database/connection.ts'
import type { ShapeOf } from '../kernel/shape-of.ts'
import type { balanceSchema } from './balance-schema.ts'

/** A balance 待扣余额 as the API shows it; money in yuan. */
export type BalanceView = ShapeOf<typeof balanceSchema>

/** All balances in the order in which they arose, or those of one person, with what is proposed for those nobody has decided on. */
export async function balanceViews(reader: Reader, today: Day, employee?: string): Promise<BalanceView[]> {
  const people = await peopleOfCompany(reader, today)
  const employed = new Set(people.filter(({ leftOn }) => leftOn === undefined || leftOn >= today).map(({ number }) => number))
  return (await balancesOf(reader, employee)).map((balance) => balanceView(balance, employed.has(balance.employee)))
}

function balanceView({ decision: _, entries, ...balance }: Balance, isEmployed: boolean): BalanceView {
  const { amount, open, monthly, state } = balance
  return {
    ...balance,
    ...{ amount: yuanText(amount), open: yuanText(open), monthly: monthly === undefined ? null : yuanText(monthly) },
    suggestion: state === 'undecided' ? (isEmployed ? 'carry' : 'reclaim') : null,
    entries: entries.map((entry) => ({
      ...{ id: entry.id, kind: entry.kind, amount: yuanText(entry.amount) },
      ...{ monthly: entry.monthly === undefined ? null : yuanText(entry.monthly), period: entry.period ?? null },
      ...{ day: entry.day === undefined ? null : dayText(entry.day), reason: entry.reason ?? null, by: entry.by, at: entry.at },
    })),
  }
}
