import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { periodsQuery } from '../../../api/periods.ts'
import { count, yuan } from '../../../parts/format.ts'
import { ProblemNotice } from '../../../parts/notice.tsx'
import { Loading, Section } from '../../../parts/page.tsx'
import { useWords } from '../../../words/words.ts'
import { signedYuan } from '../../what-if/signed-yuan.ts'
import { startWhatIf, type WhatIf, whatIfQuery, whatIfsQuery } from '../../what-if/what-if-queries.ts'
import { WHAT_IF_WORDS } from '../../what-if/what-if-words.ts'
import { BUILDER } from './builder-words.ts'

/** On so many of the latest periods a draft is tried. */
const PERIODS = 3

export interface TriedText {
  /** Whether there is a period to try it on. */
  readonly canTry: boolean
  /** The newest what-if of this very text, whatever became of it. */
  readonly whatIf: WhatIf | undefined
}

/** What was tried of the file of a draft as it is written now. */
export function useTried(file: string, text: string): TriedText {
  const opened = useQuery(periodsQuery)
  const list = useInfiniteQuery(whatIfsQuery)
  const found = list.data?.pages.flatMap(({ items }) => items).find(({ asked }) => asked.texts[file] === text)
  const { data } = useQuery({ ...whatIfQuery(found?.id ?? ''), enabled: found?.state === 'running' })
  return { canTry: (opened.data?.items.length ?? 0) > 0, whatIf: data ?? found }
}

interface TriedDraftProps {
  readonly title: string
  readonly file: string
  readonly text: string
  readonly tried: TriedText
  /** Whether the draft can be read and checked. */
  readonly isSound: boolean
}

/** What a draft would make of the latest periods, tried before it is published. */
export function TriedDraft({ title, file, text, tried: { canTry, whatIf }, isSound }: TriedDraftProps) {
  const say = useWords(BUILDER)
  const client = useQueryClient()
  const opened = useQuery(periodsQuery)
  const periods = (opened.data?.items ?? []).slice(0, PERIODS).map(({ period }) => period)
  const start = useMutation({
    mutationFn: () => startWhatIf({ title, periods, settings: {}, texts: { [file]: text } }),
    onSuccess: () => client.invalidateQueries({ queryKey: whatIfsQuery.queryKey }),
  })
  if (!canTry) return null
  const isRunning = whatIf?.state === 'running' || start.isPending
  return (
    <Section
      title={say('tried')}
      actions={
        whatIf?.state !== 'done' && (
          <Button disabled={!isSound} loading={isRunning} onClick={() => start.mutate()}>
            {say('tryNow', { n: count(periods.length) })}
          </Button>
        )
      }
    >
      {isRunning && <Loading rows={2} />}
      <ProblemNotice problem={start.error} />
      {whatIf === undefined && !isRunning && <p className="quiet">{say('notTried')}</p>}
      {whatIf?.problems.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      {whatIf?.state === 'done' && <TriedSummary whatIf={whatIf} />}
    </Section>
  )
}

/** What a what-if comes to, in two lines, with the way to all of it. */
export function TriedSummary({ whatIf: { id, summary } }: { whatIf: WhatIf }) {
  const say = useWords(WHAT_IF_WORDS)
  const sayBuilder = useWords(BUILDER)
  if (!summary) return null
  const { before, after, difference, people } = summary.totals
  return (
    <p>
      {say('costs')} <strong className="figures">{signedYuan(difference.total)}</strong>{' '}
      <span className="quiet">
        ({yuan(before.total)} {say('becomes')} {yuan(after.total)})
      </span>
      <br />
      {say('people', { gain: count(people.gain), lose: count(people.lose), same: count(people.same) })}{' '}
      <Link to="/what-ifs/$id" params={{ id }}>
        {sayBuilder('wholeTrial')}
      </Link>
    </p>
  )
}
