import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useSession } from '../api/session.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, yuan } from '../parts/format.ts'
import { Loaded } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag } from '../parts/tag.tsx'
import { useWords } from '../words/words.ts'
import { Choice, FindBox, Pages } from './list-tools.tsx'
import { statusWord } from './past-results.tsx'
import { RESULTS } from './results-words.ts'
import { RunPage } from './run-page.tsx'
import { resultsQuery, wholeResults } from './run-queries.ts'
import { ScoreDistribution } from './score-distribution.tsx'
import type { ResultsSearch } from './search.ts'
import { TREND } from './trend-words.ts'
import './results.css'

/** The results of a run: everybody within reach, filtered and page by page, with how the scores lie. */
export function ResultsPage() {
  const say = useWords(RESULTS)
  const { period } = useParams({ from: '/shell/periods/$period/results' })
  const { run: asked } = useSearch({ from: '/shell/periods/$period/results' })
  return (
    <RunPage title={say('results')} period={period} asked={asked}>
      {(place) => <Results {...place} />}
    </RunPage>
  )
}

function Results({ period, run }: { period: string; run: string }) {
  const say = useWords(RESULTS)
  const { may } = useSession()
  const sayStatus = useWords(TREND)
  const search = useSearch({ from: '/shell/periods/$period/results' })
  const navigate = useNavigate({ from: '/periods/$period/results' })
  const place = { period, run }
  const query = useQuery(resultsQuery(place, search))
  const nameOf = new Map((query.data?.regions ?? []).map(({ region, name }) => [region, name]))
  const filter = useCallback(
    (change: Partial<ResultsSearch>) => void navigate({ search: (before) => ({ ...before, ...change, cursor: undefined }), replace: true }),
    [navigate],
  )
  const find = useCallback((text: string | undefined) => filter({ search: text }), [filter])
  const statuses = (['scored', 'incomplete', 'excluded', 'held'] as const).map((value) => ({ value, title: statusWord(sayStatus, value) }))
  return (
    <>
      <div className="row no-print">
        <Choice
          label={say('kind')}
          all={say('allKinds')}
          value={search.kind}
          choices={(['service', 'sales'] as const).map((value) => ({ value, title: say(value) }))}
          onChoose={(kind) => filter({ kind: kind === 'service' || kind === 'sales' ? kind : undefined })}
        />
        {nameOf.size > 1 && (
          <Choice
            label={say('region')}
            all={say('allRegions')}
            value={search.region}
            choices={[...nameOf].map(([value, title]) => ({ value, title }))}
            onChoose={(region) => filter({ region })}
          />
        )}
        <Choice
          label={say('status')}
          all={say('allStatuses')}
          value={search.status}
          choices={statuses}
          onChoose={(status) => filter({ status: statuses.find(({ value }) => value === status)?.value })}
        />
        <FindBox value={search.search} onFind={find} />
      </div>
      {may('distribution.read') && <ScoreDistribution place={place} kind={search.kind ?? 'service'} region={search.region} />}
      <Loaded query={query} rows={12}>
        {({ items, next, total }) => (
          <section className="card">
            <div className="row league-head no-print">
              <CsvButton
                name={`${say('results')}-${period}`}
                rows={() => wholeResults(place, search)}
                columns={[
                  { title: say('number'), text: ({ employee }) => employee },
                  { title: say('name'), text: ({ name }) => name },
                  { title: say('kind'), text: ({ kind }) => say(kind) },
                  { title: say('region'), text: ({ region }) => nameOf.get(region) ?? region },
                  { title: say('status'), text: ({ status }) => statusWord(sayStatus, status) },
                  { title: say('score'), text: ({ score }) => score },
                  { title: say('bonus'), text: ({ bonus }) => bonus },
                ]}
              />
            </div>
            <PlainTable
              caption={say('results')}
              rows={items}
              keyOf={({ kind, employee }) => `${kind} ${employee}`}
              empty={say('none')}
              columns={[
                {
                  key: 'name',
                  title: say('name'),
                  head: true,
                  bare: true,
                  cell: ({ employee, name }) => (
                    <Link to="/periods/$period/people/$employee" params={{ period, employee }} search={run === 'published' ? {} : { run }}>
                      {name} <span className="quiet">{employee}</span>
                    </Link>
                  ),
                },
                { key: 'kind', title: say('kind'), cell: ({ kind }) => say(kind) },
                { key: 'region', title: say('region'), cell: ({ region }) => nameOf.get(region) ?? region },
                {
                  key: 'status',
                  title: say('status'),
                  cell: ({ status }) => <Tag kind={TAGS[status] ?? 'plain'}>{statusWord(sayStatus, status)}</Tag>,
                },
                { key: 'score', title: say('score'), figures: true, cell: ({ score }) => decimal(score) },
                { key: 'bonus', title: say('bonus'), figures: true, cell: ({ kind, bonus }) => (kind === 'sales' ? '' : yuan(bonus)) },
              ]}
            />
            <Pages total={total} cursor={search.cursor} next={next} />
          </section>
        )}
      </Loaded>
    </>
  )
}

const TAGS: Readonly<Record<string, 'good' | 'warn' | 'plain'>> = { scored: 'good', incomplete: 'warn', held: 'warn', excluded: 'plain' }
