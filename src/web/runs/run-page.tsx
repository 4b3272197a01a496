import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { periodQuery } from '../api/periods.ts'
import { API } from '../api/resource.ts'
import { useSession } from '../api/session.ts'
import { count, day, decimal, periodName, time, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Loaded, Page, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { sign } from '../parts/punctuation.ts'
import { Tag } from '../parts/tag.tsx'
import { language } from '../words/language.ts'
import { TABLE_WORDS, tableName } from '../words/tables.ts'
import { useWords } from '../words/words.ts'
import { doneRuns, isUnderWay, type Run, regionNamesQuery, runQuery, runsQuery } from './api.ts'
import { useRuleNames } from './rule-names.ts'
import { RunFlags } from './run-flags.tsx'
import { RunProgress } from './run-progress.tsx'
import { useRunTitle } from './run-title.ts'
import { RUNS } from './run-words.ts'
import './runs.css'

/** One run: how far it is, or what it came to and what it was computed from. */
export function RunPage() {
  const { period, run } = useParams({ from: '/shell/periods/$period/runs/$run' })
  const query = useQuery(runQuery(period, run))
  return <Loaded query={query}>{(data) => <RunContent period={period} run={data} />}</Loaded>
}

function RunContent({ period, run }: { period: string; run: Run }) {
  const say = useWords(RUNS)
  const session = useSession()
  const nameOf = usePeopleNames([run.startedBy])
  const opened = useQuery(periodQuery(period))
  const list = useQuery(runsQuery(period))
  const titleOf = useRunTitle(period)
  const done = doneRuns(list.data?.items ?? [])
  const place = done.findIndex((each) => each.run === run.run)
  const before = place < 0 ? undefined : done[place + 1]
  const isDone = run.state === 'done'
  return (
    <Page
      title={`${periodName(period)} ${titleOf(run)}`}
      lead={
        <span className="row">
          {say('by', { name: nameOf(run.startedBy), time: time(run.startedAt) })}
          <Tag kind={run.state === 'failed' ? 'bad' : isDone ? 'good' : 'plain'}>{say(`state_${run.state}`)}</Tag>
          {run.run === opened.data?.body.publishedRun && <Tag kind="good">{say('published')}</Tag>}
          {run.purpose === 'adjustment' && <Tag>{say('adjustment')}</Tag>}
        </span>
      }
      actions={
        isDone && (
          <>
            <Link className="button-link" to="/periods/$period/results" params={{ period }} search={{ run: run.run }}>
              {say('results')}
            </Link>
            {session.may('run.export') && (
              <a className="button-link" href={`${API}/periods/${period}/runs/${run.run}/dataset`} title={say('datasetWhy')} download>
                {say('dataset')}
              </a>
            )}
            {before && (
              <Link
                className="button-link"
                to="/periods/$period/comparison"
                params={{ period }}
                search={{ before: before.run, after: run.run }}
              >
                {say('compare')}
              </Link>
            )}
            {session.may('period.write') && run.purpose === 'period' && (
              <Link className="button-link" to="/periods/$period/publish" params={{ period }} search={{ run: run.run }}>
                {say('toPublish')}
              </Link>
            )}
          </>
        )
      }
    >
      {isUnderWay(run) && <RunProgress period={period} run={run} />}
      {run.state === 'failed' && (
        <Notice kind="bad" title={say('failedTitle')}>
          {say('failedMore')}
        </Notice>
      )}
      {run.state === 'cancelled' && <Notice>{say('cancelledMore')}</Notice>}
      {run.summary && <Summary period={period} run={run} summary={run.summary} />}
      {isDone && run.purpose === 'period' && <RunFlags period={period} run={run.run} />}
      {(isDone || run.state === 'failed') && <Problems period={period} problems={run.problems} />}
      {isDone && <Basis run={run} />}
    </Page>
  )
}

function Summary({ period, run, summary }: { period: string; run: Run; summary: NonNullable<Run['summary']> }) {
  const say = useWords(RUNS)
  const regions = useQuery(regionNamesQuery(period, run.run))
  const held = summary.held.map((region) => regions.data?.get(region) ?? region).join(sign('list'))
  const seconds =
    run.finishedAt === null ? undefined : Math.max(1, Math.round((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000))
  return (
    <section className="card stack">
      <div className="quiet">
        {say('people', { engineers: count(summary.engineers), representatives: count(summary.representatives) })}
        {seconds !== undefined && `${sign('comma')}${say('duration', { seconds })}`}
      </div>
      <dl className="facts-grid">
        <div>
          <dt>{say('scored')}</dt>
          <dd>{count(summary.scored)}</dd>
        </div>
        <div>
          <dt>{say('incomplete')}</dt>
          <dd>{count(summary.incomplete)}</dd>
        </div>
        <div>
          <dt>{say('excluded')}</dt>
          <dd>{count(summary.excluded)}</dd>
        </div>
        <div>
          <dt>{say('held')}</dt>
          <dd>{held === '' ? say('noHeld') : held}</dd>
        </div>
        <div>
          <dt>{say('pools')}</dt>
          <dd>{yuan(summary.pools)}</dd>
        </div>
        <div>
          <dt>{say('paid')}</dt>
          <dd>{yuan(summary.paid)}</dd>
        </div>
      </dl>
    </section>
  )
}

const SHOWN = 30

function Problems({ period, problems }: { period: string; problems: Run['problems'] }) {
  const say = useWords(RUNS)
  const tables = useWords(TABLE_WORDS)
  const session = useSession()
  const [isAll, setAll] = useState(false)
  const numbered = problems.map((problem, place) => ({ ...problem, place }))
  const columns: PlainColumn<(typeof numbered)[number]>[] = [
    {
      key: 'severity',
      title: '',
      bare: true,
      cell: ({ severity }) => <Tag kind={severity === 'error' ? 'bad' : 'warn'}>{say(severity)}</Tag>,
    },
    {
      key: 'message',
      title: say('problems'),
      bare: true,
      cell: ({ message, odd }) => (
        <>
          {message} {odd?.dismissed && <Tag>{say('oddDismissed')}</Tag>}
        </>
      ),
    },
    {
      key: 'record',
      title: say('record'),
      cell: ({ table, record }) => (table === undefined ? '' : `${tableName(tables, table)} ${record ?? ''}`),
    },
  ]
  return (
    <Section title={say('problems')}>
      {problems.length === 0 ? (
        <Notice kind="good">{say('problemsNone')}</Notice>
      ) : (
        <PlainTable
          caption={say('problems')}
          columns={columns}
          rows={isAll ? numbered : numbered.slice(0, SHOWN)}
          keyOf={({ place }) => place}
        />
      )}
      {problems.some(({ odd }) => odd !== null) && session.may('odd.read') && (
        <p>
          <Link to="/odd-records" search={{ period }}>
            {say('toOdd')}
          </Link>
        </p>
      )}
      {!isAll && problems.length > SHOWN && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {say('problemsShown', { count: problems.length })}
        </button>
      )}
    </Section>
  )
}

function Basis({ run }: { run: Run }) {
  const say = useWords(RUNS)
  const tables = useWords(TABLE_WORDS)
  const [opened, setOpened] = useState({ rules: false, settings: false })
  const names = useRuleNames(opened)
  const hashes = [
    ['hashInputs', run.inputsSha256],
    ['hashRules', run.rulesSha256],
    ['hashResult', run.resultSha256],
  ] as const
  return (
    <Section title={say('basis')}>
      <dl className="answer-list">
        <dt>{say('asOf')}</dt>
        <dd>{run.asOfChange ? say('asOfChange', { id: run.asOfChange }) : say('asOfStart')}</dd>
        <dt>{say('engine')}</dt>
        <dd>{run.engineVersion}</dd>
      </dl>
      <details>
        <summary>{say('rows')}</summary>
        <dl className="facts-grid">
          {Object.entries(run.rows).map(([table, rows]) => (
            <div key={table}>
              <dt>{tableName(tables, table)}</dt>
              <dd>{decimal(String(rows))}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details onToggle={() => setOpened({ ...opened, rules: true })}>
        <summary>{say('rules')}</summary>
        <ul className="plain-list">
          {run.rules.map(({ id, effectiveFrom, months }) => (
            <li key={`${id} ${effectiveFrom}`}>
              <Link to="/rules/$rule" params={{ rule: id }}>
                {names.rule(id)}
              </Link>{' '}
              <span className="quiet">
                {say('ruleSince', { day: day(effectiveFrom) })}
                {months && ` · ${say('ruleOfMonths', { months: months.map(periodName).join(language() === 'zh' ? '、' : ', ') })}`}
              </span>
            </li>
          ))}
        </ul>
      </details>
      <details onToggle={() => setOpened({ ...opened, settings: true })}>
        <summary>{say('settings')}</summary>
        <ul className="plain-list">
          {Object.entries(run.settings).map(([key, value]) => (
            <li key={key}>
              <span className="quiet">{names.setting(key)}</span>
              {sign('colon')}
              {names.value(key, value)}
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{say('hashes')}</summary>
        <dl className="answer-list">
          {hashes.map(([key, hash]) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{say(key)}</dt>
              <dd className="hash">{hash ?? '—'}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  )
}
