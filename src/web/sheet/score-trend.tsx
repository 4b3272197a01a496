import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { MODULES } from '../../domain/engineers/service-facts.ts'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, periodName } from '../parts/format.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { alike, chartNumber } from './chart-number.ts'
import { historyQuery, type PastResult, type Sheet, type SheetPart } from './queries.ts'
import { TREND } from './trend-words.ts'
import { SHEET } from './words.ts'

/** The score over the periods that were published: an engineer's final score with the four modules, a representative's points. */
export function ScoreTrend({ sheet, part }: { sheet: Sheet; part: SheetPart }) {
  const say = useWords(TREND)
  const saySheet = useWords(SHEET)
  const zh = language() === 'zh'
  const isService = part.kind === 'service'
  const main = say(isService ? 'score' : 'points')
  const keys = isService ? MODULES : []
  const { data } = useQuery(historyQuery(sheet.employee))
  const past = useMemo(
    () =>
      alike(
        (data?.items ?? []).filter(({ kind }) => kind === part.kind),
        sheet.period,
      ),
    [data, sheet.period, part.kind],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language only.
  const option = useMemo<ChartOption>(() => {
    const line = (name: string, points: readonly (number | null)[], isMain = false) => ({
      ...{ name, type: 'line', data: points, connectNulls: false, symbolSize: 7 },
      lineStyle: { width: isMain ? 3 : 1.5, type: isMain ? 'solid' : 'dashed' },
    })
    return {
      grid: { left: 44, right: 16, top: 48, bottom: 28 },
      legend: { type: 'scroll', top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: past.map(({ period }) => period) },
      yAxis: { type: 'value', min: ({ min }: { min: number }) => Math.floor(min / 10) * 10, ...(isService ? { max: 100 } : {}) },
      series: [
        line(
          main,
          past.map(({ score }) => chartNumber(score)),
          true,
        ),
        ...keys.map((module) =>
          line(
            saySheet(module),
            past.map(({ modules }) => chartNumber(modules[module])),
          ),
        ),
      ],
    }
  }, [past, zh, isService])
  if (past.length < 2) return null
  const newestFirst = [...past].reverse()
  const score = ({ modules }: PastResult, module: string) => modules[module] ?? null
  return (
    <Chart
      title={say('trend')}
      description={say(isService ? 'trendSaid' : 'pointsTrendSaid', {
        first: periodName(past[0]?.period ?? ''),
        last: periodName(past.at(-1)?.period ?? ''),
      })}
      option={option}
      height={300}
      table={
        <PlainTable
          caption={say('trend')}
          rows={newestFirst}
          keyOf={({ period }) => period}
          columns={[
            { key: 'period', title: say('period'), head: true, bare: true, cell: ({ period }) => periodName(period) },
            { key: 'score', title: main, figures: true, cell: (row) => decimal(row.score) },
            ...keys.map((module) => ({
              key: module,
              title: saySheet(module),
              figures: true,
              cell: (row: PastResult) => decimal(score(row, module)),
            })),
          ]}
        />
      }
      actions={
        <CsvButton
          name={`${say('trend')}-${sheet.employee}`}
          rows={newestFirst}
          columns={[
            { title: say('period'), text: ({ period }) => period },
            { title: main, text: (row) => row.score },
            ...keys.map((module) => ({ title: saySheet(module), text: (row: PastResult) => score(row, module) })),
            ...(isService ? [{ title: say('bonus'), text: (row: PastResult) => row.bonus }] : []),
          ]}
        />
      }
    />
  )
}
