import { useQuery } from '@tanstack/react-query'
import { periodName, yuan } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Section } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { personBalancesQuery } from './api.ts'
import { BalanceLedger } from './balance-ledger.tsx'
import { BALANCES } from './balance-words.ts'
import './balances.css'

/** What one person owes of months below zero and what became of it; nothing where there never was any. */
export function PersonBalances({ employee, isOwn = false }: { employee: string; isOwn?: boolean }) {
  const say = useWords(BALANCES)
  const { data, error } = useQuery(personBalancesQuery(employee))
  if (!error && (data?.items ?? []).length === 0) return null
  return (
    <Section title={say('title')}>
      <p className="quiet">{say(isOwn ? 'leadOwn' : 'lead')}</p>
      <ProblemNotice problem={error} />
      <ul className="balances">
        {data?.items.map((balance) => (
          <li key={balance.id}>
            <div className="balance-head">
              <span>
                {periodName(balance.period)} <Tag kind={balance.open === '0.00' ? 'good' : 'warn'}>{say(balance.state)}</Tag>
              </span>
              <span>
                <span className="quiet">{say('openOf', { amount: yuan(balance.amount) })}</span>{' '}
                <strong className="figures">{yuan(balance.open)}</strong>
              </span>
            </div>
            {balance.monthly !== null && <div className="quiet">{say('atMost', { amount: yuan(balance.monthly) })}</div>}
            <BalanceLedger balance={balance} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
