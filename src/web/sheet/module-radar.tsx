import { useMemo } from 'react'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { decimal } from '../parts/format.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { useDark } from '../theme/appearance.ts'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { chartNumber } from './chart-number.ts'
import type { Sheet, SheetPart } from './queries.ts'
import { wordOf } from './score-form.tsx'
import { TREND } from './trend-words.ts'
import { percentOf } from './weight-text.ts'
import { SHEET } from './words.ts'

/** The four modules of one sheet as a radar. */
export function ModuleRadar({ sheet, part }: { sheet: Sheet; part: SheetPart }) {
  const say = useWords(TREND)
  const saySheet = useWords(SHEET)
  const dark = useDark()
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
        axisName: { color: dark ? 'rgba(255,255,255,0.78)' : 'rgba(0,0,0,0.75)' },
        axisLine: { lineStyle: { color: dark ? '#3a424c' : '#dfe4ea' } },
        splitLine: { lineStyle: { color: dark ? '#3a424c' : '#dfe4ea' } },
        splitArea: { show: false },
      },
      series: [
        { type: 'radar', areaStyle: { opacity: 0.18 }, data: [{ value: part.modules.map(({ score }) => chartNumber(score) ?? 0) }] },
      ],
    }),
    [part.modules, zh, dark],
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

/** A long name in lines - of four Chinese characters, of a word - so that a phone shows all of it. */
function inLines(name: string): string {
  return /^\p{sc=Han}{5,}$/u.test(name) ? name.replace(/(.{4})(?=.)/gu, '$1\n') : name.replaceAll(' ', '\n')
}
