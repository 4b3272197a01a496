import { Link } from '@tanstack/react-router'
import { defineWords, useWords } from '../words/words.ts'

const WORDS = defineWords('clause', { zh: { clause: '第 {{clause}} 条' }, en: { clause: 'Clause {{clause}}' } })

/** A clause of the policy 条款, which leads to its text. */
export function ClauseLink({ clause }: { clause: string }) {
  const say = useWords(WORDS)
  return (
    <Link to="/policies" hash={clause} style={{ whiteSpace: 'nowrap', textDecoration: 'underline' }}>
      {say('clause', { clause })}
    </Link>
  )
}
