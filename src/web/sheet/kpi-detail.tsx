import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, percent, periodName, yuan } from '../parts/format.ts'
import { ProblemNotice } from '../parts/notice.tsx'
import { Loading } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { COMMON } from '../words/common.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { alike, chartNumber } from './chart-number.ts'
import { FactRecords } from './fact-records.tsx'
import { KPI } from './kpi-words.ts'
import { historyQuery, type KpiFigure, type KpiHead, kpiClientsQuery, type SheetPlace } from './queries.ts'
import { TREND } from './trend-words.ts'

/** One KPI over the periods that were published, with its target of now. */
export function KpiTrend({ place, head, figure }: { place: SheetPlace; head: KpiHead; figure: KpiFigure }) {
  const say = useWords(TREND)
  const title = head.title[language()]
  const { data } = useQuery(historyQuery(place.employee))
  const past = useMemo(
    () =>
      alike(
        (data?.items ?? []).filter(({ kind }) => kind === 'sales'),
        place.period,
      ),
    [data, place.period],
  )
  const target = figure.target
  const option = useMemo<ChartOption>(() => {
    const percents = (text: string | null | undefined) => {
      const number = chartNumber(text)
      return number === null ? null : Number((number * 100).toFixed(2))
    }
    return {
      grid: { left: 52, right: 20, top: 20, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: past.map(({ period }) => period) },
      yAxis: { type: 'value', scale: true, axisLabel: { formatter: '{value}%' } },
      series: [
        {
          ...{ name: title, type: 'line', symbolSize: 8, lineStyle: { width: 3 } },
          data: past.map(({ kpis }) => percents(kpis[head.kpi])),
          ...(target === null
            ? {}
            : {
                markLine: {
                  symbol: 'none',
                  lineStyle: { type: 'dashed' },
                  label: { position: 'insideEndTop', color: 'inherit', formatter: percent(target) },
                  data: [{ yAxis: percents(target) }],
                },
              }),
        },
      ],
    }
  }, [past, title, target, head.kpi])
  if (past.length < 2) return <p className="quiet">{say('onlyOne')}</p>
  const values = [...past].reverse().map(({ period, kpis }) => ({ period, value: kpis[head.kpi] ?? null }))
  return (
    <Chart
      title={say('kpiTrend', { kpi: title })}
      description={say('kpiTrendSaid', {
        kpi: title,
        first: periodName(past[0]?.period ?? ''),
        last: periodName(past.at(-1)?.period ?? ''),
      })}
      option={option}
      height={220}
      table={
        <PlainTable
          caption={say('kpiTrend', { kpi: title })}
          rows={values}
          keyOf={({ period }) => period}
          columns={[
            { key: 'period', title: say('period'), head: true, bare: true, cell: ({ period }) => periodName(period) },
            {
              key: 'value',
              title: say('value'),
              figures: true,
              cell: ({ value }) => (value === null ? say('notApplicable') : percent(value)),
            },
          ]}
        />
      }
      actions={
        <CsvButton
          name={`${title}-${place.employee}`}
          rows={values}
          columns={[
            { title: say('period'), text: ({ period }) => period },
            { title: say('value'), text: ({ value }) => value },
          ]}
        />
      }
    />
  )
}

/** The clients 客户 behind a KPI: what each adds to its measures, and their documents. */
export function KpiClients({ place, kpi }: { place: SheetPlace; kpi: string }) {
  const say = useWords(KPI)
  const common = useWords(COMMON)
  const query = useInfiniteQuery(kpiClientsQuery(place, kpi))
  const [opened, setOpened] = useState<string>()
  if (query.error) return <ProblemNotice problem={query.error} onRetry={() => void query.refetch()} />
  const [first] = query.data?.pages ?? []
  if (!query.data || !first) return <Loading rows={4} />
  const clients = query.data.pages.flatMap(({ items }) => items)
  const measures = first.measures.filter(({ byClient }) => byClient)
  const others = first.measures.filter(({ byClient }) => !byClient).map(({ title }) => title[language()])
  const [source] = measures
  const shown = (text: string | null | undefined, unit: string) => (unit === 'yuan' ? yuan(text) : decimal(text))
  return (
    <section className="stack">
      <h3>{say('clients')}</h3>
      {others.length > 0 && <p className="quiet">{say('notByClient', { names: others.join(language() === 'zh' ? '、' : ', ') })}</p>}
      {measures.length > 0 && (
        <>
          <PlainTable
            caption={say('clients')}
            rows={clients}
            keyOf={({ client }) => client ?? ''}
            empty={say('noClients')}
            columns={[
              {
                key: 'client',
                title: say('client'),
                head: true,
                bare: true,
                cell: ({ client, name }) => (
                  <>
                    {name ?? say('noClient')} <span className="quiet">{client}</span>
                  </>
                ),
              },
              ...measures.map(({ measure, title, unit }) => ({
                key: measure,
                title: title[language()],
                figures: true,
                cell: ({ figures }: (typeof clients)[number]) => shown(figures[measure], unit),
              })),
              {
                key: 'records',
                title: '',
                bare: true,
                cell: ({ client, name }) =>
                  client !== null && (
                    <button
                      type="button"
                      className="link-button"
                      aria-expanded={opened === client}
                      aria-label={`${say('records')} ${name ?? client}`}
                      onClick={() => setOpened(opened === client ? undefined : client)}
                    >
                      {say('records')}
                    </button>
                  ),
              },
            ]}
          />
          <p className="figures kpi-wholes">
            {measures.map(({ measure, title, value, unit }) => (
              <span key={measure}>
                {title[language()]} {say('whole')} <strong>{shown(value, unit)}</strong>
              </span>
            ))}
          </p>
          {query.hasNextPage && (
            <div>
              <button type="button" className="link-button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {common('more')}
              </button>
            </div>
          )}
          {opened !== undefined && source && (
            <FactRecords key={opened} place={place} fact={source.measure} total={0} client={opened} isOpen />
          )}
        </>
      )}
    </section>
  )
}
