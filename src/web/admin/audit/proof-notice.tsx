import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { count, time } from '../../parts/format.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { useWords } from '../../words/words.ts'
import { proveAudit } from './audit-queries.ts'
import { AUDIT } from './audit-words.ts'

/** Whether the whole trail holds: proved when the page opens, and again when asked. */
export function ProofNotice() {
  const say = useWords(AUDIT)
  const proof = useMutation({ mutationFn: proveAudit })
  const { mutate } = proof
  useEffect(() => mutate(), [mutate])
  const { data, isPending, error } = proof
  const again = (
    <Button size="small" loading={isPending} onClick={() => mutate()}>
      {say('prove')}
    </Button>
  )
  if (error) return <ProblemNotice problem={error} onRetry={() => mutate()} />
  if (!data) return <Notice title={say('proving')}>&nbsp;</Notice>
  const { entries, firstBreak, lastHash, at } = data
  if (firstBreak) {
    return (
      <Notice kind="bad" title={say('broken', { sequence: firstBreak.sequence })}>
        {say(firstBreak.kind, { count: count(entries) })} {say('brokenMore')} {again}
      </Notice>
    )
  }
  return (
    <Notice kind="good" title={say('proved', { count: count(entries) })}>
      <span className="row">
        {say('provedAt', { time: time(at), hash: lastHash.slice(0, 12) })} {again}
      </span>
    </Notice>
  )
}
