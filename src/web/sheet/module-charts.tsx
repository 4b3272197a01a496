import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal, periodName } from '../parts/format.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { alike, chartNumber } from './chart-number.ts'
import { historyQuery, type PastResult, type Sheet, type SheetPart } from './queries.ts'
import { wordOf } from './score-form.tsx'
import { TREND } from './trend-words.ts'
import { percentOf } from './weight-text.ts'
import { MODULE_KEYS, SHEET } from './words.ts'

/** The four modules of one sheet as a radar. */
export function ModuleRadar({ sheet, part }: { sheet: Sheet; part: SheetPart }) {
  const say = useWords(TREND)
  const saySheet = useWords(SHEET)
  const zh = language() === 'zh'
  const figures = part.modules.map(({ module, score }) => `${saySheet(wordOf(module))} ${decimal(score)}`).join(zh ? '，' : ', ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language only.
  const option = useMemo<ChartOption>(
    () => ({
      radar: {
        radius: '58%',
        indicator: part.modules.map(({ module, score }) => ({
          name: `${inLines(saySheet(wordOf(module)))}\n${decimal(score)}`,
          min: 0,
          max: 100,
        })),
        axisName: { color: 'inherit' },
      },
      series: [
        { type: 'radar', areaStyle: { opacity: 0.18 }, data: [{ value: part.modules.map(({ score }) => chartNumber(score) ?? 0) }] },
      ],
    }),
    [part.modules, zh],
  )
  const columns = [
    { key: 'module', title: saySheet('module'), head: true, cell: ({ module }: SheetPart['modules'][number]) => saySheet(wordOf(module)) },
    { key: 'weight', title: saySheet('weight'), figures: true, cell: ({ weight }: SheetPart['modules'][number]) => percentOf(weight) },
    { key: 'score', title: saySheet('score'), figures: true, cell: ({ score }: SheetPart['modules'][number]) => decimal(score) },
  ]
  return (
    <Chart
      title={say('radar')}
      description={say('radarSaid', { figures })}
      option={option}
      height={300}
      table={<PlainTable caption={say('radar')} columns={columns} rows={part.modules} keyOf={({ module }) => module} />}
      actions={
        <CsvButton
          name={`${say('radar')}-${sheet.employee}-${sheet.period}`}
          rows={part.modules}
          columns={[
            { title: saySheet('module'), text: ({ module }) => saySheet(wordOf(module)) },
            { title: saySheet('score'), text: ({ score }) => score },
          ]}
        />
      }
    />
  )
}

/** A long name of Chinese characters in lines of four, so that a phone shows all of it. */
function inLines(name: string): string {
  return /^\p{sc=Han}{5,}$/u.test(name) ? name.replace(/(.{4})(?=.)/gu, '$1\n') : name
}

/** The final score and the module scores over the periods that were published. */
export function ScoreTrend({ sheet }: { sheet: Sheet }) {
  const say = useWords(TREND)
  const saySheet = useWords(SHEET)
  const zh = language() === 'zh'
  const { data } = useQuery(historyQuery(sheet.employee))
  const past = useMemo(
    () =>
      alike(
        (data?.items ?? []).filter(({ kind }) => kind === 'service'),
        sheet.period,
      ),
    [data, sheet.period],
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
      yAxis: { type: 'value', min: ({ min }: { min: number }) => Math.floor(min / 10) * 10, max: 100 },
      series: [
        line(
          say('score'),
          past.map(({ score }) => chartNumber(score)),
          true,
        ),
        ...MODULE_KEYS.map((module) =>
          line(
            saySheet(module),
            past.map(({ modules }) => chartNumber(modules[module])),
          ),
        ),
      ],
    }
  }, [past, zh])
  if (past.length < 2) return null
  const newestFirst = [...past].reverse()
  const score = ({ modules }: PastResult, module: string) => modules[module] ?? null
  return (
    <Chart
      title={say('trend')}
      description={say('trendSaid', { first: periodName(past[0]?.period ?? ''), last: periodName(past.at(-1)?.period ?? '') })}
      option={option}
      height={300}
      table={
        <PlainTable
          caption={say('trend')}
          rows={newestFirst}
          keyOf={({ period }) => period}
          columns={[
            { key: 'period', title: say('period'), head: true, bare: true, cell: ({ period }) => periodName(period) },
            { key: 'score', title: say('score'), figures: true, cell: (row) => decimal(row.score) },
            ...MODULE_KEYS.map((module) => ({
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
            { title: say('score'), text: (row) => row.score },
            ...MODULE_KEYS.map((module) => ({ title: saySheet(module), text: (row: PastResult) => score(row, module) })),
            { title: say('bonus'), text: (row) => row.bonus },
          ]}
        />
      }
    />
  )
}
