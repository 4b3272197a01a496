import { Link } from '@tanstack/react-router'
import { count, yuan } from '../parts/format.ts'
import { Section } from '../parts/page.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { BALANCES } from './balance-words.ts'
import './balances.css'

interface Summed {
  readonly whose: 'all' | 'own'
  readonly parts: readonly {
    readonly state: 'undecided' | 'carry' | 'reclaim' | 'settled' | 'written_off'
    readonly people: number
    readonly amount: string
  }[]
}

/** On a home page: what is open and what went back lately, with the way to each balance. */
export function BalancesSummed({ balances: { whose, parts }, period }: { balances: Summed; period: string | undefined }) {
  const say = useWords(BALANCES)
  return (
    <Section
      title={say('title')}
      actions={
        period !== undefined && (
          <Link to={whose === 'all' ? '/periods/$period/adjustments' : '/periods/$period/my-sheet'} params={{ period }}>
            {say('each')}
          </Link>
        )
      }
    >
      <ul className="balances">
        {parts.map(({ state, people, amount }) => (
          <li key={state} className="balance-head">
            <span>
              <Tag kind={state === 'undecided' ? 'warn' : state === 'settled' ? 'good' : 'plain'}>{say(`part_${state}`)}</Tag>
              {whose === 'all' && <span className="quiet"> {say('people', { count: count(people) })}</span>}
            </span>
            <strong className="figures">{yuan(amount)}</strong>
          </li>
        ))}
      </ul>
    </Section>
  )
}
