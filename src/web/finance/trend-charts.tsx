import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import type { CsvColumn } from '../parts/csv.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, percent, periodName } from '../parts/format.ts'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import type { TrendPeriod } from './api.ts'
import { BOARD } from './board-words.ts'
import { amountAxis, bar, categories, FRAME, inYuan, rightAxis } from './chart-options.ts'

type Column = PlainColumn<TrendPeriod> & CsvColumn<TrendPeriod>

interface TrendProps {
  readonly period: string
  readonly trend: readonly TrendPeriod[]
}

/** Net collections and pool over the last periods. */
export function TrendChart({ period, trend }: TrendProps) {
  const say = useWords(BOARD)
  const money = (key: 'netCollections' | 'pool' | 'due' | 'collected'): Column => ({
    key,
    title: say(key),
    figures: true,
    cell: ({ total }) => decimal(total?.[key]),
    text: ({ total }) => total?.[key],
  })
  const columns: Column[] = [
    { key: 'period', title: say('period'), head: true, cell: (row) => periodName(row.period), text: (row) => row.period },
    money('netCollections'),
    money('pool'),
    money('due'),
    money('collected'),
    {
      key: 'rate',
      title: say('collectionRate'),
      figures: true,
      cell: ({ total }) => percent(total?.rate),
      text: ({ total }) => total?.rate,
    },
  ]
  const option: ChartOption = {
    ...FRAME,
    xAxis: categories(trend.map((each) => each.period)),
    yAxis: [amountAxis(say('netCollections')), rightAxis(say('pool'))],
    series: [
      bar(
        say('netCollections'),
        trend.map(({ total }) => total?.netCollections ?? null),
      ),
      {
        type: 'line',
        name: say('pool'),
        yAxisIndex: 1,
        symbolSize: 9,
        data: trend.map(({ total }) => total?.pool ?? null),
        tooltip: { valueFormatter: inYuan },
      },
    ],
  }
  return (
    <Chart
      title={say('chartTrend')}
      description={say('chartTrendAbout')}
      option={option}
      table={
        <PlainTable caption={say('chartTable', { title: say('chartTrend') })} columns={columns} rows={trend} keyOf={(row) => row.period} />
      }
      actions={<CsvButton name={`${say('chartTrend')}-${period}`} columns={columns} rows={trend} />}
    />
  )
}

/** The collection rate of each region over the periods. */
export function RateChart({ period, trend }: TrendProps) {
  const say = useWords(BOARD)
  const regions = new Map(trend.flatMap((each) => each.regions.map(({ region, name }) => [region, name] as const)))
  const rateOf = (of: TrendPeriod, region: string) => of.regions.find((each) => each.region === region)?.rate
  const columns: Column[] = [
    { key: 'period', title: say('period'), head: true, cell: (row) => periodName(row.period), text: (row) => row.period },
    ...[...regions].map(
      ([region, name]): Column => ({
        key: region,
        title: name,
        figures: true,
        cell: (row) => percent(rateOf(row, region)),
        text: (row) => rateOf(row, region),
      }),
    ),
    {
      key: '',
      title: say('total'),
      figures: true,
      cell: ({ total }) => percent(total?.rate),
      text: ({ total }) => total?.rate,
    },
  ]
  const line = (name: string, data: readonly (string | null | undefined)[], width: number) => ({
    type: 'line',
    name,
    data: data.map((each) => each ?? null),
    symbolSize: 8,
    lineStyle: { width },
    tooltip: { valueFormatter: (value: unknown) => (typeof value === 'string' ? percent(value) : '—') },
  })
  const short = new Intl.NumberFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { style: 'percent' })
  const option: ChartOption = {
    ...FRAME,
    xAxis: categories(trend.map((each) => each.period)),
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => short.format(value) } },
    series: [
      ...[...regions].map(([region, name]) =>
        line(
          name,
          trend.map((each) => rateOf(each, region)),
          2,
        ),
      ),
      ...(regions.size > 1
        ? [
            line(
              say('total'),
              trend.map(({ total }) => total?.rate),
              4,
            ),
          ]
        : []),
    ],
  }
  return (
    <Chart
      title={say('chartRate')}
      description={say('chartRateAbout')}
      option={option}
      table={
        <PlainTable caption={say('chartTable', { title: say('chartRate') })} columns={columns} rows={trend} keyOf={(row) => row.period} />
      }
      actions={<CsvButton name={`${say('chartRate')}-${period}`} columns={columns} rows={trend} />}
    />
  )
}
