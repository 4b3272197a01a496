import { useMemo } from 'react'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import { decimal, percent } from '../parts/format.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import { chartNumber } from './chart-number.ts'
import type { KpiHead } from './queries.ts'
import { RESULTS } from './results-words.ts'
import type { KpiRow } from './run-queries.ts'

/** Bars of a page of the league, in its order from the top. */
export function LeagueChart({ rows, head, title }: { rows: readonly KpiRow[]; head: KpiHead | undefined; title: string }) {
  const say = useWords(RESULTS)
  const bars = useMemo(() => {
    const reached = (row: KpiRow) => (head ? (row.figures.find(({ kpi }) => kpi === head.kpi)?.value ?? null) : row.score)
    return rows.flatMap((row) => {
      const text = reached(row)
      return text === null ? [] : [{ name: row.name, text, label: head ? percent(text) : decimal(text) }]
    })
  }, [rows, head])
  const target = head ? rows.map((row) => row.figures.find(({ kpi }) => kpi === head.kpi)?.target).find(Boolean) : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language only, and the title with them.
  const option = useMemo<ChartOption>(() => {
    const place = (text: string | null | undefined) => {
      const number = chartNumber(text)
      return number === null ? null : head ? Number((number * 100).toFixed(2)) : number
    }
    return {
      grid: { left: 56, right: 16, top: 28, bottom: 64 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: bars.map(({ name }) => name), axisLabel: { rotate: 45, fontSize: 11 } },
      yAxis: { type: 'value', axisLabel: { formatter: head ? '{value}%' : '{value}' } },
      series: [
        {
          ...{ type: 'bar', name: title, data: bars.map(({ text }) => place(text)) },
          ...(target
            ? {
                markLine: {
                  symbol: 'none',
                  lineStyle: { type: 'dashed' },
                  label: { position: 'insideEndTop', color: 'inherit', formatter: `${say('target')} ${percent(target)}` },
                  data: [{ yAxis: place(target) }],
                },
              }
            : {}),
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
