import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { periodQuery } from '../api/periods.ts'
import { answer } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { count, decimal, periodName, time, yuan } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Empty, Loaded, Page } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { doneRuns, isUnderWay, type Run, runs, runsQuery } from './api.ts'
import { LateData } from './late-data.tsx'
import { RunProgress } from './run-progress.tsx'
import { useRunTitle } from './run-title.ts'
import { RUNS } from './run-words.ts'

const STATES: Readonly<Record<Run['state'], TagKind>> = { queued: 'info', running: 'info', done: 'good', failed: 'bad', cancelled: 'plain' }

/** The runs of a period: HR starts them, watches, compares and goes on to publishing. */
export function RunsPage() {
  const { period } = useParams({ from: '/shell/periods/$period/runs' })
  const say = useWords(RUNS)
  const client = useQueryClient()
  const session = useSession()
  const list = useQuery(runsQuery(period))
  const opened = useQuery(periodQuery(period))
  const state = opened.data?.body.state
  const start = useMutation({
    mutationFn: () => answer(runs.$post({ param: { period } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['runs', period] }),
  })
  const live = list.data?.items.find(isUnderWay)
  const why = state === 'closed' ? say('startWhy') : live ? say('startBusy') : undefined
  return (
    <Page
      title={`${periodName(period)} ${say('title')}`}
      lead={say('lead')}
      actions={
        session.may('run.write') && (
          <Button type="primary" loading={start.isPending} disabled={why !== undefined} title={why} onClick={() => start.mutate()}>
            {say('start')}
          </Button>
        )
      }
    >
      <ProblemNotice problem={start.error} />
      {live && <RunProgress period={period} run={live} />}
      <Loaded query={list}>
        {({ items }) => (
          <section className="card">
            {items.length > 0 ? (
              <RunTable period={period} items={items} published={opened.data?.body.publishedRun ?? null} />
            ) : (
              <Empty>
                <p>{say('none')}</p>
                <p>{say('noneMore')}</p>
              </Empty>
            )}
          </section>
        )}
      </Loaded>
      {session.may('run.write') && state !== undefined && state !== 'closed' && state !== 'published' && <LateData period={period} />}
    </Page>
  )
}

function RunTable({ period, items, published }: { period: string; items: readonly Run[]; published: string | null }) {
  const say = useWords(RUNS)
  const nameOf = usePeopleNames(items.map(({ startedBy }) => startedBy))
  const done = doneRuns(items)
  const titleOf = useRunTitle(period)
  const columns: PlainColumn<Run>[] = [
    {
      key: 'run',
      title: say('column_run'),
      head: true,
      bare: true,
      cell: (run) => (
        <>
          <Link to="/periods/$period/runs/$run" params={{ period, run: run.run }} className="nowrap">
            {titleOf(run)}
          </Link>{' '}
          {run.state !== 'done' && <Tag kind={STATES[run.state]}>{say(`state_${run.state}`)}</Tag>}
          {run.run === published && <Tag kind="good">{say('published')}</Tag>}
          {run.purpose === 'adjustment' && <Tag>{say('adjustment')}</Tag>}
          <div className="quiet">{say('by', { name: nameOf(run.startedBy), time: time(run.startedAt) })}</div>
        </>
      ),
    },
    {
      key: 'people',
      title: say('column_people'),
      figures: true,
      cell: ({ summary }) => (summary ? count(summary.engineers + summary.representatives) : '—'),
    },
    {
      key: 'incomplete',
      title: say('column_incomplete'),
      figures: true,
      cell: ({ summary }) => (summary ? count(summary.incomplete) : '—'),
    },
    { key: 'held', title: say('column_held'), figures: true, cell: ({ summary }) => (summary ? count(summary.held.length) : '—') },
    { key: 'pools', title: say('column_pools'), figures: true, cell: ({ summary }) => yuan(summary?.pools) },
    { key: 'paid', title: say('column_paid'), figures: true, cell: ({ summary }) => decimal(summary?.paid) },
    {
      key: 'actions',
      title: say('column_actions'),
      bare: true,
      cell: (run) => {
        const before = done[done.indexOf(run) + 1]
        return (
          <span className="row">
            <Link to="/periods/$period/runs/$run" params={{ period, run: run.run }}>
              {say('view')}
            </Link>
            {done.includes(run) && before && (
              <Link to="/periods/$period/comparison" params={{ period }} search={{ before: before.run, after: run.run }}>
                {say('compare')}
              </Link>
            )}
            {done[0] === run && (
              <Link to="/periods/$period/publish" params={{ period }} search={{ run: run.run }}>
                {say('toPublish')}
              </Link>
            )}
          </span>
        )
      },
    },
  ]
  return <PlainTable caption={say('title')} columns={columns} rows={items} keyOf={({ run }) => run} />
}
