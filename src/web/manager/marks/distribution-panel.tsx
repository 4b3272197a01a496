import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { memo, useMemo, useState } from 'react'
import { Chart } from '../../parts/chart.tsx'
import { decimal } from '../../parts/format.ts'
import { Loaded } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { useWords } from '../../words/words.ts'
import { FIGURES } from './figures-words.ts'
import type { MarkItem } from './mark-row.ts'
import { distributionQuery, type MarkDistribution } from './marks-api.ts'

/** One's own marks beside those of all other managers: whether one marks higher, or closer together, than the company does. */
export const DistributionPanel = memo(function DistributionPanel({ period, isReader }: { period: string; isReader: boolean }) {
  const query = useQuery(distributionQuery(period))
  return (
    <Loaded query={query} rows={6}>
      {(distribution) => <Distribution distribution={distribution} isReader={isReader} />}
    </Loaded>
  )
})

type Side = 'own' | 'others'
const BOTH: readonly Side[] = ['own', 'others']
const ONLY_OTHERS: readonly Side[] = ['others']
const SHOWN = ['mean', 'median', 'lowest', 'highest'] as const

function Distribution({ distribution: { buckets, items }, isReader }: { distribution: MarkDistribution; isReader: boolean }) {
  const say = useWords(FIGURES)
  const [chosen, choose] = useState<MarkItem>()
  const names = { overall: say('overall'), on_site_resolution: say('onSite') }
  const shown = items.find(({ item }) => item === chosen) ?? items[0]
  const labels = useMemo(
    () => buckets.map(({ from, to }) => (from === 0 ? say('bucketLow', { to }) : say('bucketText', { from, to }))),
    [buckets, say],
  )
  const sides = isReader ? ONLY_OTHERS : BOTH
  const titles = useMemo(() => ({ own: say('own'), others: say(isReader ? 'everybody' : 'others') }), [isReader, say])
  const option = useMemo(() => {
    const bars = (side: Side) => ({
      name: titles[side],
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
      series: sides.map(bars),
    }
  }, [shown, labels, sides, titles])
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
        title={`${say(isReader ? 'distributionAll' : 'distribution')} · ${names[shown.item]}`}
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
              ...sides.map((side) => ({
                key: side,
                title: titles[side],
                figures: true,
                cell: (row: Readonly<Record<Side, number>>) => row[side],
              })),
            ]}
          />
        }
      />
      <section className="card stack">
        <p className="quiet">{say(isReader ? 'distributionAllMore' : 'distributionMore')}</p>
        <table className="compact-table">
          <caption className="sr-only">{says}</caption>
          <thead>
            <tr>
              <th scope="col">{names[shown.item]}</th>
              {sides.map((side) => (
                <th key={side} scope="col" className="figures">
                  {titles[side]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['count', ...SHOWN] as const).map((key) => (
              <tr key={key}>
                <th scope="row">{say(key === 'count' ? 'marksCount' : key)}</th>
                {sides.map((side) => (
                  <td key={side} className="figures">
                    {key === 'count' ? shown[side].count : decimal(shown[side][key])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** Whole per cent of counts, for the height of a bar. */
function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 100) / whole)
}
