import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { CsvButton } from '../parts/csv-button.tsx'
import { Loaded } from '../parts/page.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { KpiTrend } from './kpi-detail.tsx'
import { LeagueChart } from './league-chart.tsx'
import { LeagueTable } from './league-table.tsx'
import { Choice, FindBox, Pages } from './list-tools.tsx'
import { RESULTS } from './results-words.ts'
import { RunPage } from './run-page.tsx'
import { type KpiRow, leagueQuery, wholeLeague } from './run-queries.ts'
import type { KpisSearch } from './search.ts'
import { SidePanel } from './side-panel.tsx'
import { useOpened } from './use-opened.ts'
import './results.css'
import './sheet-view.css'

/** The league of KPIs 指标排行: what everybody within reach reached, best first or worst first. */
export function KpisPage() {
  const say = useWords(RESULTS)
  const { period } = useParams({ from: '/shell/periods/$period/kpis' })
  const { run: asked } = useSearch({ from: '/shell/periods/$period/kpis' })
  return (
    <RunPage title={say('kpis')} period={period} asked={asked}>
      {(place) => <League {...place} />}
    </RunPage>
  )
}

const USUAL = 'points'

function League({ period, run }: { period: string; run: string }) {
  const say = useWords(RESULTS)
  const search = useSearch({ from: '/shell/periods/$period/kpis' })
  const navigate = useNavigate({ from: '/periods/$period/kpis' })
  const place = { period, run }
  const asked = {
    sort: search.kpi ?? USUAL,
    order: search.order ?? 'descending',
    region: search.region,
    search: search.search,
    cursor: search.cursor,
  } as const
  const query = useQuery(leagueQuery(place, asked))
  const filter = useCallback(
    (change: Partial<KpisSearch>) => void navigate({ search: (before) => ({ ...before, ...change, cursor: undefined }), replace: true }),
    [navigate],
  )
  const find = useCallback((text: string | undefined) => filter({ search: text }), [filter])
  const onTrend = useOpened(
    search.trend,
    (trend, replace) => void navigate({ search: (before) => ({ ...before, trend }), replace, resetScroll: false }),
  )
  const heads = query.data?.kpis ?? []
  const regions = query.data?.regions ?? []
  return (
    <>
      <div className="row no-print">
        <Choice
          label={say('kpi')}
          value={asked.sort}
          choices={[{ value: USUAL, title: say('points') }, ...heads.map(({ kpi, title }) => ({ value: kpi, title: title[language()] }))]}
          onChoose={(kpi) =>
            filter({
              kpi: kpi === USUAL ? undefined : kpi,
              order: heads.find((head) => head.kpi === kpi)?.better === 'lower' ? 'ascending' : undefined,
            })
          }
        />
        <Choice
          label={say('order')}
          value={asked.order}
          choices={(['descending', 'ascending'] as const).map((value) => ({ value, title: say(value) }))}
          onChoose={(order) => filter({ order: order === 'ascending' ? 'ascending' : undefined })}
        />
        {regions.length > 1 && (
          <Choice
            label={say('region')}
            all={say('allRegions')}
            value={search.region}
            choices={regions.map(({ region, name }) => ({ value: region, title: name }))}
            onChoose={(region) => filter({ region })}
          />
        )}
        <FindBox value={search.search} onFind={find} />
      </div>
      <Loaded query={query} rows={12}>
        {({ items, kpis, next, total }) => {
          const head = kpis.find(({ kpi }) => kpi === asked.sort)
          const title = head?.title[language()] ?? say('points')
          const open = items.find(({ employee }) => employee === search.trend)
          const figure = open?.figures.find(({ kpi }) => kpi === asked.sort)
          return (
            <>
              {items.length > 0 && <LeagueChart rows={items} head={head} title={title} />}
              <section className="card">
                <div className="row league-head no-print">
                  <CsvButton
                    name={`${say('kpis')}-${title}-${period}`}
                    rows={() => wholeLeague(place, { ...asked, cursor: undefined })}
                    columns={[
                      { title: say('number'), text: ({ employee }) => employee },
                      { title: say('name'), text: ({ name }) => name },
                      { title: say('region'), text: ({ regionName }) => regionName },
                      { title: say('points'), text: ({ score }) => score },
                      ...kpis.map((each) => ({
                        title: each.title[language()],
                        text: (row: KpiRow) => row.figures.find(({ kpi }) => kpi === each.kpi)?.value ?? null,
                      })),
                    ]}
                  />
                </div>
                <LeagueTable rows={items} head={head} title={title} period={period} run={run} onTrend={onTrend} />
                <Pages total={total} cursor={search.cursor} next={next} />
              </section>
              {open && head && figure && (
                <SidePanel title={say('trendOf', { name: open.name, kpi: title })} onClose={() => onTrend(undefined)}>
                  <KpiTrend place={{ ...place, employee: open.employee }} head={head} figure={figure} />
                </SidePanel>
              )}
            </>
          )
        }}
      </Loaded>
    </>
  )
}
