import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { count, time } from '../../parts/format.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { useWords } from '../../words/words.ts'
import { type Proof, proveAudit } from './audit-queries.ts'
import { AUDIT } from './audit-words.ts'

const MOST_SHOWN = 10

/** Whether the whole trail holds, and what it proves with it: proved when the page opens, and again when asked. */
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
  const { entries, firstBreak, at, compared, keyedFrom, missingKeys } = data
  if (firstBreak) {
    const { kind, sequence } = firstBreak
    return (
      <Notice kind="bad" title={say('broken', { sequence })}>
        {say(kind === 'unkeyed' ? 'unkeyed_break' : kind, { count: count(entries) })} <Contents proof={data} /> {say('brokenMore')} {again}
      </Notice>
    )
  }
  const doubt =
    keyedFrom === null ? say('unkeyed') : missingKeys.length > 0 ? say('missingKeys', { keys: missingKeys.join(', ') }) : undefined
  return (
    <Notice kind={doubt === undefined ? 'good' : 'warn'} title={say('proved', { count: count(entries) })}>
      {doubt === undefined ? null : <p>{doubt}</p>}
      <span className="row">
        {compared === null ? say('chainAt', { time: time(at) }) : say('provedAt', { time: time(at), compared: count(compared) })} {again}
      </span>
      <p className="audit-head">
        {say('lastHash')} <code>{data.lastHash}</code>
      </p>
    </Notice>
  )
}

/** What stands otherwise than the trail says, by the names that `audit verify` prints too. */
function Contents({ proof: { contents } }: { proof: Proof }) {
  const say = useWords(AUDIT)
  if (contents.length === 0) return null
  return (
    <ul className="audit-contents">
      {contents.slice(0, MOST_SHOWN).map(({ what, kind, sequence }) => (
        <li key={what}>{say(`content_${kind}`, { what, sequence: sequence ?? '' })}</li>
      ))}
      {contents.length > MOST_SHOWN ? <li>{say('content_more', { count: count(contents.length) })}</li> : null}
    </ul>
  )
}
