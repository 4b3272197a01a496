import { day, periodName, yuan } from '../parts/format.ts'
import { useWords } from '../words/words.ts'
import type { Balance } from './api.ts'
import { BALANCES } from './balance-words.ts'

/** What became of a balance, line by line: decisions, deductions, what was received. */
export function BalanceLedger({ balance: { entries } }: { balance: Balance }) {
  const say = useWords(BALANCES)
  return entries.map(({ id, kind, amount, period, day: received, reason }) => (
    <div key={id}>
      {say(`entry_${kind}`, { amount: yuan(amount), period: period === null ? '' : periodName(period), day: day(received) })}
      {reason !== null && <span className="quiet"> · {reason}</span>}
    </div>
  ))
}
