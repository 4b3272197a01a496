import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useSession } from '../api/session.ts'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, percent, periodName, yuan } from '../parts/format.ts'
import { Notice } from '../parts/notice.tsx'
import { Empty, Loaded, Loading, Page } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { chartNumber } from './chart-number.ts'
import { KpiTrend } from './kpi-detail.tsx'
import { pointsText } from './kpi-form.tsx'
import { KPI } from './kpi-words.ts'
import { Choice, FindBox, Pages } from './list-tools.tsx'
import type { KpiHead } from './queries.ts'
import { RESULTS } from './results-words.ts'
import { type KpiRow, type KpiSort, leagueQuery, regionsQuery, useViewedRun, wholeLeague } from './run-queries.ts'
import type { KpisSearch } from './search.ts'
import { SidePanel } from './side-panel.tsx'
import './results.css'
import './sheet-view.css'

/** The league of KPIs 指标排行: what everybody within reach reached, best first or worst first. */
export function KpisPage() {
  const say = useWords(RESULTS)
  const { period } = useParams({ from: '/shell/periods/$period/kpis' })
  const { run: asked } = useSearch({ from: '/shell/periods/$period/kpis' })
  const { run, isPublished } = useViewedRun(period, asked)
  const { may } = useSession()
  return (
    <Page title={say('kpis')} lead={periodName(period)}>
      {run === undefined && <Loading rows={8} />}
      {run === null && (
        <Empty>
          <h2>{say(may('run.read') ? 'noRun' : 'waiting')}</h2>
          <p>{say(may('run.read') ? 'noRunMore' : 'waitingMore')}</p>
        </Empty>
      )}
      {typeof run === 'string' && (
        <>
          {!isPublished && <Notice kind="warn">{say('unpublished')}</Notice>}
          <League period={period} run={run} />
        </>
      )}
    </Page>
  )
}

const USUAL: KpiSort = 'points'

