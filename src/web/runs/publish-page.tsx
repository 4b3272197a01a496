import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { periodQuery, periods } from '../api/periods.ts'
import { answer, ifMatch } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { periodName } from '../parts/format.ts'
import { Notice, ProblemNotice } from '../parts/notice.tsx'
import { Empty, Loaded, Page, Section } from '../parts/page.tsx'
import { STATE_WORDS } from '../words/states.ts'
import { useWords } from '../words/words.ts'
import { confirming, doneRuns, publicationQuery, type Run, runsQuery, type Publication as Said } from './api.ts'
import { BalancesSaid } from './balances-said.tsx'
import { COMPARISON } from './comparison-words.ts'
import { PreviewPeople } from './preview-people.tsx'
import { PUBLISH } from './publish-words.ts'
import { RunFlags } from './run-flags.tsx'
import { useRunTitle } from './run-title.ts'
import './runs.css'

const route = getRouteApi('/shell/periods/$period/publish')

/** HR chooses the run that people are to see, looks at it with their eyes, and publishes it - or again after a correction. */
export function PublishPage() {
  const { period } = route.useParams()
  const search = route.useSearch()
  const say = useWords(PUBLISH)
  const list = useQuery(runsQuery(period))
  const opened = useQuery(periodQuery(period))
  const isPublished = opened.data?.body.state === 'published' || opened.data?.body.state === 'closed'
  return (
    <Page title={`${periodName(period)} ${say('title')}`} lead={say(isPublished ? 'leadPublished' : 'lead')}>
      <Loaded query={opened}>
        {({ body: { publishedRun } }) => (
          <Loaded query={list}>
            {({ items }) => {
              const done = doneRuns(items)
              const run = search.run ?? done[0]?.run
              if (run === undefined) {
                return (
                  <Empty>
                    <p>{say('noRun')}</p>
                    <Link to="/periods/$period/runs" params={{ period }}>
                      {say('toRuns')}
                    </Link>
                  </Empty>
                )
              }
              return <Chosen key={run} period={period} run={run} runs={done} published={publishedRun} />
            }}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function Chosen({ period, run, runs, published }: { period: string; run: string; runs: readonly Run[]; published: string | null }) {
  const say = useWords(PUBLISH)
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const id = useId()
  const titleOf = useRunTitle(period)
  const comparison = useWords(COMPARISON)
  const isDone = runs.some((each) => each.run === run)
  const choose = (next: string) => void navigate({ search: { ...search, run: next }, replace: true })
  return (
    <>
      <div className="filters">
        <div className="field" style={{ minWidth: 270 }}>
          <label htmlFor={`${id}-run`}>{say('run')}</label>
          <Select
            id={`${id}-run`}
            value={isDone ? run : null}
            onChange={choose}
            options={runs.map((each) => ({
              value: each.run,
              label: titleOf(each, true) + (each.run === published ? comparison('published') : ''),
            }))}
          />
        </div>
        {published !== null && published !== run && (
          <Link to="/periods/$period/comparison" params={{ period }} search={{ before: published, after: run }}>
            {say('compare')}
          </Link>
        )}
      </div>
      {isDone ? (
        <>
          <Publication period={period} run={run} isShown={published === run} />
          <RunFlags period={period} run={run} />
          <PreviewPeople
            period={period}
            run={run}
            search={search}
            onChange={(part) => void navigate({ search: { ...search, ...part }, replace: true })}
          />
        </>
      ) : (
        <Notice kind="warn">{say('unfinished')}</Notice>
      )}
    </>
  )
}

/** What stands in the way, who would be told, and the button. */
function Publication({ period, run, isShown }: { period: string; run: string; isShown: boolean }) {
  const say = useWords(PUBLISH)
  const states = useWords(STATE_WORDS)
  const mayPublish = useSession().may('period.write')
  const opened = useQuery(periodQuery(period)).data
  const query = useQuery({ ...publicationQuery(period, run), enabled: !isShown })
  const done = useRepublished(period, run)
  if (isShown) {
    return (
      <Notice kind="good" title={say('published')}>
        {done.republish.data
          ? say('republished', { changed: done.republish.data.changed, lapsed: done.republish.data.lapsed })
          : say('publishedMore')}{' '}
        <Link to="/periods/$period/confirmations" params={{ period }}>
          {say('toConfirmations')}
        </Link>
      </Notice>
    )
  }
  return (
    <Loaded query={query} rows={3}>
      {({ step, obstacles, told, balances }) => {
        const isAgain = step === 'republish'
        const state = opened?.body.state
        // What the step itself says needs no second sentence.
        const lines = obstacles.filter(({ code }) => code !== 'period_must_be_in_state')
        const isReady = step !== null && obstacles.length === 0
        return (
          <Section title={say(isReady ? (isAgain ? 'readyRepublish' : 'ready') : 'blocked')}>
            {step === null && state !== undefined && (
              <Notice kind="warn">{say('notYet', { state: states(state), needed: states('review') })}</Notice>
            )}
            {lines.length > 0 && (
              <Notice kind="warn">
                <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                  {lines.map(({ code, message }) => (
                    <li key={code}>{message}</li>
                  ))}
                </ul>
              </Notice>
            )}
            {step !== null && <p>{say(isAgain ? 'toldRepublish' : 'told', { count: told })}</p>}
            <BalancesSaid balances={balances} />
            {mayPublish ? (
              <PublishButton period={period} isAgain={isAgain} isReady={isReady} done={done} told={told} balances={balances} />
            ) : (
              <p className="quiet">{say('notPermitted')}</p>
            )}
          </Section>
        )
      }}
    </Loaded>
  )
}

function useRepublished(period: string, run: string) {
  const client = useQueryClient()
  const opened = useQuery(periodQuery(period)).data
  const onSuccess = () => {
    for (const key of ['periods', 'runs', 'publication', 'confirmations', 'appeals', 'home']) {
      void client.invalidateQueries({ queryKey: [key] })
    }
  }
  const publish = useMutation({
    mutationFn: () =>
      answer(periods[':period'].advance.$post({ param: { period }, json: { to: 'published', run } }, ifMatch(opened?.version ?? ''))),
    onSuccess,
  })
  const republish = useMutation({ mutationFn: () => answer(confirming.republish.$post({ param: { period }, json: { run } })), onSuccess })
  return { publish, republish }
}

function PublishButton({
  period,
  isAgain,
  isReady,
  done: { publish, republish },
  told,
  balances,
}: {
  period: string
  isAgain: boolean
  isReady: boolean
  done: ReturnType<typeof useRepublished>
  told: number
  balances: Said['balances']
}) {
  const say = useWords(PUBLISH)
  const [isAsking, setAsking] = useState(false)
  const act = isAgain ? republish : publish
  return (
    <>
      <div>
        <Button type="primary" disabled={!isReady} onClick={() => setAsking(true)}>
          {say(isAgain ? 'republish' : 'publish')}
        </Button>
      </div>
      <Modal
        open={isAsking}
        title={say(isAgain ? 'republishTitle' : 'confirmTitle', { period: periodName(period) })}
        okText={say(isAgain ? 'republish' : 'publish')}
        okButtonProps={{ loading: act.isPending }}
        onOk={() => act.mutate()}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <div className="stack">
          {!isAgain && <p>{say('confirmMore')}</p>}
          <p>{say(isAgain ? 'toldRepublish' : 'told', { count: told })}</p>
          <BalancesSaid balances={balances} />
          <ProblemNotice problem={act.error} />
        </div>
      </Modal>
    </>
  )
}
