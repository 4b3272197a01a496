import { count, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { useWords } from '../words/words.ts'
import type { Publication } from './api.ts'
import { BALANCES_SAID } from './balances-words.ts'

const PARTS = ['arising', 'deducting', 'undecided'] as const

/** How many people, and how much, a month leaves open, deducts, and has still undecided; nothing where there is none of it. */
export function BalancesSaid({ balances }: { balances: Publication['balances'] }) {
  const say = useWords(BALANCES_SAID)
  const said = PARTS.filter((part) => balances[part].people > 0)
  if (said.length === 0) return null
  return (
    <Notice kind="warn" title={say('title')}>
      {said.map((part) => (
        <p key={part}>{say(part, { people: count(balances[part].people), amount: yuan(balances[part].amount) })}</p>
      ))}
    </Notice>
  )
}
