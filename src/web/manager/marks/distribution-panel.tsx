import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { Chart } from '../../parts/chart.tsx'
import { decimal } from '../../parts/format.ts'
import { Loaded } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { useWords } from '../../words/words.ts'
import type { MarkItem } from './mark-row.ts'
import { distributionQuery, type MarkDistribution } from './marks-api.ts'
import { MARKS } from './words.ts'

/** One's own marks beside those of all other managers: whether one marks higher, or closer together, than the company does. */
export function DistributionPanel({ period }: { period: string }) {
  const query = useQuery(distributionQuery(period))
  return (
    <Loaded query={query} rows={6}>
      {(distribution) => <Distribution distribution={distribution} />}
    </Loaded>
  )
}

const FIGURES = ['mean', 'median', 'lowest', 'highest'] as const

function Distribution({ distribution: { buckets, items } }: { distribution: MarkDistribution }) {
  const say = useWords(MARKS)
  const [chosen, choose] = useState<MarkItem>()
  const names = { overall: say('overall'), on_site_resolution: say('onSite') }
  const shown = items.find(({ item }) => item === chosen) ?? items[0]
  const labels = useMemo(
    () => buckets.map(({ from, to }) => (from === 0 ? say('bucketLow', { to }) : say('bucketText', { from, to }))),
    [buckets, say],
  )
  const sides = { own: say('own'), others: say('others') }
  const option = useMemo(() => {
    const bars = (side: 'own' | 'others') => ({
      name: say(side),
      type: 'bar' as const,
      barMaxWidth: 28,
      data: shown?.[side].counts.map((each) => percentOf(each, shown[side].count)),
    })
    return {
      grid: { left: 44, right: 12, top: 36, bottom: 28 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value}%` },
      xAxis: { type: 'category', data: labels },
      yAxis: { type: 'value', axisLabel: { formatter: '{value}%' } },
      series: [bars('own'), bars('others')],
    }
  }, [shown, labels, say])
  if (!shown) return null
  const { own, others } = shown
  const says = say('distributionSays', {
    item: names[shown.item],
    own: own.count,
    ownMean: decimal(own.mean),
    others: others.count,
    othersMean: decimal(others.mean),
  })
  return (
    <div className="stack">
      <Chart
        title={`${say('distribution')} · ${names[shown.item]}`}
        description={says}
        option={option}
        height={220}
        actions={
          items.length > 1 && (
            <Segmented<MarkItem>
              aria-label={say('distribution')}
              value={shown.item}
              onChange={choose}
              options={items.map(({ item }) => ({ value: item, label: names[item] }))}
            />
          )
        }
        table={
          <PlainTable
            caption={says}
            keyOf={({ label }) => label}
            rows={labels.map((label, index) => ({ label, own: own.counts[index] ?? 0, others: others.counts[index] ?? 0 }))}
            columns={[
              { key: 'label', title: say('bucket'), head: true, cell: ({ label }) => label },
              { key: 'own', title: say('own'), figures: true, cell: (row) => row.own },
              { key: 'others', title: say('others'), figures: true, cell: (row) => row.others },
            ]}
          />
        }
      />
      <section className="card stack">
        <p className="quiet">{say('distributionMore')}</p>
        <PlainTable
          caption={says}
          keyOf={({ side }) => side}
          rows={(['own', 'others'] as const).map((side) => ({ side, ...shown[side] }))}
          columns={[
            { key: 'side', title: names[shown.item], head: true, cell: ({ side }) => sides[side] },
            { key: 'count', title: say('marksCount'), figures: true, cell: ({ count }) => count },
            ...FIGURES.map((key) => ({
              key,
              title: say(key),
              figures: true,
              cell: (row: (typeof shown)['own']) => decimal(row[key]),
            })),
          ]}
        />
      </section>
    </div>
  )
}

/** Whole per cent of counts, for the height of a bar. */
function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 100) / whole)
}
