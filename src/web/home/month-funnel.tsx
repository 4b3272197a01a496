import { useMemo } from 'react'
import { Chart } from '../parts/chart.tsx'
import { count } from '../parts/format.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { useWords } from '../words/words.ts'
import type { Progress } from './month-data.ts'
import { MONTH } from './month-words.ts'

/** Engineers from being employed to a signed sheet, as a funnel with its table. */
export function MonthFunnel({ progress }: { progress: Progress }) {
  const say = useWords(MONTH)
  const { engineers, complete, marked, service, isPublished } = progress
  const steps = [
    { key: 'engineers', people: engineers },
    { key: 'complete', people: complete },
    { key: 'marked', people: marked },
    { key: 'scored', people: service?.scored ?? 0 },
    { key: 'confirmed', people: isPublished ? (service?.confirmed ?? 0) : 0 },
    { key: 'signed', people: isPublished ? (service?.signed ?? 0) : 0 },
  ] as const
  const named = steps.map(({ key, people }) => ({ name: say(`step_${key}`), people }))
  const words = JSON.stringify(named)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `words` says everything that the chart shows.
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 56, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: 'value', max: Math.max(engineers, 1), show: false },
      yAxis: { type: 'category', inverse: true, data: named.map(({ name }) => name), axisTick: { show: false } },
      series: [
        {
          type: 'bar',
          data: named.map(({ people }) => people),
          barWidth: 20,
          showBackground: true,
          backgroundStyle: { borderRadius: 4, opacity: 0.4 },
          itemStyle: { borderRadius: 4 },
          label: { show: true, position: 'right', color: 'inherit', textBorderWidth: 0 },
        },
      ],
    }),
    [words],
  )
  const values = Object.fromEntries(steps.map(({ key, people }) => [key, people]))
  return (
    <Chart
      title={say('funnel')}
      description={say('funnelDescription', values)}
      option={option}
      height={240}
      table={
        <PlainTable
          caption={say('funnel')}
          rows={named}
          keyOf={({ name }) => name}
          columns={[
            { key: 'step', title: say('step'), head: true, cell: ({ name }) => name },
            { key: 'people', title: say('people'), figures: true, cell: ({ people }) => count(people) },
            {
              key: 'share',
              title: say('ofAll'),
              figures: true,
              cell: ({ people }) => (engineers === 0 ? '—' : `${Math.round((100 * people) / engineers)}%`),
            },
          ]}
        />
      }
    />
  )
}
