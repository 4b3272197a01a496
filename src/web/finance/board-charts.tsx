import { useQuery } from '@tanstack/react-query'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import type { CsvColumn } from '../parts/csv.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, percent, periodName, yuan } from '../parts/format.ts'
import { Empty, Loaded } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { type Board, type BoardRegion, type TrendPeriod, trendQuery } from './api.ts'
import { BOARD } from './board-words.ts'

type Column<Row> = PlainColumn<Row> & CsvColumn<Row>

/** Pool and commission by region, what was collected of what was due, and the last periods. */
export function BoardCharts({ board }: { board: Board }) {
  const trend = useQuery(trendQuery(board.period))
  return (
    <>
      <PoolChart board={board} />
      <Loaded query={trend} rows={5}>
        {({ items }) => (
          <>
            <DueChart period={board.period} trend={items} />
            <TrendChart period={board.period} trend={items} />
          </>
        )}
      </Loaded>
    </>
  )
}

function PoolChart({ board }: { board: Board }) {
  const say = useWords(BOARD)
  const { regions, period } = board
  const money = (key: 'pool' | 'commission' | 'commissionLeft'): Column<BoardRegion> => ({
    key,
    title: say(key),
    figures: true,
    cell: (row) => decimal(row[key]),
    text: (row) => row[key],
  })
  const name: Column<BoardRegion> = { key: 'region', title: say('region'), head: true, cell: (row) => row.name, text: (row) => row.name }
  const columns = [name, money('pool'), money('commission'), money('commissionLeft')]
  // The pool is a small part of the commission: each has an axis of its own.
  const option: ChartOption = {
    ...FRAME,
    xAxis: categories(regions.map((region) => region.name)),
    yAxis: [amountAxis(say('pool')), amountAxis(say('commissionLeft'))],
    series: [
      bar(
        say('pool'),
        regions.map(({ pool }) => pool),
      ),
      {
        type: 'scatter',
        name: say('commissionLeft'),
        yAxisIndex: 1,
        symbol: 'diamond',
        symbolSize: 14,
        data: regions.map(({ commissionLeft }) => commissionLeft),
        tooltip: { valueFormatter: inYuan },
      },
    ],
  }
  return (
    <Chart
      title={say('chartPool')}
      description={say('chartPoolAbout', { count: regions.length })}
      option={option}
      table={
        <PlainTable
          caption={say('chartTable', { title: say('chartPool') })}
          columns={columns}
          rows={regions}
          keyOf={({ region }) => region}
        />
      }
      actions={<CsvButton name={`${say('chartPool')}-${period}`} columns={columns} rows={regions} />}
    />
  )
}

type Figures = TrendPeriod['regions'][number]

function DueChart({ period, trend }: { period: string; trend: readonly TrendPeriod[] }) {
  const say = useWords(BOARD)
  const regions = trend.find((each) => each.period === period)?.regions ?? []
  const withDue = regions.filter(({ due }) => due !== null)
  const columns: Column<Figures>[] = [
    { key: 'region', title: say('region'), head: true, cell: ({ name }) => name, text: ({ name }) => name },
    { key: 'due', title: say('due'), figures: true, cell: ({ due }) => decimal(due), text: ({ due }) => due },
    {
      key: 'collected',
      title: say('collected'),
      figures: true,
      cell: ({ collected }) => decimal(collected),
      text: ({ collected }) => collected,
    },
    { key: 'rate', title: say('collectionRate'), figures: true, cell: ({ rate }) => percent(rate), text: ({ rate }) => rate },
  ]
  if (withDue.length === 0) {
    return (
      <figure className="card chart">
        <figcaption>
          <h2>{say('chartDue')}</h2>
        </figcaption>
        <Empty>{say('noDue')}</Empty>
      </figure>
    )
  }
  const option: ChartOption = {
    ...FRAME,
    xAxis: categories(withDue.map(({ name, rate }) => `${name}\n${percent(rate)}`)),
    yAxis: amountAxis(''),
    series: [
      bar(
        say('due'),
        withDue.map(({ due }) => due),
      ),
      bar(
        say('collected'),
        withDue.map(({ collected }) => collected),
      ),
    ],
  }
  return (
    <Chart
      title={say('chartDue')}
      description={say('chartDueAbout')}
      option={option}
      table={
        <PlainTable
          caption={say('chartTable', { title: say('chartDue') })}
          columns={columns}
          rows={regions}
          keyOf={({ region }) => region}
        />
      }
      actions={<CsvButton name={`${say('chartDue')}-${period}`} columns={columns} rows={regions} />}
    />
  )
}

function TrendChart({ period, trend }: { period: string; trend: readonly TrendPeriod[] }) {
  const say = useWords(BOARD)
  const money = (key: 'netCollections' | 'pool' | 'due' | 'collected'): Column<TrendPeriod> => ({
    key,
    title: say(key),
    figures: true,
    cell: ({ total }) => decimal(total?.[key]),
    text: ({ total }) => total?.[key],
  })
  const columns: Column<TrendPeriod>[] = [
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
    yAxis: [amountAxis(say('netCollections')), amountAxis(say('pool'))],
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

const FRAME = {
  tooltip: { trigger: 'axis', confine: true },
  legend: { top: 0, left: 0 },
  grid: { left: 8, right: 8, top: 56, bottom: 4, containLabel: true },
}

/** Amounts go in as the server wrote them and are shown as such. */
function bar(name: string, data: readonly (string | null)[]) {
  return { type: 'bar', name, data: [...data], barMaxWidth: 32, tooltip: { valueFormatter: inYuan } }
}

function categories(names: readonly string[]) {
  return { type: 'category', data: [...names], axisLabel: { interval: 0, lineHeight: 16 } }
}

function inYuan(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? yuan(String(value)) : '—'
}

/** An axis of amounts: "120万", "1.2M". */
function amountAxis(name: string) {
  const short = new Intl.NumberFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { notation: 'compact', maximumFractionDigits: 1 })
  return { type: 'value', name, axisLabel: { formatter: (value: number) => short.format(value) } }
}
