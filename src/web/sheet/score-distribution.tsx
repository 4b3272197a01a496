import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Chart } from '../parts/chart.tsx'
import type { ChartOption } from '../parts/chart-canvas.tsx'
import { CsvButton } from '../parts/csv-button.tsx'
import { count, decimal } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { PlainTable } from '../parts/plain-table.tsx'
import { language } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { RESULTS } from './results-words.ts'
import { distributionQuery, type RunPlace } from './run-queries.ts'

interface ScoreDistributionProps {
  readonly place: RunPlace
  readonly kind: 'service' | 'sales'
  readonly region: string | undefined
}

/** How the scores of a run lie: a histogram, and the middle of each region beside it. */
export function ScoreDistribution({ place, kind, region }: ScoreDistributionProps) {
  const say = useWords(RESULTS)
  const query = useQuery(distributionQuery(place, { kind, region }))
  const zh = language() === 'zh'
  const { data } = query
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language only.
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 44, right: 16, top: 32, bottom: 44 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', name: say('band'), nameLocation: 'middle', nameGap: 28, data: (data?.bins ?? []).map(bandOf) },
      yAxis: { type: 'value', name: say('people'), minInterval: 1 },
      series: [
        {
          type: 'bar',
          name: say('people'),
          barCategoryGap: '8%',
          label: { show: true, position: 'top', color: 'inherit' },
          data: (data?.bins ?? []).map((bin) => bin.count),
        },
      ],
    }),
    [data, zh],
  )
  return (
    <Loaded query={query} rows={6}>
      {(found) => {
        if (found.count === 0) return null
        const { lowest, highest, mean, width, bins, regions } = found
        const title = `${say('distribution')} · ${say(kind)}`
        const all = [{ region: '', name: say('whole'), ...found }, ...(regions.length > 1 ? regions : [])]
        return (
          <div className="sheet-charts">
            <Chart
              title={title}
              description={say('distributionSaid', {
                ...{ count: count(found.count), width },
                ...{ lowest: decimal(lowest), highest: decimal(highest), mean: decimal(mean) },
              })}
              option={option}
              height={240}
              table={
                <PlainTable
                  caption={title}
                  rows={bins}
                  keyOf={bandOf}
                  columns={[
                    { key: 'band', title: say('band'), head: true, cell: bandOf },
                    { key: 'people', title: say('people'), figures: true, cell: (bin) => count(bin.count) },
                  ]}
                />
              }
              actions={
                <CsvButton
                  name={`${say('distribution')}-${place.period}`}
                  rows={bins}
                  columns={[
                    { title: say('band'), text: bandOf },
                    { title: say('people'), text: (bin) => bin.count },
                  ]}
                />
              }
            />
            <Section title={say('byRegion')}>
              <PlainTable
                caption={say('byRegion')}
                rows={all}
                keyOf={(row) => row.region}
                columns={[
                  { key: 'name', title: say('region'), head: true, bare: true, cell: ({ name }) => name },
                  { key: 'people', title: say('people'), figures: true, cell: (row) => count(row.count) },
                  { key: 'lowest', title: say('lowest'), figures: true, cell: (row) => decimal(row.lowest) },
                  { key: 'mean', title: say('mean'), figures: true, cell: (row) => decimal(row.mean) },
                  { key: 'median', title: say('median'), figures: true, cell: (row) => decimal(row.median) },
                  { key: 'highest', title: say('highest'), figures: true, cell: (row) => decimal(row.highest) },
                  { key: 'withoutScore', title: say('withoutScore'), figures: true, cell: (row) => count(row.withoutScore) },
                ]}
              />
            </Section>
          </div>
        )
      }}
    </Loaded>
  )
}

function bandOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from}–${to}`
}