function League({ period, run }: { period: string; run: string }) {
  const say = useWords(RESULTS)
  const search = useSearch({ from: '/shell/periods/$period/kpis' })
  const navigate = useNavigate({ from: '/periods/$period/kpis' })
  const place = { period, run }
  const { data: regions } = useQuery(regionsQuery(place))
  const asked = {
    sort: sortOf(search.kpi),
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
  const heads = query.data?.kpis ?? []
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
        {(regions?.items.length ?? 0) > 1 && (
          <Choice
            label={say('region')}
            all={say('allRegions')}
            value={search.region}
            choices={(regions?.items ?? []).map(({ region, name }) => ({ value: region, title: name }))}
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
                <LeagueTable
                  rows={items}
                  head={head}
                  title={title}
                  period={period}
                  run={run}
                  onTrend={(employee) => void navigate({ search: (before) => ({ ...before, trend: employee }), resetScroll: false })}
                />
                <Pages total={total} cursor={search.cursor} next={next} />
              </section>
              {open && head && figure && (
                <SidePanel title={say('trendOf', { name: open.name, kpi: title })} onClose={() => history.back()}>
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

interface LeagueTableProps {
  readonly rows: readonly KpiRow[]
  /** The KPI that is looked at; undefined for the points in all. */
  readonly head: KpiHead | undefined
  readonly title: string
  readonly period: string
  readonly run: string
  readonly onTrend: (employee: string) => void
}

function LeagueTable({ rows, head, title, period, run, onTrend }: LeagueTableProps) {
  const say = useWords(RESULTS)
  const sayKpi = useWords(KPI)
  const figureOf = (row: KpiRow) => row.figures.find(({ kpi }) => kpi === head?.kpi)
  const shown = (text: string | undefined) => (head?.unit === 'yuan' ? yuan(text) : decimal(text))
  const person = ({ employee, name }: KpiRow) => (
    <Link
      to="/periods/$period/people/$employee"
      params={{ period, employee }}
      search={{ ...(run === 'published' ? {} : { run }), open: head?.kpi ?? 'total' }}
    >
      {name} <span className="quiet">{employee}</span>
    </Link>
  )
  const people = [
    { key: 'name', title: say('name'), head: true, bare: true, cell: person },
    { key: 'region', title: say('region'), cell: ({ regionName }: KpiRow) => regionName },
  ]
  const caption = say('league', { kpi: title })
  const keyOf = ({ employee }: KpiRow) => employee
  if (!head) {
    const score = {
      key: 'score',
      title: say('points'),
      figures: true,
      cell: (row: KpiRow) => (row.score === null ? sayKpi('held') : decimal(row.score)),
    }
    return <PlainTable caption={caption} rows={rows} keyOf={keyOf} empty={say('none')} columns={[...people, score]} />
  }
  return (
    <PlainTable
      caption={caption}
      rows={rows}
      keyOf={keyOf}
      empty={say('none')}
      columns={[
        ...people,
        {
          key: 'value',
          title: say('value'),
          figures: true,
          cell: (row) => {
            const figure = figureOf(row)
            if (figure?.value) return <strong>{percent(figure.value)}</strong>
            return <span className="quiet">{figure?.reason?.[language()] ?? say('notApplicable')}</span>
          },
        },
        { key: 'numerator', title: say('numerator'), figures: true, cell: (row) => shown(figureOf(row)?.numerator) },
        { key: 'denominator', title: say('denominator'), figures: true, cell: (row) => shown(figureOf(row)?.denominator) },
        { key: 'target', title: say('target'), figures: true, cell: (row) => percent(figureOf(row)?.target) },
        {
          key: 'points',
          title: say('pointsOfKpi'),
          figures: true,
          cell: (row) => {
            const figure = figureOf(row)
            return figure ? pointsText(figure, sayKpi) : ''
          },
        },
        {
          key: 'trend',
          title: '',
          bare: true,
          cell: ({ employee, name }) => (
            <button type="button" className="link-button" aria-label={`${say('trend')} ${name}`} onClick={() => onTrend(employee)}>
              {say('trend')}
            </button>
          ),
        },
      ]}
    />
  )
}

/** Bars of a page of the league, in its order from the top. */
function LeagueChart({ rows, head, title }: { rows: readonly KpiRow[]; head: KpiHead | undefined; title: string }) {
  const say = useWords(RESULTS)
  const bars = useMemo(() => {
    const reached = (row: KpiRow) => (head ? (row.figures.find(({ kpi }) => kpi === head.kpi)?.value ?? null) : row.score)
    return rows.flatMap((row) => {
      const text = reached(row)
      return text === null ? [] : [{ name: row.name, text, label: head ? percent(text) : decimal(text) }]
    })
  }, [rows, head])
  const target = head ? rows.map((row) => row.figures.find(({ kpi }) => kpi === head.kpi)?.target).find(Boolean) : undefined
  const option = useMemo<ChartOption>(() => {
    const place = (text: string | null | undefined) => {
      const number = chartNumber(text)
      return number === null ? null : head ? Number((number * 100).toFixed(2)) : number
    }
    return {
      grid: { left: 56, right: 16, top: 28, bottom: 64 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: bars.map(({ name }) => name), axisLabel: { rotate: 45, interval: 0, fontSize: 11 } },
      yAxis: { type: 'value', axisLabel: { formatter: head ? '{value}%' : '{value}' } },
      series: [
        {
          ...{ type: 'bar', name: title, data: bars.map(({ text }) => place(text)) },
          ...(target ? { markLine: { symbol: 'none', lineStyle: { type: 'dashed' }, data: [{ yAxis: place(target) }] } } : {}),
        },
      ],
    }
  }, [bars, head, title, target])
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) return null
  return (
    <Chart
      title={say('league', { kpi: title })}
      description={say('leagueSaid', {
        kpi: title,
        first: first.name,
        best: first.label,
        last: last.name,
        worst: last.label,
        count: bars.length,
      })}
      option={option}
      table={
        <PlainTable
          caption={say('league', { kpi: title })}
          rows={bars.map((bar, index) => ({ ...bar, place: index + 1 }))}
          keyOf={({ place }) => place}
          columns={[
            { key: 'name', title: say('name'), head: true, cell: ({ name }) => name },
            { key: 'value', title, figures: true, cell: ({ label }) => label },
          ]}
        />
      }
    />
  )
}

const KPIS = [
  'quotaCompletion',
  'quotaCompletionQuantity',
  'salesGrowth',
  'priceRetention',
  'expenseRatio',
  'arrearsRecovery',
  'collectionRate',
  'collectionsToSales',
  'visitSuccess',
  'complaintRate',
  'newClientRate',
  'newClientPlanCompletion',
  'retentionRate',
] as const

function sortOf(kpi: string | undefined): KpiSort {
  return KPIS.find((each) => each === kpi) ?? USUAL
}
