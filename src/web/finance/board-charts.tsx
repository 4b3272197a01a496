import { useQuery } from '@tanstack/react-query'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import type { CsvColumn } from '../parts/csv.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, percent } from '../parts/format.ts'
import { Empty, Loaded } from '../parts/page.tsx'
import { type PlainColumn, PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import { type Board, type BoardRegion, type TrendPeriod, trendQuery } from './api.ts'
import { BOARD } from './board-words.ts'
import { amountAxis, bar, categories, FRAME, rightAxis } from './chart-options.ts'
import { RateChart, TrendChart } from './trend-charts.tsx'

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
            <RateChart period={board.period} trend={items} />
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
    yAxis: [amountAxis(say('pool')), rightAxis(say('commissionLeft'))],
    series: [
      bar(
        say('pool'),
        regions.map(({ pool }) => pool),
      ),
      {
        ...bar(
          say('commissionLeft'),
          regions.map(({ commissionLeft }) => commissionLeft),
        ),
        yAxisIndex: 1,
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
