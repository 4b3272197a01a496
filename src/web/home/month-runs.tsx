import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRegionNames } from '../api/region-names.ts'
import { count, time, yuan } from '../parts/format.ts'
import { Loaded, Section } from '../parts/page.tsx'
import { usePeopleNames } from '../parts/people-names.ts'
import { PlainTable } from '../parts/plain-table.tsx'
import { Tag, type TagKind } from '../parts/tag.tsx'
import { COMMON } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import { newestRunsQuery } from './month-data.ts'
import { MONTH } from './month-words.ts'

const KIND: Readonly<Record<string, TagKind>> = { queued: 'info', running: 'info', done: 'good', failed: 'bad', cancelled: 'plain' }

/** The newest computations of the period. */
export function MonthRuns({ period, published }: { period: string; published: string | null }) {
  const say = useWords(MONTH)
  const common = useWords(COMMON)
  const regionName = useRegionNames()
  const query = useQuery(newestRunsQuery(period))
  const nameOf = usePeopleNames((query.data?.items ?? []).map(({ startedBy }) => startedBy))
  return (
    <Section
      title={say('runs')}
      actions={
        <Link to="/periods/$period/runs" params={{ period }}>
          {say('toRuns')}
        </Link>
      }
    >
      <Loaded query={query} rows={3}>
        {({ items }) => (
          <PlainTable
            caption={say('runs')}
            rows={items}
            keyOf={({ run }) => run}
            empty={say('noRuns')}
            columns={[
              {
                key: 'startedAt',
                title: say('startedAt'),
                head: true,
                cell: ({ run, startedAt }) => (
                  <Link to="/periods/$period/runs/$run" params={{ period, run }}>
                    {time(startedAt)}
                  </Link>
                ),
              },
              {
                key: 'state',
                title: common('state'),
                cell: ({ run, state }) => (
                  <>
                    <Tag kind={KIND[state] ?? 'plain'}>{say(`run_${state}`)}</Tag>{' '}
                    {run === published && <Tag kind="info">{say('shown')}</Tag>}
                  </>
                ),
              },
              { key: 'scored', title: say('scored'), figures: true, cell: ({ summary }) => (summary ? count(summary.scored) : '—') },
              { key: 'held', title: say('heldRegions'), cell: ({ summary }) => summary?.held.map(regionName).join('、') || '—' },
              { key: 'pools', title: say('pools'), figures: true, cell: ({ summary }) => yuan(summary?.pools) },
              { key: 'by', title: common('by'), cell: ({ startedBy }) => nameOf(startedBy) },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
