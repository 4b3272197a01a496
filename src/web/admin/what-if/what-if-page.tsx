import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { count, periodName, time, yuan } from '../../parts/format.ts'
import { Notice, ProblemNotice } from '../../parts/notice.tsx'
import { Loaded, Loading, Page, Section } from '../../parts/page.tsx'
import { usePeopleNames } from '../../parts/people-names.ts'
import { saveAnswer } from '../../parts/save-answer.ts'
import { COMMON } from '../../words/common.ts'
import { useWords } from '../../words/words.ts'
import { signedYuan } from './signed-yuan.ts'
import { WhatIfChanges, WhatIfDistribution, WhatIfPeriods, WhatIfRegions } from './what-if-figures.tsx'
import { WhatIfPeople } from './what-if-people.tsx'
import { removeWhatIf, type Summary, type WhatIf, whatIfQuery, whatIfWorkbook } from './what-if-queries.ts'
import { WHAT_IF_WORDS } from './what-if-words.ts'
import { StateTag, spanOf } from './what-ifs-page.tsx'
import './what-if.css'

/** What one change comes to on the periods that it was tried on. */
export function WhatIfPage() {
  const { id } = useParams({ from: '/shell/what-ifs/$id' })
  const query = useQuery(whatIfQuery(id))
  return <Loaded query={query}>{(whatIf) => <Tried whatIf={whatIf} />}</Loaded>
}

function Tried({ whatIf }: { whatIf: WhatIf }) {
  const say = useWords(WHAT_IF_WORDS)
  const { may } = useSession()
  const { id, title, state, startedBy, startedAt, asked, summary, problems } = whatIf
  const nameOf = usePeopleNames([startedBy])
  const save = useMutation({ mutationFn: () => saveAnswer(whatIfWorkbook(id)) })
  return (
    <Page
      title={`${say('title')} · ${title}`}
      lead={
        <>
          {spanOf(asked.periods)} · {say('startedBy', { name: nameOf(startedBy), time: time(startedAt) })} <StateTag whatIf={whatIf} />
        </>
      }
      actions={
        <>
          {state === 'done' && (
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {say('workbook')}
            </Button>
          )}
          {state !== 'running' && may('what_if.write') && <Remove id={id} />}
        </>
      }
    >
      <ProblemNotice problem={save.error} />
      {state === 'running' && (
        <Section title={say('running')}>
          <Loading rows={4} />
        </Section>
      )}
      {problems.length > 0 && (
        <Notice kind="bad" title={say('failed')}>
          {problems.map(({ message }) => (
            <div key={message}>{message}</div>
          ))}
        </Notice>
      )}
      {summary && <Result id={id} summary={summary} />}
    </Page>
  )
}

function Result({ id, summary }: { id: string; summary: Summary }) {
  const say = useWords(WHAT_IF_WORDS)
  const { totals, change, problems } = summary
  const { gain, lose, same, higherPoints, lowerPoints } = totals.people
  const isNothing = change.settings.length + change.rules.length === 0
  return (
    <>
      {isNothing && <Notice>{say('noChange')}</Notice>}
      <section className="card what-if-totals">
        <div>
          <span className="quiet">{say('costs')}</span>
          <strong className="figures">{signedYuan(totals.difference.total)}</strong>
          <span className="quiet">
            {yuan(totals.before.total)} {say('becomes')} {yuan(totals.after.total)}
          </span>
        </div>
        <div>
          <span className="quiet">{say('who')}</span>
          <strong>{say('people', { gain: count(gain), lose: count(lose), same: count(same) })}</strong>
          <span className="quiet">{say('points', { higher: count(higherPoints), lower: count(lowerPoints) })}</span>
        </div>
      </section>
      <WhatIfChanges change={change} />
      <WhatIfPeriods periods={summary.periods} totals={totals} />
      <WhatIfDistribution distribution={summary.distribution} />
      <WhatIfPeople id={id} />
      <WhatIfRegions regions={summary.regions} />
      {problems.length > 0 && (
        <Section title={say('problems')}>
          <ul>
            {problems.map(({ period, only, message }) => (
              <li key={`${period} ${only} ${message}`}>
                {periodName(period)} · {say(only === 'before' ? 'onlyBefore' : 'onlyAfter')} · {message}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Remove({ id }: { id: string }) {
  const say = useWords(WHAT_IF_WORDS)
  const common = useWords(COMMON)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [isAsked, setAsked] = useState(false)
  const remove = useMutation({
    mutationFn: () => removeWhatIf(id),
    onSuccess: async () => {
      await navigate({ to: '/what-ifs', search: {} })
      client.removeQueries({ queryKey: ['what-ifs', id] })
      void client.invalidateQueries({ queryKey: ['what-ifs'] })
    },
  })
  return (
    <>
      <Button onClick={() => setAsked(true)}>{say('delete')}</Button>
      <Modal
        open={isAsked}
        title={say('deleteTitle')}
        okText={say('delete')}
        cancelText={common('cancel')}
        okButtonProps={{ loading: remove.isPending, danger: true }}
        onCancel={() => setAsked(false)}
        onOk={() => remove.mutate()}
      >
        <p>{say('deleteMore')}</p>
        <ProblemNotice problem={remove.error} />
      </Modal>
    </>
  )
}
